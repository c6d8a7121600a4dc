import { RadioGroup } from '#app/components/form/choice-field.tsx';
import { TextField } from '#app/components/form/text-field.tsx';
import type { AccountView } from '../provider.account._index/payee-view.ts';

interface AccountFieldsProps {
  account: AccountView | null;
  bankName: string | null;
  values: Readonly<Record<string, string | undefined>>;
  errors: Readonly<Record<string, string[] | undefined>>;
  again: readonly string[];
}

/** A number is hidden by its keeper: no suggestion of the browser's, no spelling, no correcting. */
const plain = { autoComplete: 'off', spellCheck: false, autoCapitalize: 'none', autoCorrect: 'off' } as const;
const AGAIN = 'Type it once more: for your safety it is not kept while the form has errors.';

/** Where the money goes. Without scripts the choice above hides what does not belong to it, by style alone. */
export function AccountFields({ account, bankName, values, errors, again }: AccountFieldsProps) {
  const hint = (name: string, otherwise: string) => (again.includes(name) ? AGAIN : otherwise);
  const kept = (kind: AccountView['kind'], what: string) => (account?.kind === kind ? `Leave it empty to keep ${account.shown_as}.` : what);
  const bank = bankName ?? (values.ifsc === undefined && account?.kind === 'bank_account' ? account.bank_name : null);
  return (
    <div className="group/account grid gap-6">
      <RadioGroup
        label="Where do you want to be paid?"
        name="kind"
        choices={[{ value: 'bank_account', label: 'To a bank account' }, { value: 'vpa', label: 'To a UPI id' }]}
        defaultValue={values.kind ?? account?.kind ?? 'bank_account'}
        errors={errors.kind}
      />
      <TextField label="Account holder’s name" name="holderName" hint="As your bank writes it. If it is not your own name, a person looks at it first." autoComplete="name" defaultValue={values.holderName ?? account?.holder_name} errors={errors.holderName} />
      <div className="grid gap-6 group-has-[#kind-vpa:checked]/account:hidden">
        <TextField label="Account number" name="accountNumber" inputMode="numeric" {...plain} hint={hint('accountNumber', kept('bank_account', 'From your passbook or cheque book.'))} errors={errors.accountNumber} />
        <TextField label="Account number once more" name="accountNumberAgain" inputMode="numeric" {...plain} hint={again.includes('accountNumberAgain') ? AGAIN : undefined} errors={errors.accountNumberAgain} />
        <TextField
          label="IFSC"
          name="ifsc"
          width="medium"
          {...plain}
          autoCapitalize="characters"
          maxLength={20}
          hint={bank ? `Bank: ${bank}` : 'Eleven characters, printed on every cheque, like HDFC0000240.'}
          defaultValue={values.ifsc ?? account?.ifsc ?? undefined}
          errors={errors.ifsc}
        />
      </div>
      <div className="group-has-[#kind:checked]/account:hidden">
        <TextField label="UPI id" name="vpa" {...plain} inputMode="email" hint={hint('vpa', kept('vpa', 'Like name@bank.'))} errors={errors.vpa} />
      </div>
    </div>
  );
}
