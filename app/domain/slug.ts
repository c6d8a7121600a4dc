/** What the shortest `slug` column holds. */
const SLUG_MAX_LENGTH = 60;

/** A name as part of an address: `Sunrise Clinic, Indiranagar` → `sunrise-clinic-indiranagar`. A long one is cut. */
export function slugOf(name: string, longest = SLUG_MAX_LENGTH): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '').slice(0, longest).replace(/-$/, '');
}

/** The slug itself, or with the first number that makes it free: `asha-rao`, `asha-rao-2`. */
export function freeSlug(slug: string, taken: ReadonlySet<string>): string {
  for (let number = 2, free = slug; ; number += 1) {
    if (!taken.has(free)) return free;
    free = `${slug}-${number}`;
  }
}
