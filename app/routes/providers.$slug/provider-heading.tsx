import { Avatar } from '#app/components/avatar.tsx';
import { Icon } from '#app/components/icon.tsx';
import type { ProviderFacts } from './provider-view.ts';

export function ProviderHeading({ provider }: { provider: ProviderFacts }) {
  return (
    <header className="grid gap-3">
      <a href="/search" className="link -mt-2 inline-flex min-h-11 items-center gap-1 justify-self-start no-print">
        <Icon name="chevron-left" size="sm" />
        Find care
      </a>
      <div className="flex items-center gap-4">
        <Avatar name={provider.name} size="lg" />
        <div className="grid min-w-0 gap-1">
          <h1>{provider.name}</h1>
          <p className="text-muted">
            {provider.field} · {provider.experienceYears} years’ experience · speaks {provider.languages}
          </p>
        </div>
      </div>
    </header>
  );
}
