import { useLocation } from '@remix-run/react';
import { HOME_OF_ROLE, type Role } from '#app/domain/roles.ts';
import { classNames } from '#app/components/class-names.ts';
import { Icon } from '#app/components/icon.tsx';
import type { ShellViewer } from '#app/components/shell/viewer.ts';
import { Wordmark } from '#app/components/shell/wordmark.tsx';

interface HeaderLink {
  href: string;
  label: string;
}

const findCare: HeaderLink = { href: '/search', label: 'Find care' };
const homeOf: Record<Role, HeaderLink> = {
  patient: { href: HOME_OF_ROLE.patient, label: 'My visits' },
  doctor: { href: HOME_OF_ROLE.doctor, label: 'My day' },
  admin: { href: HOME_OF_ROLE.admin, label: 'Desk' },
};

function linksFor(viewer: ShellViewer | null): HeaderLink[] {
  if (!viewer) return [findCare];
  return viewer.role === 'patient' ? [findCare, homeOf.patient] : [homeOf[viewer.role], findCare];
}

function NavLink({ link, className }: { link: HeaderLink; className?: string }) {
  const { pathname } = useLocation();
  const current = pathname === link.href || pathname.startsWith(`${link.href}/`);
  return (
    <a href={link.href} className={classNames('nav-link', className)} aria-current={current ? 'page' : undefined}>
      {link.label}
    </a>
  );
}

function BasketLink({ count }: { count: number }) {
  return (
    <a href="/visit" className="nav-link">
      <Icon name="basket" />
      <span className="max-sm:sr-only">Your visit</span>
      <span aria-hidden="true">({count})</span>
      <span className="sr-only">{count === 1 ? '1 service' : `${count} services`}</span>
    </a>
  );
}

function AccountMenu({ viewer, links }: { viewer: ShellViewer | null; links: HeaderLink[] }) {
  return (
    <details className={classNames('menu', !viewer && 'md:hidden')} data-menu>
      <summary className="nav-link">
        <Icon name={viewer ? 'user' : 'menu'} className="md:hidden" label="Menu" />
        <span className="max-w-44 truncate max-md:sr-only">{viewer?.name}</span>
        <Icon name="chevron-down" size="sm" className="max-md:hidden" />
      </summary>
      <div className="menu-panel">
        {viewer && <p className="px-3 py-2 text-sm text-muted">{viewer.name}</p>}
        {links.map((link) => (
          <NavLink key={link.href} link={link} className="md:hidden" />
        ))}
        {viewer && <NavLink link={{ href: '/account', label: 'Account' }} />}
        {viewer ? (
          <form method="post" action="/sign-out">
            <button type="submit" className="nav-link">
              Sign out
            </button>
          </form>
        ) : (
          <NavLink link={{ href: '/sign-in', label: 'Sign in' }} />
        )}
      </div>
    </details>
  );
}

interface SiteHeaderProps {
  viewer: ShellViewer | null;
  basketCount: number;
  /** Desk pages use the whole width of the screen. */
  desk: boolean;
}

export function SiteHeader({ viewer, basketCount, desk }: SiteHeaderProps) {
  const links = linksFor(viewer);
  return (
    <header className="site-header">
      <div className={classNames('bounds', desk && 'bounds-desk')}>
        <Wordmark />
        <nav aria-label="Main" className="me-[max(-0.75rem,-4vw)] ms-auto flex min-w-0 flex-wrap items-center justify-end gap-1">
          {links.map((link) => (
            <NavLink key={link.href} link={link} className="max-md:hidden" />
          ))}
          {basketCount > 0 && <BasketLink count={basketCount} />}
          {!viewer && <NavLink link={{ href: '/sign-in', label: 'Sign in' }} className="max-md:hidden" />}
          <AccountMenu viewer={viewer} links={links} />
        </nav>
      </div>
    </header>
  );
}
