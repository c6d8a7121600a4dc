import { Icon } from '#app/components/icon.tsx';
import { Button } from '#app/components/form/button.tsx';
import { Money } from '#app/components/money.tsx';
import type { ServiceChoice } from './provider-view.ts';

interface TestPickerProps {
  tests: readonly ServiceChoice[];
  chosen: ServiceChoice | null;
  /** What the list is filtered by. */
  find: string;
  allTestsHref: string;
}

/** A lab's tests: the chosen one with its preparation, or the list with a filter. */
export function TestPicker({ tests, chosen, find, allTestsHref }: TestPickerProps) {
  return (
    <section aria-labelledby="tests" className="grid gap-3">
      <h2 id="tests">{chosen ? 'What for' : 'Choose a test'}</h2>
      {chosen ? <ChosenTest test={chosen} allTestsHref={allTestsHref} /> : <TestList tests={tests} find={find} allTestsHref={allTestsHref} />}
    </section>
  );
}

function ChosenTest({ test, allTestsHref }: { test: ServiceChoice; allTestsHref: string }) {
  return (
    <div className="card grid gap-2 border-accent bg-accent-soft">
      <div className="flex items-start justify-between gap-3 font-semibold">
        <p>{test.name}</p>
        <Money paise={test.pricePaise} short />
      </div>
      {test.alsoKnownAs && <p className="text-sm text-muted">Also called {test.alsoKnownAs}</p>}
      {test.preparation && (
        <p className="flex gap-2">
          <Icon name="info" className="mt-0.5 text-accent" />
          <span>{test.preparation}</span>
        </p>
      )}
      <p className="text-sm text-muted">{test.policy}</p>
      <p>
        <a href={allTestsHref} className="link inline-flex min-h-11 items-center">
          Choose another test
        </a>
      </p>
    </div>
  );
}

function fits(test: ServiceChoice, find: string): boolean {
  return `${test.name} ${test.alsoKnownAs ?? ''}`.toLowerCase().includes(find.toLowerCase());
}

function TestList({ tests, find, allTestsHref }: Omit<TestPickerProps, 'chosen'>) {
  const shown = tests.filter((test) => fits(test, find));
  const policies = new Set(tests.map(({ policy }) => policy));
  return (
    <>
      <search>
        <form method="get" className="input-affix gap-2">
          <input type="search" name="find" aria-label="Find a test of this lab" placeholder="Sugar, CBC, thyroid…" defaultValue={find} maxLength={60} className="input" />
          <Button type="submit" look="secondary">
            Find
          </Button>
        </form>
      </search>
      <ul className="card grid p-0">
        {shown.map((test) => (
          <li key={test.id} className="card-linked relative flex flex-wrap items-center gap-x-4 border-line px-frame py-3 not-first:border-t">
            <div className="min-w-0 flex-1 basis-32">
              <a href={test.href} className="card-link font-semibold">
                {test.name}
              </a>
              {test.alsoKnownAs && <p className="text-sm text-muted">{test.alsoKnownAs}</p>}
            </div>
            <span className="ms-auto flex max-w-full flex-wrap items-center gap-2">
              <Money paise={test.pricePaise} short />
              <Icon name="chevron-right" size="sm" className="text-muted" />
            </span>
          </li>
        ))}
        {shown.length === 0 && (
          <li className="px-frame py-6 text-center text-muted">
            This lab has no test called “{find}”. <a href={allTestsHref}>Show all {tests.length} tests</a>
          </li>
        )}
      </ul>
      {policies.size === 1 && <p className="text-sm text-muted">For every test: {[...policies][0]}</p>}
    </>
  );
}
