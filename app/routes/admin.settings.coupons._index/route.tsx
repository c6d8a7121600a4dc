import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { ButtonLink } from '#app/components/form/button.tsx';
import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { resources } from '#app/server-resources.server.ts';
import { listDeskCoupons } from '#db/desk-coupons.ts';
import { CsvLink } from '../admin/csv-link.tsx';
import { CouponTag } from './coupon-tag.tsx';
import { couponView, type CouponView } from './coupon-view.ts';

const PATH = '/admin/settings/coupons';

export const meta: MetaFunction = () => [{ title: 'Coupons · OneVisit desk' }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const now = new Date();
  return json({ coupons: (await listDeskCoupons(resources().db, now)).map((row) => couponView(row, now)) });
}

const columns: Column<CouponView>[] = [
  { header: 'Code', title: true, cell: (row) => <a href={`${PATH}/${row.id}`} className="link font-semibold">{row.code}</a> },
  { header: 'Value', cell: (row) => row.value },
  { header: 'Last day', cell: (row) => row.until },
  { header: 'Paid by', cell: (row) => row.paidBy },
  { header: 'State', cell: (row) => <CouponTag state={row.state} /> },
  { header: 'Used', end: true, cell: (row) => (row.totalLimit === null ? row.uses : `${row.uses} of ${row.totalLimit}`) },
];

export default function Coupons() {
  const { coupons } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeading
        title="Coupons"
        lede="A coupon’s value never changes. It can end earlier or later, and be limited."
        back={{ href: '/admin/settings', label: 'Settings' }}
        aside={<ButtonLink look="secondary" icon="plus" href={`${PATH}/new`}>Create a coupon</ButtonLink>}
      />
      <DataTable caption="Coupons" captionHidden columns={columns} rows={coupons} rowKey={({ id }) => id} empty="There is no coupon yet." />
      <div><CsvLink path="/admin/settings/csv/coupons" filters={{}} /></div>
    </>
  );
}
