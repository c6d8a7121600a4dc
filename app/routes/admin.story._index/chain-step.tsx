import { createElement, Fragment, type ReactNode } from 'react';
import { CopyCode } from '#app/components/copy-code.tsx';
import type { IconName } from '#app/components/icon.tsx';
import { Money } from '#app/components/money.tsx';
import { Tag } from '#app/components/tag.tsx';
import { TimelineItem } from '#app/components/timeline.tsx';

export interface ChainStepProps {
  icon: IconName;
  /** What it is: "Refund", "Payout". */
  what: string;
  /** Its own page, or the story that it leads to. */
  href?: string;
  /** How the link is named where `what` alone would not say which. */
  name?: ReactNode;
  paise?: number | null;
  status?: ReactNode;
  /** Ids with what each is called; the one that was typed is marked. */
  ids?: readonly (readonly [what: string, id: string | null])[];
  asked: string;
  children?: ReactNode;
}

/** One link of the chain. */
export function ChainStep({ icon, what, href, name, paise, status, ids, asked, children }: ChainStepProps) {
  const known = (ids ?? []).filter((each): each is readonly [string, string] => each[1] !== null);
  const isAsked = known.some(([, id]) => id === asked.trim());
  const title = name ? <>{what}: {name}</> : what;
  return (
    <TimelineItem
      icon={icon}
      tone={isAsked ? 'accent' : 'neutral'}
      title={
        <>
          {href ? <a href={href}>{title}</a> : title}
          {paise !== undefined && paise !== null && <>, <Money paise={paise} /></>}
        </>
      }
      status={
        <span className="flex flex-wrap items-center gap-1">
          {isAsked && <Tag tone="accent" icon="search">Searched for</Tag>}
          {status}
        </span>
      }
      meta={children}
    >
      {known.length > 0 && (
        <p className="flex flex-wrap gap-x-4 text-sm text-muted">
          {known.map(([label, id]) => (
            <span key={label}>
              {label} <CopyCode code={id} what={label} />
            </span>
          ))}
        </p>
      )}
    </TimelineItem>
  );
}

/** Facts of one step in a line, those that are none left out. */
export function Facts({ facts }: { facts: ReactNode[] }) {
  const told = facts.filter((fact) => fact !== null && fact !== false && fact !== '');
  return createElement(Fragment, null, ...told.flatMap((fact, index) => (index === 0 ? [fact] : [' · ', fact])));
}
