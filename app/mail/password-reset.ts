import { writeLetter, type Letter } from './letter.ts';

export function writePasswordReset(reset: { readonly name: string; readonly path: string; readonly minutes: number }, origin: string): Letter {
  return writeLetter({
    subject: 'Choose a new password',
    blocks: [
      { paragraph: `Dear ${reset.name},` },
      { paragraph: `Somebody, probably you, asked to change the password of your OneVisit account. The link works once, within ${reset.minutes} minutes.` },
      { link: { label: 'Choose a new password', url: `${origin}${reset.path}` } },
      { paragraph: 'If it was not you, do nothing: your password stays as it is.' },
    ],
  });
}
