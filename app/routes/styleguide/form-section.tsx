import { Button, ButtonLink, SubmitButton } from '#app/components/form/button.tsx';
import { CheckboxField, RadioGroup } from '#app/components/form/choice-field.tsx';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { SearchBox } from '#app/components/form/search-box.tsx';
import { DateField, SelectField, TextArea, TextField } from '#app/components/form/text-field.tsx';

const errors = { email: ['Enter an e-mail address like name@example.in'], who: ['Choose who the visit is for'] };

function Buttons() {
  return (
    <div className="flex flex-wrap gap-3">
      <Button>Hold these times</Button>
      <Button look="secondary" icon="plus">
        Add a service
      </Button>
      <Button look="quiet">Change time</Button>
      <Button look="danger">Cancel blood test</Button>
      <Button disabled>One moment…</Button>
      <ButtonLink href="#main" look="secondary" small>
        Small on a desk
      </ButtonLink>
    </div>
  );
}

function RefusedForm() {
  return (
    <form method="get" className="grid gap-6" noValidate>
      <ErrorSummary errors={errors} />
      <TextField name="name" label="Full name" autoComplete="name" defaultValue="Venkata Satyanarayana Lakshmi Narasimha Rao" />
      <TextField
        name="email"
        label="E-mail"
        hint="The confirmation and calendar file go here."
        type="email"
        autoComplete="email"
        defaultValue="asha.example"
        errors={errors.email}
      />
      <RadioGroup
        name="who"
        label="Who is the visit for?"
        errors={errors.who}
        choices={[
          { value: 'me', label: 'Me' },
          { value: 'child', label: 'My child', hint: 'Bring the vaccination card.' },
          { value: 'other', label: 'Someone else' },
        ]}
      />
      <CheckboxField name="remind" label="Remind me the day before" hint="By e-mail." defaultChecked />
      <SubmitButton submittingText="Saving…">Save and go on</SubmitButton>
    </form>
  );
}

function QuietForm() {
  return (
    <form method="get" className="grid gap-6">
      <SelectField
        name="city"
        label="City"
        placeholder="Any city"
        options={[
          { value: 'bengaluru', label: 'Bengaluru' },
          { value: 'pune', label: 'Pune' },
        ]}
        defaultValue="pune"
      />
      <DateField name="date" label="Day" hint="Times open 30 days ahead." defaultValue="2026-11-24" />
      <TextField name="coupon" label="Coupon" width="medium" after={<Button look="secondary">Apply</Button>} />
      <TextField name="pin" label="PIN code" width="short" inputMode="numeric" autoComplete="postal-code" disabled defaultValue="560038" />
      <TextArea name="note" label="Note for the doctor" hint="Optional. Only the doctor reads it." />
      <RadioGroup
        name="parts"
        pick="check"
        label="What do you want to cancel?"
        defaultValue={['lab']}
        choices={[
          { value: 'consultation', label: 'Consultation with Dr. Meera Nair', hint: 'Tue 24 Nov, 10:30' },
          { value: 'lab', label: 'Lipid profile', hint: 'Tue 24 Nov, 08:00' },
          { value: 'done', label: 'Follow-up', hint: 'Already completed', disabled: true },
        ]}
      />
    </form>
  );
}

export function FormSection() {
  return (
    <>
      <Buttons />
      <SearchBox action="/search" label="Doctor, test or specialisation" placeholder="Doctor, test or specialisation" />
      <div className="grid gap-10 md:grid-cols-2">
        <RefusedForm />
        <QuietForm />
      </div>
    </>
  );
}
