/** An override that a second admin decides, in words; amounts in paise, instants ISO strings on the page. */
export interface Approval<Instant = string> {
  id: string;
  code: string;
  patientName: string;
  service: string;
  amountPaise: number;
  alsoCancel: boolean;
  reason: string;
  note: string;
  askedBy: string;
  askedAt: Instant;
  /** Asked for by whoever is looking. */
  own: boolean;
  decision: 'granted' | 'denied' | null;
  decidedBy: string | null;
  decidedAt: Instant | null;
}
