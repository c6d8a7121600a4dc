import { When } from '#app/components/when.tsx';
import type { PayoutStanding } from '#app/domain/payout-standing.ts';

interface WhyNotPaidProps {
  standing: PayoutStanding;
  settledAt: string | null;
  zone: string;
}

/** Why it is not paid yet, with the way to the account where that helps; or when it was. */
export function WhyNotPaid({ standing: { sentence, remedy }, settledAt, zone }: WhyNotPaidProps) {
  if (sentence === null) return settledAt === null ? null : <When at={settledAt} zone={zone} show="dated" />;
  return (
    <>
      {sentence}
      {remedy === 'account' && (
        <>
          {' '}
          <a className="link" href="/provider/account">
            Go to your account
          </a>
        </>
      )}
    </>
  );
}
