import type { SerializeFrom } from '@remix-run/node';
import { Card } from '#app/components/card.tsx';
import { BarPlot } from '#app/components/plot/bar-plot.tsx';
import { LinePlot } from '#app/components/plot/line-plot.tsx';
import { formatDay } from '#app/domain/appointment-time.ts';
import { formatPaise, formatPaiseShort, sumPaise } from '#app/domain/money.ts';
import type { DeskDay } from '#db/desk-history.ts';

type Days = readonly SerializeFrom<DeskDay>[];

const HOUR_MINUTES = 60;
const DAY_MINUTES = 24 * HOUR_MINUTES;

/** The last two weeks, as they were when the page was made. */
export function DeskPlots({ days }: { days: Days }) {
  const names = days.map(({ day }) => dayName(day));
  return (
    <section className="grid gap-3">
      <h2>The last two weeks</h2>
      <div className="grid gap-4 lg:grid-cols-2">
        <Card>
          <MoneyPlot days={days} names={names} />
        </Card>
        <Card>
          <TimePlot days={days} names={names} />
        </Card>
        <Card>
          <UnexplainedPlot days={days} names={names} />
        </Card>
      </div>
    </section>
  );
}

interface PlotProps {
  days: Days;
  names: readonly string[];
}

function MoneyPlot({ days, names }: PlotProps) {
  const total = (values: readonly number[]) => formatPaise(sumPaise(values));
  const [money, returned, paidOut] = [days.map((day) => day.inPaise), days.map((day) => day.returnedPaise), days.map((day) => day.paidOutPaise)];
  return (
    <LinePlot
      id="plot-money"
      title="Money in, returned and paid out"
      desc={`In two weeks ${total(money)} came in, ${total(returned)} went back to patients and ${total(paidOut)} to providers.`}
      days={names}
      format={formatPaiseShort}
      empty="No money has moved yet"
      series={[{ name: 'Money in', values: money }, { name: 'Returned', values: returned }, { name: 'Paid out', values: paidOut }]}
    />
  );
}

function TimePlot({ days, names }: PlotProps) {
  const [refunds, payouts] = [days.map((day) => day.refundMinutes), days.map((day) => day.payoutMinutes)];
  const unit = unitOf([...refunds, ...payouts].map((minutes) => minutes ?? 0));
  const inUnits = (values: readonly (number | null)[]) => values.map((minutes) => (minutes === null ? null : Math.round((minutes / unit.minutes) * 10) / 10));
  const slowest = (values: readonly (number | null)[]) => `${Math.max(0, ...inUnits(values).map((value) => value ?? 0))} ${unit.name}`;
  return (
    <LinePlot
      id="plot-time"
      title="Time until money is at the bank"
      desc={[...refunds, ...payouts].every((minutes) => minutes === null) ? 'In two weeks nothing arrived at a bank.' : `On the slowest day a refund took ${slowest(refunds)} from being asked for, and a payout ${slowest(payouts)} from being earned.`}
      days={names}
      format={(value) => `${value.toLocaleString('en-IN')} ${unit.name}`}
      empty="Nothing has arrived at a bank yet"
      series={[{ name: 'Refunds', values: inUnits(refunds) }, { name: 'Payouts', values: inUnits(payouts) }]}
    />
  );
}

function UnexplainedPlot({ days, names }: PlotProps) {
  const values = days.map((day) => day.unexplainedPaise);
  const unexplained = days.filter((day) => (day.unexplainedPaise ?? 0) !== 0);
  const desc = unexplained.length === 0 ? 'No closed day has unexplained money.' : `${formatPaise(sumPaise(unexplained.map((day) => day.unexplainedPaise ?? 0)))} on ${unexplained.map(({ day }) => dayName(day)).join(', ')}.`;
  return <BarPlot id="plot-unexplained" title="Unexplained money" desc={desc} days={names} format={formatPaiseShort} name="Unexplained" values={values} missing="not closed" />;
}

/** The largest unit in which the slowest is still more than two. */
function unitOf(minutes: readonly number[]): { readonly minutes: number; readonly name: string } {
  const longest = Math.max(0, ...minutes);
  if (longest > 2 * DAY_MINUTES) return { minutes: DAY_MINUTES, name: 'days' };
  return longest > 2 * HOUR_MINUTES ? { minutes: HOUR_MINUTES, name: 'h' } : { minutes: 1, name: 'min' };
}

/** `24 Nov`: the weekday has no room. */
function dayName(day: string): string {
  return formatDay(day as Parameters<typeof formatDay>[0]).replace(/^\w+ /, '');
}
