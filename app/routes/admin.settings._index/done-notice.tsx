import { useActionData, useSearchParams } from '@remix-run/react';
import { Notice } from '#app/components/notice.tsx';

/** Above what was just changed, until the next form is sent. */
export function DoneNotice({ children = 'It is saved, and in the audit log.' }: { children?: string }) {
  const [query] = useSearchParams();
  const sent = useActionData() !== undefined;
  return query.has('done') && !sent ? <Notice kind="success" title={children} /> : null;
}
