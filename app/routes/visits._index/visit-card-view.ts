import type { IndividualStatus, MasterStatus, ServiceKind } from '#app/domain/booking.ts';

export interface VisitCardView {
  readonly id: string;
  /** The visit, or the page to pay while it waits for that. */
  readonly href: string;
  readonly status: MasterStatus;
  readonly totalPaise: number;
  readonly notPaidYet: 'held' | 'hold_ended' | null;
  /** Paid after its times were gone. */
  readonly comesBack: boolean;
  /** In the order in which they happen. */
  readonly parts: readonly {
    readonly id: string;
    readonly kind: ServiceKind;
    readonly service: string;
    readonly provider: string;
    readonly clinic: string;
    readonly locality: string;
    readonly startsAt: string;
    readonly zone: string;
    readonly status: IndividualStatus;
  }[];
}
