import { Money } from '#app/components/money.tsx';

const parts = [
  { when: 'Tue, 07:30', what: 'Blood test at a lab near you', paise: 299_00 },
  { when: 'Tue, 10:30', what: 'Consultation with a cardiologist', paise: 799_00 },
  { when: 'Fri, 17:00', what: 'Follow-up with the same doctor', paise: 100_00 },
];

/** What one visit is, at a glance. */
export function ExampleVisit() {
  return (
    <figure className="receipt">
      <figcaption className="receipt-head text-sm font-semibold text-muted">For example, one visit</figcaption>
      <ul>
        {parts.map(({ when, what, paise }) => (
          <li key={what} className="receipt-line">
            <div className="grid gap-0.5">
              <p className="text-sm text-muted">{when}</p>
              <p>{what}</p>
            </div>
            <Money paise={paise} short className="self-end" />
          </li>
        ))}
      </ul>
      <p className="receipt-line font-semibold">
        <span>One payment</span>
        <Money paise={parts.reduce((sum, { paise }) => sum + paise, 0)} short />
      </p>
    </figure>
  );
}
