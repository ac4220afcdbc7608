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

/** Codes of the problems of `get_test_clock`; there may be more in time. */
export type GetTestClockCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable" | "validation_failed"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `advance_test_clock`; there may be more in time. */
export type AdvanceTestClockCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "unauthenticated" | "forbidden"
  | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "amount_out_of_range"
  | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "clock_too_far" | "rate_limited"
  | "internal_error" | "dependency_unavailable" | "overloaded" | "clock_too_slow" | "clock_unavailable";

/** Codes of the problems of `release_test_clock`; there may be more in time. */
export type ReleaseTestClockCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable"
  | "unsupported_media_type" | "validation_failed" | "rate_limited" | "internal_error" | "dependency_unavailable"
  | "overloaded" | "clock_unavailable" | "request_outdated";
