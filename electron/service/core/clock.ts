/** The only source of "now" in the service: UTC milliseconds. Tests put their own in. */
export interface Clock {
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** The system's clock, moved by so many ms. */
export const shiftedClock = (ms: number): Clock => ({ now: () => Date.now() + ms });

/** A clock that stands still until told otherwise. */
export class FixedClock implements Clock {
  private at: number;
  constructor(at: number) {
    this.at = at;
  }
  now(): number {
    return this.at;
  }
  set(at: number): void {
    this.at = at;
  }
  advance(ms: number): void {
    this.at += ms;
  }
}
