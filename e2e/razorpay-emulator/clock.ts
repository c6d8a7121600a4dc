export type ClockState = { offsetMs: number; frozenAtMs: number | null };

/** The emulator's own time: real time plus an offset, or standing still. */
export class Clock {
  state: ClockState = { offsetMs: 0, frozenAtMs: null };

  nowMs(): number {
    return this.state.frozenAtMs ?? Date.now() + this.state.offsetMs;
  }

  /** Unix seconds, as every `created_at`. */
  now(): number {
    return Math.floor(this.nowMs() / 1000);
  }

  get frozen(): boolean {
    return this.state.frozenAtMs !== null;
  }

  moveTo(ms: number): void {
    if (this.frozen) this.state.frozenAtMs = ms;
    else this.state.offsetMs = ms - Date.now();
  }

  freeze(): void {
    this.state.frozenAtMs = this.nowMs();
  }

  thaw(): void {
    const ms = this.nowMs();
    this.state.frozenAtMs = null;
    this.moveTo(ms);
  }
}
