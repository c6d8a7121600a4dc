import { parseWithZod } from '@conform-to/zod/v4';
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { refuseForm } from '#app/auth/form-answer.server.ts';
import { notFound, requireAdmin } from '#app/auth/guards.server.ts';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { correctedAccount, correctionEntries, needsSecondAdmin } from '#app/domain/reconciliation-entries.ts';
import { resources } from '#app/server-resources.server.ts';
import type { DiscrepancyRow } from '#db/discrepancies.ts';
import { findDiscrepancy } from '#db/discrepancy-lists.ts';
import { DISCREPANCY_WORDS } from '../admin/discrepancy-words.ts';
import { StateTag } from '../admin.discrepancies._index/state-tag.tsx';
import { History } from '../admin.visits.$code._index/history.tsx';
import { amountsSentence } from './amounts-sentence.ts';
import { CorrectionTable } from './correction-table.tsx';
import { DiscrepancyFacts } from './facts.tsx';
import { historyOf } from './history.ts';
import { verdictSchema } from './schema.ts';
import { decide } from './verdict.server.ts';
import { LinkForm, VerdictForm, type AcceptState } from './verdict-forms.tsx';

const DONE: Readonly<Record<string, string>> = {
  accept: 'Razorpay’s word is posted, and this is closed.',
  ask: 'Razorpay is being asked. If both books agree, this closes by itself.',
  ignore: 'Closed. It opens again only if an amount changes.',
  escalate: 'It waits for another admin.',
  link: 'Linked and closed.',
};

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data ? DISCREPANCY_WORDS[data.row.kind].title : 'Discrepancy'} · OneVisit desk` }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  const told = await findDiscrepancy(resources().db, params.id ?? '');
  if (!told) throw notFound();
  const { seen_run: _, ...row } = told.row;
  const done = DONE[new URL(request.url).searchParams.get('done') ?? ''] ?? null;
  return json({ ...told, row, done, accept: acceptState(told.row, adminId), correction: correctionOf(told.row) });
}

/** What the button would meet; the use-case decides anew under its lock. */
function acceptState({ effect_paise: effectPaise, escalated_by: escalatedBy }: DiscrepancyRow, adminId: string): AcceptState {
  if (effectPaise === null || effectPaise === 0) return 'nothing';
  if (!needsSecondAdmin(effectPaise)) return 'may';
  if (escalatedBy === null) return 'escalate_first';
  return escalatedBy === adminId ? 'another_admin' : 'may';
}

function correctionOf({ id, kind, source, effect_paise: effectPaise, master_booking_id: masterBookingId }: DiscrepancyRow) {
  if (effectPaise === null || effectPaise === 0) return [];
  const { lines } = correctionEntries({ discrepancyId: id, number: 0, kind, account: correctedAccount(source), effectPaise, masterBookingId });
  return lines.map(({ account, amountPaise }) => ({ account, amountPaise }));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  const { db, nudge } = resources();
  const discrepancyId = params.id ?? '';
  if (!(await findDiscrepancy(db, discrepancyId))) throw notFound();
  const submission = parseWithZod(await request.formData(), { schema: verdictSchema });
  if (submission.status !== 'success') return refuseForm(submission);
  const outcome = await decide(db, submission.value, { discrepancyId, adminId, now: new Date() });
  if (!outcome.ok) return refuseForm(submission, { formErrors: [outcome.refusal.message] });
  nudge();
  return redirect(`/admin/discrepancies/${discrepancyId}?done=${submission.value.intent}`, 303);
}

export default function Discrepancy() {
  const told = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { row, done, accept, correction, deeds, cancelling } = told;
  const words = DISCREPANCY_WORDS[row.kind];
  const open = row.resolved_at === null;
  const amounts = amountsSentence(row);
  const escalation = row.escalated_at ? { by: row.escalated_by_name ?? 'An admin', at: row.escalated_at } : null;
  return (
    <>
      <ErrorSummary errors={refused?.errors ?? {}} title="Nothing was done" />
      <PageHeading
        title={words.title}
        back={{ href: '/admin/discrepancies', label: 'Discrepancies' }}
        aside={<StateTag resolution={row.resolution} closed={!open} escalated={escalation !== null} />}
        lede={<><p>{amounts === null ? `${words.meaning} ${row.note}` : `${row.note} ${amounts}`}</p>{open && <p>{words.next}</p>}</>}
      />
      {done && <Notice kind="success" title={done} />}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_min(26rem,50%)]">
        {/* Read before anything is decided; on a narrow screen too. */}
        <div className="lg:order-last">
          <DiscrepancyFacts row={row} refundId={told.refundId} payoutId={told.payoutId} linked={told.linked} />
        </div>
        <div className="grid gap-6">
          {open && (
            <>
              <CorrectionTable caption="Accepting Razorpay’s word posts" lines={correction} />
              <VerdictForm accept={accept} escalation={escalation} refused={refused} />
              <LinkForm cancelling={cancelling} refused={refused} />
            </>
          )}
          {row.resolution === 'accepted_theirs' && <CorrectionTable caption="Posted by accepting Razorpay’s word" lines={correction} />}
          <History happenings={historyOf({ row, deeds })} />
        </div>
      </div>
    </>
  );
}
