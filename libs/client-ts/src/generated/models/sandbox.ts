// Bodies and answers of sandbox. Written by `make clients`: do not edit.

/** Instant or length of time, one of the two. */
export interface AdvanceBody {
  /** Where time is to stand. An instant that has passed means now: what is due by now is done. */
  to?: string | null;
  /** Length of time, as in `3 days` or `72 hours`. Instead of `to`. */
  by?: string | null;
  /**
   * Whether time then stands still, at exactly that instant and in every service, until the clock is advanced or
   * released. Else it runs on from there.
   */
  hold?: boolean;
}

export interface ClockStepView {
  /** Time of the platform's clock at which something fell due (UTC). */
  at: string;
  /** Service in which it did. */
  service: string;
}

export interface TestClockView {
  /** Time of the platform's clock (UTC). */
  now: string;
  /** Time stands still until the clock is advanced or released. */
  held?: boolean;
  /** What was due on the way, in order: when, and whose. */
  steps?: ClockStepView[];
}
