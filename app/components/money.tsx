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

/** The one place that puts money on a screen: ₹1,00,000.00, digits in columns, never broken over two lines. */
export function Money({ paise, signed = false, short = false, className }: MoneyProps) {
  const text = short ? formatPaiseShort(paise) : formatPaise(paise);
  return <span className={classNames('money', className)}>{signed && paise > 0 ? `+${text}` : text}</span>;
}
