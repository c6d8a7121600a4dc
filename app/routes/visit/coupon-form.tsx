import { Card } from '#app/components/card.tsx';
import { SubmitButton } from '#app/components/form/button.tsx';
import { TextField } from '#app/components/form/text-field.tsx';
import { Icon } from '#app/components/icon.tsx';
import { Money } from '#app/components/money.tsx';
import type { BasketView, RefusedVisit } from './basket-view.ts';

interface CouponFormProps {
  coupon: BasketView['coupon'];
  discountPaise: number;
  refused: RefusedVisit | undefined;
}

export function CouponForm({ coupon, discountPaise, refused }: CouponFormProps) {
  return (
    <Card>
      {coupon && !refused ? <Applied coupon={coupon} discountPaise={discountPaise} /> : <Apply refused={refused} />}
    </Card>
  );
}

function Apply({ refused }: { refused: RefusedVisit | undefined }) {
  return (
    <form method="post" noValidate>
      <input type="hidden" name="intent" value="apply-coupon" />
      <TextField
        label="Coupon"
        name="code"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={30}
        defaultValue={refused?.typedCode ?? ''}
        errors={refused && [refused.message]}
        after={
          <SubmitButton look="secondary" submittingText="Applying…">
            Apply
          </SubmitButton>
        }
      />
    </form>
  );
}

function Applied({ coupon, discountPaise }: { coupon: NonNullable<BasketView['coupon']>; discountPaise: number }) {
  return (
    <form method="post" className="grid grid-cols-[1fr_auto] items-center gap-x-3 gap-y-1">
      <p className="flex items-center gap-2 font-semibold">
        <Icon name="tag" size="sm" />
        {coupon.code}
      </p>
      <SubmitButton look="quiet" small name="intent" value="remove-coupon" className="-me-2.5" submittingText="Removing…">
        Remove<span className="sr-only"> coupon {coupon.code}</span>
      </SubmitButton>
      <p className="col-span-2 text-sm">
        {coupon.refusal ?? (
          <span className="text-success">
            <Money paise={discountPaise} /> off this visit
          </span>
        )}
      </p>
    </form>
  );
}
