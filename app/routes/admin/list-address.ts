/** The address of a list under these filters; what is empty is left out, so that equal lists have equal addresses. */
export function listAddress(path: string, filters: Readonly<Record<string, string | null | undefined>>): string {
  const given = Object.entries(filters).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}
