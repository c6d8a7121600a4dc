import { formatPaise } from '#app/domain/money.ts';
import type { Role } from '#app/domain/roles.ts';
import { Receipt, type ReceiptLine } from '#app/components/booking/receipt.tsx';
import { servicePlace, serviceTitle } from '#app/components/booking/service-title.ts';
import { Button, ButtonLink, SubmitButton } from '#app/components/form/button.tsx';
import { When } from '#app/components/when.tsx';
import type { BasketLineView, BasketView, LineTrouble } from './basket-view.ts';

export function BasketReceipt({ basket, role }: { basket: BasketView; role: Role | null }) {
  const { coupon, discountPaise, listTotalPaise } = basket;
  const sums = coupon && discountPaise > 0 ? [{ label: 'List price', paise: listTotalPaise }, { label: `Coupon ${coupon.code}`, paise: -discountPaise }] : [];
  return (
    <Receipt title={`${basket.lines.length} ${basket.lines.length === 1 ? 'service' : 'services'}`} lines={basket.lines.map(receiptLine)} sums={sums} totalPaise={basket.totalPaise} note={role === null && 'You sign in or register next; what you chose is kept.'}>
      <GoOn basket={basket} role={role} />
    </Receipt>
  );
}

function GoOn({ basket: { held, totalPaise }, role }: { basket: BasketView; role: Role | null }) {
  const pay = totalPaise === 0 ? 'book' : `pay ${formatPaise(totalPaise)}`;
  if (role === 'doctor' || role === 'admin') return <p className="text-sm">Visits are booked by patients. Sign in with a patient’s account to go on.</p>;
  if (held && !held.ended) return <ButtonLink href={`/visits/${held.code}/pay`} wide>{`Pay ${formatPaise(totalPaise)}`}</ButtonLink>;
  return (
    <form method="post">
      <SubmitButton wide name="intent" value="hold" submittingText="Holding your times…">
        Hold these times and {pay}
      </SubmitButton>
    </form>
  );
}

function receiptLine(line: BasketLineView): ReceiptLine {
  return {
    id: line.id,
    service: serviceTitle(line),
    when: line.trouble ? <s><When at={line.startsAt} zone={line.zone} /></s> : <When at={line.startsAt} zone={line.zone} />,
    place: servicePlace(line),
    listPricePaise: line.listPricePaise,
    couponSharePaise: line.couponSharePaise,
    lost: line.trouble && <Trouble line={line} trouble={line.trouble} />,
    actions: <LineActions line={line} />,
  };
}

function Trouble({ line, trouble }: { line: BasketLineView; trouble: LineTrouble }) {
  return (
    <div className="grid gap-2">
      <p className="font-semibold">{trouble.message}</p>
      {trouble.choices.length > 0 && (
        <form method="post" className="flex flex-wrap items-center gap-2">
          <input type="hidden" name="intent" value="move" />
          <input type="hidden" name="lineId" value={line.id} />
          <span className="w-full">Free next:</span>
          {trouble.choices.map((startsAt) => (
            <Button key={startsAt} type="submit" look="secondary" small name="startsAt" value={startsAt}>
              <When at={startsAt} zone={line.zone} />
            </Button>
          ))}
        </form>
      )}
      <p>
        <a href={line.timesHref}>All free times</a>
      </p>
    </div>
  );
}

/** Sentences over the whole width of the row, then what can be done; each control says which service it is about. */
function LineActions({ line }: { line: BasketLineView }) {
  const about = <span className="sr-only"> of {serviceTitle(line)}</span>;
  return (
    <>
      <div className="mt-1 w-full ps-2.5 text-sm">
        {line.followUpNote && <p>{line.followUpNote}</p>}
        {!line.trouble && <p className="text-muted">{line.policy}</p>}
      </div>
      {!line.trouble && (
        <ButtonLink href={line.timesHref} look="quiet" small>
          <span>Change time{about}</span>
        </ButtonLink>
      )}
      <form method="post">
        <input type="hidden" name="lineId" value={line.id} />
        <SubmitButton look="quiet" small name="intent" value="remove" submittingText="Removing…">
          <span>Remove<span className="sr-only"> {serviceTitle(line)}</span></span>
        </SubmitButton>
      </form>
    </>
  );
}
