import { writeLetter, type Letter } from './letter.ts';

const HOUR_MINUTES = 60;

export function writeInvitation(invited: { readonly name: string; readonly path: string; readonly minutes: number }, origin: string): Letter {
  return writeLetter({
    subject: 'Your OneVisit account',
    blocks: [
      { paragraph: `Dear ${invited.name},` },
      { paragraph: `OneVisit has opened an account for you. Choose a password to sign in with. The link works once, within ${invited.minutes / HOUR_MINUTES} hours; after that, ask for a new one on the sign-in page.` },
      { link: { label: 'Choose your password', url: `${origin}${invited.path}` } },
      { paragraph: 'If you do not work with OneVisit, do nothing: without a password nobody can use the account.' },
    ],
  });
}
