interface Tab {
  href: string;
  label: string;
  count?: number;
  current?: boolean;
}

/** Tabs that are links: each has an address and works without scripts. */
export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  return (
    <nav aria-label={label} className="tabs no-print">
      {tabs.map((tab) => (
        <a key={tab.href} href={tab.href} aria-current={tab.current ? 'page' : undefined}>
          {tab.label}
          {tab.count !== undefined && <span className="text-muted">{tab.count}</span>}
        </a>
      ))}
    </nav>
  );
}
