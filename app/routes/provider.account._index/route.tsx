import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { notFound, requireProvider } from '#app/auth/guards.server.ts';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { resources } from '#app/server-resources.server.ts';
import { findOwnPayee } from '#db/own-payee.ts';
import { AccountSteps } from './account-steps.tsx';
import { AccountCard, DocumentsCard, ProfileCard } from './payee-cards.tsx';
import { Standing } from './standing.tsx';

const SAVED = {
  account: 'Your details are with us. The account is being checked now.',
  details: 'Your details are saved. The account stays as it was.',
} as const;

export const meta: MetaFunction = () => [{ title: 'Getting paid · OneVisit' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { providerId } = await requireProvider(request);
  const payee = await findOwnPayee(resources().db, providerId);
  if (!payee) throw notFound();
  const saved = new URL(request.url).searchParams.get('saved');
  return json({ payee, saved: saved === 'account' || saved === 'details' ? SAVED[saved] : null });
}

export default function GettingPaid() {
  const { payee, saved } = useLoaderData<typeof loader>();
  const { provider, profile, account, documents } = payee;
  return (
    <>
      <PageHeading title="Getting paid" lede="Where your earnings go, and whether everything is in order for it." />
      {saved && <Notice kind="success" title={saved} />}
      <AccountSteps status={provider.onboarding_status} />
      <Standing payee={payee} />
      {profile && account && (
        <div className="grid items-start gap-6 lg:grid-cols-2">
          <AccountCard account={account} />
          <ProfileCard profile={profile} registrationNumber={provider.registration_number} />
          <DocumentsCard documents={documents} />
        </div>
      )}
    </>
  );
}
