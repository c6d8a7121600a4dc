import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { TimePicker, type TimeChoice } from '#app/components/booking/time-picker.tsx';

function render(times: TimeChoice[], zone = 'Asia/Kolkata'): string {
  return renderToStaticMarkup(<TimePicker name="time" legend="Tue 24 Nov" zone={zone} times={times} empty="Nothing free" />);
}

/** Part of the day → the times under it, as a reader sees them. */
function partsOf(html: string): Record<string, string[]> {
  const groups = html.split('<legend class="mb-2').slice(1);
  return Object.fromEntries(
    groups.map((group) => [/>(\w+)<\/legend>/.exec(group)?.[1], [...group.matchAll(/\b\d\d:\d\d\b(?!:)/g)].map(([time]) => time)]),
  );
}

describe('the time picker', () => {
  it('groups by the clinic’s clock, with noon in the afternoon and five in the evening', () => {
    const times = ['06:29', '06:30', '11:29', '11:30'].map((utc) => ({ startsAt: `2026-11-24T${utc}:00Z`, value: utc.replace(':', '') }));
    expect(partsOf(render(times))).toEqual({ Morning: ['11:59'], Afternoon: ['12:00', '16:59'], Evening: ['17:00'] });
  });

  it('reads another clinic’s clock for another clinic', () => {
    expect(partsOf(render([{ startsAt: '2026-11-24T06:30:00Z', value: 'a' }], 'Asia/Dubai'))).toEqual({ Morning: ['10:30'] });
  });

  it('cannot post a time that is taken', () => {
    const html = render([{ startsAt: '2026-11-24T05:00:00Z', taken: true }]);
    expect(html).toMatch(/<input[^>]* disabled=""/);
    expect(html).toContain('taken');
  });

  it('says what to do when nothing is free', () => {
    expect(render([])).toContain('Nothing free');
  });
});
