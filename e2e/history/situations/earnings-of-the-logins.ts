import { DAY_MINUTES } from '#app/domain/appointment-time.ts';
import type { Stage } from '../stage.ts';

/** Those who can be signed in as have been paid: Dr Rao less what a later refund took back. */
export function earningsOfTheLogins(stage: Stage): void {
  const rao = stage.offer('dr-ananya-rao');
  for (const days of [9, 5, 1]) stage.given(rao, stage.patientNear(rao), stage.ago(days * DAY_MINUTES));
  const complained = stage.given(rao, stage.patientNear(rao), stage.ago(4 * DAY_MINUTES));
  stage.deed(complained, stage.ago(3 * DAY_MINUTES), { kind: 'goodwill', line: 0, shareBps: 4_000, exactPaise: null });
  stage.given(rao, stage.patientNear(rao), stage.ago(2 * 60));

  const iyer = stage.offer('dr-vikram-iyer');
  for (const days of [4, 1, 0.2]) stage.given(iyer, stage.patientNear(iyer), stage.ago(days * DAY_MINUTES));

  const blood = stage.offer('pulse-diagnostics', 'lab_test', 'Lipid profile');
  for (const days of [8, 3, 0.3]) stage.given(blood, stage.patientNear(blood), stage.ago(days * DAY_MINUTES));
}
