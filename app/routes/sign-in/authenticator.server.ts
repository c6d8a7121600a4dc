import { Authenticator } from 'remix-auth';
import { FormStrategy } from 'remix-auth-form';
import { resources } from '#app/server-resources.server.ts';
import { signIn, type SignInOutcome } from '#app/use-cases/sign-in.server.ts';
import { signInSchema } from './schema.ts';

/** A wrong password is an expected "no", so the strategy's user is the outcome and nothing is thrown for it. */
export const authenticator = new Authenticator<SignInOutcome>().use(
  new FormStrategy<SignInOutcome>(async ({ form }) => {
    const { email, password } = signInSchema.parse(Object.fromEntries(form));
    return signIn(resources().db, { email, password, now: new Date() });
  }),
);
