import { formatPaise, formatPaiseShort } from '#app/domain/money.ts';
import { classNames } from '#app/components/class-names.ts';

interface MoneyProps {
  /** Integer paise. */
  paise: number;
  /** Writes a plus before what is added, for statements and ledgers. */
  signed?: boolean;
  /** Leaves out `.00`, for list prices. */
  short?: boolean;
  className?: string;
}

/** The one place that puts money on a screen: ₹1,00,000.00, digits in columns, its sign never alone on a line. */
export function Money({ paise, signed = false, short = false, className }: MoneyProps) {
  const text = short ? formatPaiseShort(paise) : formatPaise(paise);
  const [, sign, digits] = /^([+−]₹)?(.*)$/.exec(signed && paise > 0 ? `+${text}` : text)!;
  return (
    <span className={classNames('money', className)}>
      {sign !== undefined && <span className="whitespace-nowrap">{sign}</span>}
      {digits}
    </span>
  );
}
