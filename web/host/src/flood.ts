// Bounds on how much a frame may say. An app in good order stays far below all of them.

export interface FloodLimits {
  /** Messages that may come at once. */
  burst: number;
  /** Messages per second that are made good again. */
  perSecond: number;
  /** Messages over the limit that are dropped before the frame is ended. */
  patience: number;
}

export const floodLimits: FloodLimits = { burst: 400, perSecond: 100, patience: 2000 };

export type FloodVerdict = "pass" | "drop" | "end";

/** A bucket of messages that fills with time. Messages beyond it are dropped; a frame that does not stop is ended. */
export class FloodGuard {
  #left: number;
  #at: number;
  #dropped = 0;

  constructor(
    private readonly now: () => number,
    private readonly limits: FloodLimits = floodLimits,
  ) {
    this.#left = limits.burst;
    this.#at = now();
  }

  admit(): FloodVerdict {
    const now = this.now();
    this.#left = Math.min(this.limits.burst, this.#left + ((now - this.#at) / 1000) * this.limits.perSecond);
    this.#at = now;
    if (this.#left >= 1) {
      this.#left -= 1;
      return "pass";
    }
    this.#dropped += 1;
    return this.#dropped > this.limits.patience ? "end" : "drop";
  }
}
