/** What the search page shows, as JSON: instants are ISO strings, dates `YYYY-MM-DD`, money paise. */
export interface ProviderResult {
  readonly name: string;
  readonly href: string;
  /** "Cardiology" or "Lab · 20 tests". */
  readonly field: string;
  readonly qualification: string;
  readonly experienceYears: number;
  readonly languages: string;
  readonly places: readonly { readonly name: string; readonly locality: string; readonly city: string }[];
  readonly service: { readonly name: string; readonly pricePaise: number; readonly isFrom: boolean };
  /** Free times on the asked day; `null` when no day was asked. */
  readonly freeOnDay: number | null;
  readonly next: {
    readonly date: string;
    readonly zone: string;
    readonly at: string;
    /** Links of their own where the result means one service. */
    readonly times: readonly { readonly at: string; readonly href: string }[];
  } | null;
}

export interface SearchForm {
  readonly city: string;
  readonly what: string;
  readonly date: string;
  /** Filters that have no field of their own and go along when searching again. */
  readonly keep: Readonly<Record<string, string>>;
  readonly firstDate: string;
  readonly lastDate: string;
  readonly cities: readonly { readonly value: string; readonly label: string }[];
  readonly suggestions: readonly string[];
}

export interface SearchView {
  readonly title: string;
  readonly form: SearchForm;
  readonly errors: Readonly<Record<string, string[]>>;
  readonly kinds: readonly { readonly label: string; readonly href: string; readonly current: boolean }[];
  readonly chips: readonly { readonly label: string; readonly href: string; readonly active: true }[];
  readonly date: string | null;
  readonly results: readonly ProviderResult[];
  /** With a day asked: who has nothing free on it. */
  readonly notThatDay: readonly ProviderResult[];
  readonly nextHref: string | null;
  readonly startHref: string | null;
}
