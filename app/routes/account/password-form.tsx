import { PASSWORD_HINT } from '#app/auth/password-rule.ts';
import { SubmitButton } from '#app/components/form/button.tsx';
import { TextField } from '#app/components/form/text-field.tsx';

interface PasswordFormProps {
  /** For password managers, which ask whose password it is. */
  email: string;
  errors: Record<string, string[]>;
}

export function PasswordForm({ email, errors }: PasswordFormProps) {
  return (
    <section className="grid gap-4" aria-labelledby="password-title">
      <h2 id="password-title">Change password</h2>
      <form method="post" noValidate action="/account" className="grid gap-6">
        <input type="hidden" name="intent" value="change-password" />
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <TextField
          label="Current password"
          name="currentPassword"
          type="password"
          autoComplete="current-password"
          errors={errors.currentPassword}
        />
        <TextField label="New password" name="password" type="password" autoComplete="new-password" hint={PASSWORD_HINT} errors={errors.password} />
        <div>
          <SubmitButton submittingText="Changing…">Change password</SubmitButton>
        </div>
      </form>
    </section>
  );
}
