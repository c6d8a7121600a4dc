/** What the last form did, as the address says it; anything else in it says nothing. */
export function doneInWords(params: URLSearchParams): string | null {
  const count = /^[1-9]\d{0,2}$/.exec(params.get('count') ?? '')?.[0] ?? '1';
  switch (params.get('done')) {
    case 'try_now':
      return count === '1' ? '1 job is due now' : `${count} jobs are due now`;
    case 'relay':
      return 'The outbox is being handed over';
    case 'cancel':
      return 'The job is cancelled. It is kept here with your reason.';
    case 'clear':
      return 'The job is off the list. The audit log keeps what it was.';
    default:
      return null;
  }
}
