/** The name inside a frozen policy. */
export function policyName(policy: string): string {
  const body: unknown = JSON.parse(policy);
  return typeof body === 'object' && body !== null && 'name' in body && typeof body.name === 'string' ? body.name : '';
}
