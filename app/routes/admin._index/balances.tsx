import { Card } from '#app/components/card.tsx';
import { Money } from '#app/components/money.tsx';
import { Notice } from '#app/components/notice.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { When } from '#app/components/when.tsx';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import type { LiveDesk } from './read-live-desk.server.ts';

/** Both accounts at Razorpay: by our books, and by theirs where they tell. */
export function BalancesCard({ desk: { balances, payouts } }: { desk: LiveDesk }) {
  const { balance, balanceStaleSince, waitingForMoney, missingPaise } = payouts;
  return (
    <Card title="Balances">
      <SummaryList
        rows={[
          { term: 'Razorpay, by our books', description: <Money paise={balances.razorpayPaise} /> },
          { term: 'RazorpayX, by our books', description: <Money paise={balances.razorpayxPaise} /> },
          {
            term: 'RazorpayX says',
            description: balance === null ? 'Not read yet' : <><Money paise={balance} />{balanceStaleSince && <>, read <When at={balanceStaleSince} zone={DESK_ZONE} /></>}</>,
          },
        ]}
      />
      {waitingForMoney.count > 0 && (
        <Notice kind="warning" title={<><Money paise={missingPaise} /> is missing in the RazorpayX account</>}>
          <p>
            {waitingForMoney.count === 1 ? '1 queued payout waits' : `${waitingForMoney.count} queued payouts wait`} for <Money paise={waitingForMoney.paise} />. <a href="/admin/payouts?status=processing">See what waits</a>
          </p>
        </Notice>
      )}
    </Card>
  );
}
