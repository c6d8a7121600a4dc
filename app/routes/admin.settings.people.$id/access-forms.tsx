import type { ReactNode } from 'react';
import type { Role } from '#app/domain/roles.ts';
import type { ChangeAnswer } from '../admin.settings._index/change-answer.ts';
import { ChangeForm } from '../admin.settings._index/change-form.tsx';
import { RoleFields } from '../admin.settings.people.new/role-fields.tsx';

interface AccessFormsProps {
  person: { role: Role; provider_id: string | null; disabled_at: string | null };
  providers: { id: string; name: string }[];
  answer: ChangeAnswer | undefined;
}

function Part({ title, about, children }: { title: string; about: string; children: ReactNode }) {
  return (
    <section className="grid gap-4">
      <h2>{title}</h2>
      <p className="max-w-prose text-muted">{about}</p>
      {children}
    </section>
  );
}

/** What can be done to this account now; each is looked at once more before it is done. */
export function AccessForms({ person, providers, answer }: AccessFormsProps) {
  if (person.disabled_at) {
    return (
      <Part title="Enable the account" about="They can sign in again with the password they had.">
        <ChangeForm deed="enable" answer={answer} review="Review enabling it" />
      </Part>
    );
  }
  return (
    <>
      {person.role !== 'patient' && (
        <Part title="Change the role" about="They are signed out and see other pages from then on.">
          <ChangeForm deed="role" answer={answer} review="Review the role" initial={{ role: person.role, provider: person.provider_id ?? '' }}>
            {(form) => <RoleFields providers={providers} {...form} />}
          </ChangeForm>
        </Part>
      )}
      <Part title="Send a link for a new password" about="It goes to their e-mail; nobody here sees it.">
        <ChangeForm deed="reset" answer={answer} review="Review sending it" look="secondary" />
      </Part>
      <Part title="Disable the account" about="Every session of theirs ends at once, and they cannot sign in any more.">
        <ChangeForm deed="disable" answer={answer} review="Review disabling it" look="danger" />
      </Part>
    </>
  );
}
