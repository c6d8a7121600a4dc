import { Icon } from '#app/components/icon.tsx';

interface ErrorSummaryProps {
  /** Field id → its messages, as conform's `submission.error` gives them; `''` holds messages about the whole form. */
  errors: Record<string, string[] | null | undefined>;
  title?: string;
}

/** The list of problems above a refused form; takes the focus when the page opens, each line leads to its field. */
export function ErrorSummary({ errors, title = 'Please check what you entered' }: ErrorSummaryProps) {
  const problems = Object.entries(errors).flatMap(([field, messages]) => (messages ?? []).map((message) => ({ field, message })));
  if (problems.length === 0) return null;
  return (
    <div id="error-summary" className="error-summary" role="alert" tabIndex={-1}>
      <h2 className="flex items-center gap-2">
        <Icon name="alert-circle" className="text-danger" />
        {title}
      </h2>
      <ul>
        {problems.map(({ field, message }) => (
          <li key={`${field} ${message}`}>{field ? <a href={`#${field}`}>{message}</a> : <p>{message}</p>}</li>
        ))}
      </ul>
    </div>
  );
}
