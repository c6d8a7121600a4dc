import { Button } from '#app/components/form/button.tsx';
import { Icon } from '#app/components/icon.tsx';

interface SearchBoxProps {
  action: string;
  label: string;
  name?: string;
  defaultValue?: string;
  placeholder?: string;
  /** `/` moves here, and the box says so. One per page. */
  shortcut?: boolean;
  /** Other filters of the URL, to be kept while searching. */
  keep?: Record<string, string>;
  button?: string;
  /** For rails: an icon instead of a button; Enter searches. */
  compact?: boolean;
}

/** A search that is a plain GET form: its answer has an address. */
export function SearchBox({ action, label, name = 'q', defaultValue, placeholder, shortcut, keep, button = 'Search', compact }: SearchBoxProps) {
  return (
    <search>
      <form action={action} className={compact ? 'search-compact' : 'input-affix gap-2'}>
        {Object.entries(keep ?? {}).map(([key, value]) => (
          <input key={key} type="hidden" name={key} value={value} />
        ))}
        {compact && <Icon name="search" />}
        <input
          type="search"
          name={name}
          aria-label={label}
          defaultValue={defaultValue}
          placeholder={placeholder}
          className="input"
          data-search-key={shortcut || undefined}
          aria-keyshortcuts={shortcut ? '/' : undefined}
        />
        {compact ? (
          <>
            {shortcut && <kbd className="shortcut max-lg:hidden" aria-hidden="true">/</kbd>}
            <button type="submit" className="sr-only" tabIndex={-1}>
              {button}
            </button>
          </>
        ) : (
          <Button type="submit" look="secondary">
            {button}
          </Button>
        )}
      </form>
    </search>
  );
}
