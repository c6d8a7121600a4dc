import { Receipt, type ReceiptLine } from '#app/components/booking/receipt.tsx';
import { Button, ButtonLink, SubmitButton } from '#app/components/form/button.tsx';
import { StatusTag } from '#app/components/status-tag.tsx';
import { Timeline, TimelineItem } from '#app/components/timeline.tsx';
import { When } from '#app/components/when.tsx';

const zone = 'Asia/Kolkata';

const lines: ReceiptLine[] = [
  {
    id: 'consultation',
    service: 'Consultation with Dr. Meera Nair',
    when: <When at="2026-11-24T05:00:00Z" zone={zone} />,
    place: 'Lotus Clinic, Indiranagar',
    listPricePaise: 900_00,
    couponSharePaise: 90_00,
    actions: (
      <>
        <ButtonLink href="#main" look="quiet" small>
          Change time
        </ButtonLink>
        <Button look="quiet" small>
          Remove
        </Button>
      </>
    ),
  },
  {
    id: 'lab',
    service: 'Lipid profile',
    when: <When at="2026-11-24T02:30:00Z" zone={zone} />,
    place: 'Sanjeevani Diagnostics, Koregaon Park',
    listPricePaise: 449_99,
    couponSharePaise: 45_00,
    lost: (
      <p>
        This time was taken a moment ago. <a href="#main">Choose 08:20 or another time</a>.
      </p>
    ),
  },
  {
    id: 'follow-up',
    service: 'Follow-up with Dr. Meera Nair',
    when: <When at="2026-12-01T05:00:00Z" zone={zone} />,
    place: 'Lotus Clinic, Indiranagar',
    listPricePaise: 0,
  },
];

export function VisitMoney() {
  return (
    <Receipt
      lines={lines}
      sums={[
        { label: 'List price', paise: 1_349_99 },
        { label: 'Coupon WELCOME10', paise: -135_00 },
      ]}
      totalPaise={1_214_99}
      note="You pay on Razorpay’s page. Times are held for 10 minutes."
    >
      <SubmitButton wide>Hold and pay ₹1,214.99</SubmitButton>
    </Receipt>
  );
}

export function VisitSection() {
  const actions = (
    <>
      <ButtonLink href="#main" look="quiet" small icon="calendar">
        Add to calendar
      </ButtonLink>
      <ButtonLink href="#main" look="quiet" small>
        Cancel
      </ButtonLink>
    </>
  );
  return (
    <Timeline>
      <TimelineItem
        title="Lipid profile"
        tone="neutral"
        icon="check"
        status={<StatusTag of="booking" state="completed" />}
        meta={<>Tue 24 Nov, 08:00 · Sanjeevani Diagnostics</>}
      />
      <TimelineItem
        title="Consultation with Dr. Meera Nair"
        icon="stethoscope"
        status={<StatusTag of="booking" state="confirmed" />}
        meta={<>Tue 24 Nov, 10:30 · Lotus Clinic, Indiranagar</>}
        actions={actions}
      >
        <p>Bring earlier reports and a list of your medicines.</p>
      </TimelineItem>
      <TimelineItem
        title="Follow-up with Dr. Meera Nair"
        tone="warning"
        icon="clock"
        status={<StatusTag of="booking" state="scheduled" />}
        meta={<>Tue 1 Dec, 10:30 · Lotus Clinic, Indiranagar</>}
        actions={actions}
      />
    </Timeline>
  );
}
