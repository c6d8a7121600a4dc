import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { SubmitButton } from '#app/components/form/button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { When } from '#app/components/when.tsx';
import { FINDING_GROUPS } from '#app/preflight/finding.ts';
import { runPreflight } from '#app/preflight/run-preflight.ts';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { FindingsCard, readinessInWords } from './findings-card.tsx';

export const meta: MetaFunction = () => [{ title: 'Going live · OneVisit desk' }];

/** Only when asked: a check calls Razorpay, the mail server and both databases. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const now = new Date();
  const asked = new URL(request.url).searchParams.has('run');
  return json({ at: now.toISOString(), findings: asked ? await runPreflight(process.env, now) : null });
}

export default function Preflight() {
  const { at, findings } = useLoaderData<typeof loader>();
  const sum = findings && readinessInWords(findings);
  return (
    <>
      <PageHeading
        title="Going live"
        lede="Keys, webhooks, accounts, clocks and servers, looked at from where OneVisit runs. Nothing is changed, and no secret is shown."
        aside={
          <form action="/admin/preflight">
            <input type="hidden" name="run" value="1" />
            <SubmitButton look={findings ? 'secondary' : 'primary'} icon="refresh" submittingText="Looking…">
              {findings ? 'Check everything again' : 'Check everything'}
            </SubmitButton>
          </form>
        }
      />
      {sum && (
        <Notice kind={sum.kind} title={sum.title}>
          <p>
            Looked at <When at={at} zone={DESK_ZONE} />. What is marked “Look by hand” cannot be seen from here.
          </p>
        </Notice>
      )}
      {!findings && <p className="max-w-prose">The same checks run in a terminal with <code>npm run preflight</code>, which ends with an error when one fails.</p>}
      {findings && (
        <div className="grid max-w-3xl gap-6">
          {FINDING_GROUPS.map((group) => {
            const own = findings.filter((finding) => finding.group === group);
            return own.length > 0 && <FindingsCard key={group} group={group} findings={own} />;
          })}
        </div>
      )}
    </>
  );
}
