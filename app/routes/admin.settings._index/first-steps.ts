/** How much there is of what a visit is made of. */
interface House {
  readonly clinics: number;
  readonly specialisations: number;
  readonly policies: number;
  readonly providers: number;
  readonly services: number;
  readonly logins: number;
  readonly hours: number;
}

export interface FirstStep {
  readonly label: string;
  readonly href: string;
  /** Who does it, where it is not whoever reads this. */
  readonly note?: string;
  readonly done: boolean;
}

/** What has to be there before the first visit can be booked, in the order in which it can be made; null once it is. */
export function firstSteps({ clinics, specialisations, policies, providers, services, logins, hours }: House): readonly FirstStep[] | null {
  const steps: readonly FirstStep[] = [
    { label: 'Open a clinic', href: '/admin/settings/clinics/new', done: clinics > 0 },
    // A house of laboratories has none and needs none.
    { label: 'Add a specialisation', href: '/admin/settings/specialisations/new', note: 'Patients find doctors by it.', done: specialisations > 0 || providers > 0 },
    { label: 'Make a cancellation policy', href: '/admin/settings/policies/new', done: policies > 0 },
    { label: 'Add a provider', href: '/admin/settings/providers/new', done: providers > 0 },
    { label: 'Put a service on sale', href: '/admin/settings/services/new', done: services > 0 },
    { label: 'Invite the provider’s login', href: '/admin/settings/people/new', done: logins > 0 },
    { label: 'Have weekly hours set', href: '/admin/providers', note: 'Providers do it under Schedule.', done: hours > 0 },
  ];
  return steps.every(({ done }) => done) ? null : steps;
}
