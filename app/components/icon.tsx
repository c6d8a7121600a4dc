import { classNames } from '#app/components/class-names.ts';

/** Drawn on a 24-pixel grid with a 1.75 stroke; a dot is a stroke of no length. */
const paths = {
  'alert-circle': 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 5v5m0 3.2v.01',
  'alert-triangle': 'M12 4 2.8 19.5h18.4L12 4Zm0 6v4.5m0 2.6v.01',
  'arrow-left': 'M19 12H5m6-6-6 6 6 6',
  'arrow-right': 'M5 12h14m-6-6 6 6-6 6',
  bank: 'M3 9.5 12 4l9 5.5H3Zm2.5 0V17m4.3-7.5V17m4.4-7.5V17m4.3-7.5V17M3 20.5h18',
  basket: 'M3.5 10h17l-1.7 9.2a1 1 0 0 1-1 .8H6.2a1 1 0 0 1-1-.8L3.5 10Zm4 0 4-6m5 6-4-6',
  bell: 'M6 16.5V11a6 6 0 1 1 12 0v5.5l1.5 1.5h-15L6 16.5ZM10 20.5h4',
  calendar: 'M4 6.5h16v13.5H4V6.5Zm0 4.5h16M8 3.5v4m8-4v4',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  'check-circle': 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm-4 9.3 2.8 2.8 5.2-5.7',
  'chevron-down': 'm6 9.5 6 6 6-6',
  'chevron-left': 'm14.5 6-6 6 6 6',
  'chevron-right': 'm9.5 6 6 6-6 6',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 4.5V12l3.2 2',
  close: 'M6 6l12 12M18 6 6 18',
  cloud: 'M7 18.5a4.5 4.5 0 0 1-.4-9A6 6 0 0 1 18 10.6a4 4 0 0 1 .5 7.9H7Z',
  copy: 'M9 9h11v11H9V9Zm-3.5 6H4V4h11v1.5',
  document: 'M6 3.5h8l4.5 4.5v12.5H6v-17Zm7.5 0V8.5h5M9 12.5h6m-6 4h6',
  flask: 'M9 3.5h6m-5 0v6L4.8 18.7a1.2 1.2 0 0 0 1 1.8h12.4a1.2 1.2 0 0 0 1-1.8L14 9.5v-6M7.5 14.5h9',
  help: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm-2.5 6.8a2.6 2.6 0 1 1 3.7 2.3c-.8.4-1.2.9-1.2 1.7m0 2.7v.01',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 8v5m0-8.2v.01',
  lock: 'M5.5 11h13v9.5h-13V11Zm2.5 0V8a4 4 0 1 1 8 0v3',
  mail: 'M3.5 6h17v12.5h-17V6Zm.5.5 8 6.5 8-6.5',
  menu: 'M4 7h16M4 12h16M4 17h16',
  minus: 'M6 12h12',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  pin: 'M12 21s7-6.1 7-11.5a7 7 0 1 0-14 0C5 14.9 12 21 12 21Zm0-14a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5Z',
  plus: 'M12 5v14M5 12h14',
  refresh: 'M19.5 12a7.5 7.5 0 1 1-2.2-5.3L20 9.4M20 4v5.4h-5.4',
  refund: 'M4 9.5h10.5a5 5 0 0 1 0 10H9m-1-14-4 4 4 4',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Zm4.8 11.3L20.5 20.5',
  signal: 'M12 19.5v.01M8.5 16a5 5 0 0 1 7 0M5 12.5a10 10 0 0 1 14 0M2 9a14.5 14.5 0 0 1 20 0',
  stethoscope:
    'M6 3.5H4.5V9a4.5 4.5 0 0 0 9 0V3.5H12M9 13.5v2a5 5 0 0 0 10 0V13m0-3.5a1.75 1.75 0 1 0 0 3.5 1.75 1.75 0 0 0 0-3.5Z',
  tag: 'M3.5 12.5v-9h9l8 8-9 9-8-8Zm4.5-4.5v.01',
  trash: 'M4 6.5h16M9 6.5V4h6v2.5m-8.5 0 1 14h9l1-14',
  user: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM4.5 20.5a7.5 7.5 0 0 1 15 0',
  wallet: 'M3.5 7v11.5a1 1 0 0 0 1 1h16v-11h-16a1 1 0 0 1-1-1V6.5a1 1 0 0 1 1-1H18v3M16.5 14v.01',
} as const;

export type IconName = keyof typeof paths;
export const iconNames = Object.keys(paths) as IconName[];

interface IconProps {
  name: IconName;
  size?: 'sm' | 'md' | 'lg';
  /** Spoken name; without it the icon is decoration and a word stands beside it. */
  label?: string;
  className?: string;
}

export function Icon({ name, size = 'md', label, className }: IconProps) {
  return (
    <svg
      className={classNames('icon', size !== 'md' && `icon-${size}`, className)}
      viewBox="0 0 24 24"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      <path d={paths[name]} />
    </svg>
  );
}
