import type { ActionFunction, LoaderFunctionArgs } from '@remix-run/node';
import { postRequest } from '#app/auth/test-people.ts';
import { openTestWorld } from '#app/auth/test-world.ts';
import type { LoginKey } from '#db/demo-logins.ts';
import type { ChangeAnswer } from './change-answer.ts';

export const WHY = 'As agreed with the clinics';
type Fields = Record<string, string>;
interface Asked { readonly status: number; readonly location: string | null; readonly answer: ChangeAnswer | null }

/** Both steps of a change, as its pages send them. */
export function twoSteps<Who>(cookieOf: (who: Who) => Promise<string>, usual: Who) {
  async function post(action: ActionFunction, path: string, fields: Fields, who: Who = usual): Promise<Asked> {
    const request = postRequest(path, { reason: WHY, ...fields }, await cookieOf(who));
    const response = (await action({ request, params: { id: path.split('/').at(-1)! }, context: {} })) as Response;
    const answer = response.status === 303 ? null : ((await response.json()) as ChangeAnswer);
    return { status: response.status, location: response.headers.get('Location'), answer };
  }
  const preview = (action: ActionFunction, path: string, fields: Fields, who?: Who) => post(action, path, { ...fields, intent: 'preview' }, who);
  const confirm = (action: ActionFunction, path: string, seen: ChangeAnswer, who?: Who) =>
    post(action, path, { ...seen.values, intent: 'confirm', token: seen.preview!.token }, who);

  /** Both steps; throws when either is refused. */
  async function change(action: ActionFunction, path: string, fields: Fields, who?: Who): Promise<string> {
    const first = await preview(action, path, fields, who);
    if (!first.answer?.preview) throw new Error(JSON.stringify(first.answer));
    const second = await confirm(action, path, first.answer, who);
    if (second.location === null) throw new Error(JSON.stringify(second.answer));
    return second.location;
  }
  return { post, preview, confirm, change };
}

/** A seeded world with admins at its desk. */
export async function openTestDesk() {
  const here = await openTestWorld();
  const args = async (path: string, login: LoginKey = 'kavita'): Promise<LoaderFunctionArgs> => ({ request: await here.getAs(login, path), params: { id: path.split('?')[0]!.split('/').at(-1)! }, context: {} });
  const audits = (verb: string) => here.db.selectFrom('audit_log').selectAll().where('verb', '=', verb).orderBy('at').execute();
  return { ...here, ...twoSteps<LoginKey>(here.cookieOf, 'kavita'), args, audits };
}

export type TestDesk = Awaited<ReturnType<typeof openTestDesk>>;
