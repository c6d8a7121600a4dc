/** The mark is the product: one visit, its parts hanging on one line. */
export function Wordmark() {
  return (
    <a href="/" className="wordmark">
      <svg viewBox="0 0 28 28" aria-hidden="true">
        <rect width="28" height="28" rx="8" />
        <path d="M9 7v14M15 7.5h5.5M15 14h5.5M15 20.5h5.5" />
        <circle cx="9" cy="7.5" r="2.5" />
        <circle cx="9" cy="14" r="2.5" />
        <circle cx="9" cy="20.5" r="2.5" />
      </svg>
      OneVisit
    </a>
  );
}
