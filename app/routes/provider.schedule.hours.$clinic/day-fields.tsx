import { FieldError } from '#app/components/form/field.tsx';
import { formatWeekday } from '#app/domain/appointment-time.ts';
import type { DayRows, SpanRow } from './week-rows.ts';

interface DayFieldsProps {
  day: DayRows;
  /** A lab says how many seats each span has. */
  seats: boolean;
  errors: Readonly<Record<string, string[]>>;
}

interface BoxProps {
  name: string;
  label: string;
  value: string;
  errors: string[] | undefined;
}

function Box({ name, label, value, errors }: BoxProps) {
  const refused = Boolean(errors?.length);
  return (
    <input
      id={name}
      name={name}
      aria-label={label}
      defaultValue={value}
      autoComplete="off"
      aria-invalid={refused || undefined}
      aria-describedby={refused ? `${name}-error` : undefined}
      className="input w-20 text-center"
    />
  );
}

function Row({ row, day, position, seats, errors }: { row: SpanRow; day: string; position: number; seats: boolean; errors: DayFieldsProps['errors'] }) {
  const name = (field: string) => `${field}-${row.key}`;
  const label = (field: string) => `${day}, span ${position}, ${field}`;
  const names = [name('start'), name('end'), name('seats')];
  return (
    <li className="grid gap-1">
      {names.map((field) => (
        <FieldError key={field} id={`${field}-error`} errors={errors[field]} />
      ))}
      <div className="flex flex-wrap items-center gap-2">
        <Box name={name('start')} label={label('from')} value={row.start} errors={errors[name('start')]} />
        <span className="text-muted">to</span>
        <Box name={name('end')} label={label('until')} value={row.end} errors={errors[name('end')]} />
        {seats && (
          <span className="ms-2 flex flex-wrap items-center gap-2">
            <Box name={name('seats')} label={label('seats')} value={row.seats} errors={errors[name('seats')]} />
            <span className="text-muted">seats</span>
          </span>
        )}
      </div>
    </li>
  );
}

/** One weekday: a row per span and one to spare. */
export function DayFields({ day: { weekday, rows }, seats, errors }: DayFieldsProps) {
  const day = formatWeekday(weekday, true);
  return (
    <fieldset className="border-line px-[min(1rem,4.5vw)] py-4 not-first:border-t md:flex md:gap-4">
      <legend className="float-start mb-2 w-full font-semibold md:w-28 md:pt-2.5">{day}</legend>
      <ul className="flex flex-wrap max-md:clear-both gap-x-8 gap-y-3">
        {rows.map((row, index) => (
          <Row key={row.key} row={row} day={day} position={index + 1} seats={seats} errors={errors} />
        ))}
      </ul>
    </fieldset>
  );
}
