/** As Razorpay tells and takes time. */
export function unixSeconds(at: Date): number {
  return Math.floor(at.getTime() / 1_000);
}

export function fromUnixSeconds(seconds: number): Date {
  return new Date(seconds * 1_000);
}
