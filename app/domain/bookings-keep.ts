/** Says what a change of the settings leaves alone: `41 bookings to come keep the price they were sold with.` */
export function bookingsKeep(ahead: number, { one, many }: { readonly one: string; readonly many: string }): string {
  if (ahead === 0) return 'No booking is to come.';
  return ahead === 1 ? `1 booking to come ${one}.` : `${ahead} bookings to come ${many}.`;
}
