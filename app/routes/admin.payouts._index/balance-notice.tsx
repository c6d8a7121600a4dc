import { Money } from '#app/components/money.tsx';
import { Notice } from '#app/components/notice.tsx';
import { When } from '#app/components/when.tsx';
import { DESK_ZONE } from '../admin/desk-zone.ts';

interface BalanceNoticeProps {
  waiting: { count: number; paise: number; feesPaise: number };
  missingPaise: number;
  balance: { paise: number; readAt: string } | null;
}

/** What waits at RazorpayX for money, what is there, and how much is missing. */
export function BalanceNotice({ waiting, missingPaise, balance }: BalanceNoticeProps) {
  if (waiting.count === 0) return null;
  return (
    <Notice kind="warning" title={<><Money paise={missingPaise} /> is missing in the RazorpayX account</>}>
      <p>
        {waiting.count} {waiting.count === 1 ? 'payout waits' : 'payouts wait'} for <Money paise={waiting.paise} />{waiting.feesPaise > 0 && <> and up to <Money paise={waiting.feesPaise} /> of fees</>}
        {balance && <>; <Money paise={balance.paise} /> is there, read <When at={balance.readAt} zone={DESK_ZONE} /></>}. Load the account, and they go on by themselves.
      </p>
    </Notice>
  );
}
