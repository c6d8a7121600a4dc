import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { notFound, requireAdmin } from '#app/auth/guards.server.ts';
import { Card } from '#app/components/card.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { limitInWords, lastDayOf } from '#app/domain/coupon-words.ts';
import { resources } from '#app/server-resources.server.ts';
import { changeCoupon, endCoupon } from '#app/use-cases/change-coupon.server.ts';
import { findDeskCoupon } from '#db/desk-coupons.ts';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { answerChange } from '../admin.settings._index/answer-change.server.ts';
import { ChangeForm, ChangePage } from '../admin.settings._index/change-form.tsx';
import { DoneNotice } from '../admin.settings._index/done-notice.tsx';
import { countField, dayField, reasonField, textField } from '../admin.settings._index/fields.ts';
import { CouponTag } from '../admin.settings.coupons._index/coupon-tag.tsx';
import { couponView } from '../admin.settings.coupons._index/coupon-view.ts';
import { BoundsFields, DescriptionField } from '../admin.settings.coupons.new/coupon-fields.tsx';

const LIST = '/admin/settings/coupons';
const WHOLE = 'Enter a whole number, or leave it empty';

const schema = z.discriminatedUnion('deed', [
  z.object({ deed: z.literal('change'), description: textField('Describe it in a few words', 200), lastDay: dayField('Enter its last day'), perPatient: countField(WHOLE), total: countField(WHOLE), reason: reasonField }),
  z.object({ deed: z.literal('end'), reason: reasonField }),
]);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.coupon.code ?? 'Coupon'} · OneVisit desk` }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const now = new Date();
  const row = await findDeskCoupon(resources().db, params.id ?? '', now);
  if (!row) throw notFound();
  const limits = { perPatient: row.per_patient_limit?.toString() ?? '', total: row.total_limit?.toString() ?? '' };
  return json({ coupon: couponView(row, now), typed: { description: row.description, lastDay: lastDayOf(row.ends_at, DESK_ZONE) as string, ...limits } });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  const { db } = resources();
  const couponId = params.id ?? '';
  if (!(await findDeskCoupon(db, couponId, new Date()))) throw notFound();
  return answerChange(request, {
    adminId,
    schema,
    make: (value, order) => {
      const zoned = { ...order, zone: DESK_ZONE };
      if (value.deed === 'end') return endCoupon(db, { ...zoned, wish: { couponId } });
      const { description, lastDay, perPatient, total } = value;
      return changeCoupon(db, { ...zoned, wish: { couponId, description, lastDay, perPatientLimit: perPatient, totalLimit: total } });
    },
    done: (id) => `${LIST}/${id}?done`,
  });
}

export default function Coupon() {
  const { coupon, typed } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <ChangePage
      title={coupon.code}
      lede={coupon.description}
      back={{ href: LIST, label: 'Coupons' }}
      aside={<CouponTag state={coupon.state} />}
      answer={answer}
      confirm={answer?.values.deed === 'end' ? 'End this coupon' : 'Change this coupon'}
    >
      <DoneNotice />
      <div className="max-w-prose">
        <Card title="As it is">
          <SummaryList
            rows={[
              { term: 'Value', description: coupon.value },
              { term: 'Covers', description: coupon.covers },
              { term: 'From', description: coupon.from },
              { term: 'Last day', description: coupon.until },
              { term: 'Paid by', description: coupon.paidBy },
              { term: 'Used', description: `${coupon.uses} ${coupon.uses === 1 ? 'time' : 'times'}` },
              { term: 'Uses per patient', description: limitInWords(coupon.perPatientLimit) },
              { term: 'Uses in all', description: limitInWords(coupon.totalLimit) },
            ]}
          />
        </Card>
      </div>
      <section className="grid gap-4">
        <h2>Change its bounds</h2>
        <ChangeForm deed="change" answer={answer} review="Review the change" initial={typed}>
          {(form) => (
            <>
              <DescriptionField {...form} />
              <BoundsFields {...form} />
            </>
          )}
        </ChangeForm>
      </section>
      {coupon.state !== 'ended' && (
        <section className="grid gap-4">
          <h2>End it now</h2>
          <p className="max-w-prose text-muted">Nobody can use it any more; visits that have it keep it.</p>
          <ChangeForm deed="end" answer={answer} review="Review ending it" look="danger" />
        </section>
      )}
    </ChangePage>
  );
}
