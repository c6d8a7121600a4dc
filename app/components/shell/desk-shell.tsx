import { useLocation } from '@remix-run/react';
import { Fragment, type ReactNode } from 'react';
import { classNames } from '#app/components/class-names.ts';
import { Icon, type IconName } from '#app/components/icon.tsx';

export interface RailLink {
  href: string;
  label: string;
  icon: IconName;
  /** The word above a group's first link; said where the rail is wide enough. */
  opens?: string;
}

interface DeskShellProps {
  label: string;
  links: RailLink[];
  /** Above the links: the search. */
  top?: ReactNode;
  /** Whose pages these are, where the rail is wide enough to say so. */
  owner?: string;
  /** One row's story, beside the page. */
  panel?: ReactNode;
  children: ReactNode;
}

/** The longest matching link is the current one, so that `/admin` is not current on `/admin/visits`. */
function currentHref(links: RailLink[], pathname: string): string | undefined {
  return links
    .map((link) => link.href)
    .filter((href) => pathname === href || pathname.startsWith(`${href}/`))
    .sort((a, b) => b.length - a.length)[0];
}

/** A left rail on wide screens, rows of links on phones. */
export function DeskShell({ label, links, top, owner, panel, children }: DeskShellProps) {
  const { pathname } = useLocation();
  const current = currentHref(links, pathname);
  return (
    <div className="desk">
      <div className="desk-rail">
        {top}
        <nav aria-label={label} className="rail-links">
          {owner && <p className="px-3 pb-2 font-semibold max-lg:hidden">{owner}</p>}
          {links.map((link) => (
            <Fragment key={link.href}>
              {link.opens && <p className="px-3 pt-4 pb-1 text-sm text-muted max-lg:hidden">{link.opens}</p>}
              <a href={link.href} className="nav-link" aria-current={link.href === current ? 'page' : undefined}>
                <Icon name={link.icon} />
                {link.label}
              </a>
            </Fragment>
          ))}
        </nav>
      </div>
      <main id="main" tabIndex={-1} className={classNames('desk-main', panel && 'desk-beside')}>
        <div className="grid content-start gap-6">{children}</div>
        {panel}
      </main>
    </div>
  );
}
