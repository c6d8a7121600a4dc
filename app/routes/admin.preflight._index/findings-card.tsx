import type { IconName } from '#app/components/icon.tsx';
import { Tag } from '#app/components/tag.tsx';
import type { Tone } from '#app/components/tone.ts';
import type { Finding, FindingState } from '#app/preflight/finding.ts';

const STATES: Readonly<Record<FindingState, { word: string; tone: Tone; icon: IconName }>> = {
  ok: { word: 'OK', tone: 'success', icon: 'check-circle' },
  warn: { word: 'Warning', tone: 'warning', icon: 'alert-triangle' },
  fail: { word: 'Fails', tone: 'danger', icon: 'alert-circle' },
  by_hand: { word: 'Look by hand', tone: 'accent', icon: 'user' },
};

/** One group of checks, as they were looked at. */
export function FindingsCard({ group, findings }: { group: string; findings: Finding[] }) {
  return (
    <section className="card grid content-start gap-3">
      <h2>{group}</h2>
      <ul className="grid">
        {findings.map(({ check, state, found, mend }) => (
          <li key={`${check} ${found}`} className="grid gap-1 border-line py-3 not-first:border-t">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <h3 className="text-base font-semibold">{check}</h3>
              <Tag tone={STATES[state].tone} icon={STATES[state].icon}>
                {STATES[state].word}
              </Tag>
            </div>
            <p className="min-w-0 wrap-anywhere">{found}</p>
            {mend && <p className="min-w-0 wrap-anywhere text-muted">{mend}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** `2 checks fail, 3 warn`: what the whole says first. */
export function readinessInWords(findings: readonly Pick<Finding, 'state'>[]): { title: string; kind: 'success' | 'warning' | 'danger' } {
  const count = (state: FindingState) => findings.filter((finding) => finding.state === state).length;
  const [fails, warns] = [count('fail'), count('warn')];
  if (fails > 0) return { title: `${fails} ${fails === 1 ? 'check fails' : 'checks fail'}${warns > 0 ? `, ${warns} ${warns === 1 ? 'warns' : 'warn'}` : ''}`, kind: 'danger' };
  if (warns > 0) return { title: `Nothing fails, ${warns} ${warns === 1 ? 'check warns' : 'checks warn'}`, kind: 'warning' };
  return { title: 'Everything that can be looked at from here is right', kind: 'success' };
}
