import { Icon } from '#app/components/icon.tsx';

interface CopyCodeProps {
  code: string;
  /** What the code is, for the button's spoken name: "visit code". */
  what: string;
}

/** An id to quote. The copy button appears only where scripts run. */
export function CopyCode({ code, what }: CopyCodeProps) {
  return (
    <span className="code-copy">
      <code className="break-all">{code}</code>
      <button type="button" className="copy-button no-print" data-copy={code} aria-label={`Copy ${what}`} hidden>
        <Icon name="copy" size="sm" />
        <Icon name="check" size="sm" />
      </button>
    </span>
  );
}
