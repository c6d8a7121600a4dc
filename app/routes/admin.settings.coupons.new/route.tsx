import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { localDateOf } from '#app/domain/appointment-time.ts';
import { resources } from '#app/server-resources.server.ts';
import { createCoupon } from '#app/use-cases/create-coupon.server.ts';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { answerChange } from '../admin.settings._index/answer-change.server.ts';
import { ChangeForm, ChangePage } from '../admin.settings._index/change-form.tsx';
import { CouponFields } from './coupon-fields.tsx';
import { couponSchema } from './schema.ts';

const LIST = '/admin/settings/coupons';

export const meta: MetaFunction = () => [{ title: 'New coupon · OneVisit desk' }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireAdmin(request);
  return json({ today: localDateOf(new Date(), DESK_ZONE) });
}

export async function action({ request }: ActionFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  return answerChange(request, {
    adminId,
    schema: couponSchema,
    make: ({ code, description, percentBps, flatPaise, cap, minimum, firstDay, lastDay, perPatient, total, kinds, fundedBy, afterCancel }, order) => {
      const value = { percentBps, flatPaise, capPaise: cap, minimumSpendPaise: minimum ?? 0 };
      const limits = { perPatientLimit: perPatient, totalLimit: total };
      return createCoupon(resources().db, { ...order, wish: { code, description, ...value, firstDay, lastDay, zone: DESK_ZONE, ...limits, kinds, fundedBy, afterCancel } });
    },
    done: (id) => `${LIST}/${id}?done`,
  });
}

export default function NewCoupon() {
  const { today } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const initial = { takes: 'percent', consultation: 'on', lab_test: 'on', follow_up: 'on', firstDay: today, fundedBy: 'platform', afterCancel: 'keep' };
  return (
    <ChangePage title="A new coupon" lede="What it takes off stays as it is for ever; its last day and its limits can be changed." back={{ href: LIST, label: 'Coupons' }} answer={answer} confirm="Create this coupon">
      <ChangeForm answer={answer} review="Review this coupon" initial={initial}>
        {(form) => <CouponFields {...form} />}
      </ChangeForm>
    </ChangePage>
  );
}
