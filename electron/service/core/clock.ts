/** The only source of "now" in the service, UTC ms. Tests inject their own. */
export interface Clock {
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** The system's clock, moved by `ms`. */
export const shiftedClock = (ms: number): Clock => ({ now: () => Date.now() + ms });

/** A clock that stands still until somebody moves it. */
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
