import { Avatar } from '#app/components/avatar.tsx';
import { Card } from '#app/components/card.tsx';
import { CopyCode } from '#app/components/copy-code.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ButtonLink } from '#app/components/form/button.tsx';
import { Icon, iconNames } from '#app/components/icon.tsx';
import { Money } from '#app/components/money.tsx';
import { Notice } from '#app/components/notice.tsx';
import { StatusTag } from '#app/components/status-tag.tsx';
import { statusWords, type StatusOf, type StatusSubject } from '#app/components/status-words.ts';
import { SummaryList } from '#app/components/summary-list.tsx';
import { When } from '#app/components/when.tsx';

const swatches = [
  'bg-canvas text-ink',
  'bg-surface text-ink',
  'bg-tint text-muted',
  'bg-surface text-faint',
  'bg-accent text-on-accent',
  'bg-accent-soft text-accent-strong',
  'bg-success-soft text-success',
  'bg-warning-soft text-warning',
  'bg-danger-soft text-danger',
  'bg-danger text-on-danger',
];

function StatusRow<S extends StatusSubject>({ of }: { of: S }) {
  const states = Object.keys(statusWords[of]) as StatusOf<S>[];
  return (
    <div className="flex flex-wrap gap-2">
      {states.map((state) => (
        <StatusTag key={state} of={of} state={state} />
      ))}
    </div>
  );
}

function Numbers() {
  return (
    <SummaryList
      rows={[
        { term: 'Money', description: <Money paise={1_00_000_00} /> },
        { term: 'List price', description: <Money paise={1_499_00} short />, action: { href: '#main', label: 'Change' } },
        { term: 'Signed', description: <><Money paise={124_54} signed /> and <Money paise={-124_54} signed /></> },
        { term: 'Time', description: <When at="2026-11-24T05:00:00Z" zone="Asia/Kolkata" /> },
        { term: 'Visit code', description: <CopyCode code="OV-7KQ4-M2XD" what="visit code" /> },
      ]}
    />
  );
}

function Notices() {
  return (
    <div className="grid max-w-prose gap-3">
      <Notice title="Your payment is being confirmed">
        <p>This usually takes a few seconds. Your times stay held.</p>
      </Notice>
      <Notice kind="success" title="Your visit is booked" />
      <Notice kind="warning" title="That time was taken a moment ago">
        <p>
          Your other two services are still held. <a href="#main">See the next free times with Dr. Meera Nair</a>.
        </p>
      </Notice>
      <Notice kind="danger" title="The payment did not go through">
        <p>Nothing was charged. Your times are held until 10:42.</p>
      </Notice>
    </div>
  );
}

export function WordSection() {
  return (
    <>
      <Card title="Colour">
        <div className="grid grid-cols-2 gap-2 md:grid-cols-5">
          {swatches.map((classes) => (
            <div key={classes} className={`${classes} rounded-md border border-line p-3 text-sm`}>
              {classes.replaceAll(/\b(bg|text)-/g, '').replace(' ', ' / ')}
            </div>
          ))}
        </div>
      </Card>
      <Card title="Type">
        <p className="text-xl font-semibold">28 · One visit, several services</p>
        <p className="text-lg">20 · Consultation with Dr. Meera Nair</p>
        <p>16 · Say what happened, what was kept, what to do next.</p>
        <p className="text-sm text-muted">14 · ₹1,00,000.00 · 0123456789</p>
      </Card>
      <Card title="States">
        {(Object.keys(statusWords) as StatusSubject[]).map((subject) => (
          <StatusRow key={subject} of={subject} />
        ))}
      </Card>
      <Card title="Money and time">
        <Numbers />
      </Card>
      <Notices />
      <Card title="Icons">
        <div className="flex flex-wrap gap-4">
          {iconNames.map((name) => (
            <Icon key={name} name={name} label={name} />
          ))}
          <Avatar name="Dr. Meera Nair" />
          <Avatar name="Sanjeevani Diagnostics" size="lg" />
        </div>
      </Card>
      <EmptyState title="No visits yet" action={<ButtonLink href="/search">Find care</ButtonLink>}>
        <p>When you book, your visits stand here with their times, places and receipts.</p>
      </EmptyState>
    </>
  );
}
