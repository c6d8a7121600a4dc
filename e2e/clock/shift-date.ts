/**
 * Lets `Date` of this realm run ahead of (or behind) the machine's by that many milliseconds. Nothing from outside its
 * body: a browser gets it as text.
 */
export function shiftDate(offsetMs: number): void {
  const realNow = Date.now.bind(Date);
  Date.now = () => realNow() + offsetMs;
  globalThis.Date = new Proxy(Date, {
    construct: (date, given, asked) => Reflect.construct(date, given.length === 0 ? [date.now()] : given, asked) as Date,
    apply: (date) => new date(date.now()).toString(),
  });
}
