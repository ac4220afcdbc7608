// Bodies and answers of analytics. Written by `make clients`: do not edit.

import type { MoneyView } from "./general/answers.ts";
import type { DisputeOutcome } from "./general/choices.ts";

export type Interval = "day" | "week" | "month";

/** Number of cases that took at least `from_seconds`, and less than `up_to_seconds`. */
export interface DurationView {
  /** Seconds from opening to end, at least. */
  from_seconds: number;
  /** Null for the last: no limit. */
  up_to_seconds: number | null;
  /** Cases that took so long. */
  cases: number;
}

export interface OutcomeView {
  /** Name of the policy. */
  policy: string;
  /** Code of the reason. */
  reason: string;
  /** How the cases ended. */
  outcome: DisputeOutcome;
  /** How many cases ended so. */
  cases: number;
  /** What was disputed in them. */
  disputed: MoneyView;
  /** With what went back beside goods. */
  to_buyer: MoneyView;
  /** Net, as everywhere: `fees` are beside it. */
  to_seller: MoneyView;
  /** What the platform took. */
  fees: MoneyView;
}

/** Figures of one stretch of the period. */
export interface StretchView {
  /** Beginning of the stretch (UTC), included. */
  since: string;
  /** End of the stretch (UTC), excluded. */
  until: string;
  /** Cases that were opened in it. */
  opened: number;
  /** Cases that were closed in it. */
  closed: number;
  /** Of these, cases that were resolved and in which no operator acted. */
  resolved_without_operator: number;
  /** Seconds from opening to end that half of these took at most; null without any. */
  median_seconds_to_resolution: number | null;
}

/** Figures of the cases closed in the period. Where there are none, shares and times are null. */
export interface AnalyticsView {
  /** Beginning of the period (UTC), included. */
  since: string;
  /** End of the period (UTC), excluded. */
  until: string;
  /** Cases opened in the period, closed or not. */
  opened: number;
  /** Cases that were closed in it. */
  cases: number;
  /** Of those, cases that were resolved and in which no operator acted. */
  resolved_without_operator: number;
  /** Share of the cases that were resolved and in which no operator acted; the aim is more than 7500 (O8). */
  resolved_without_operator_basis_points: number | null;
  /**
   * Cases that ended with nothing resolved: a walk through a tree given up, a case that stayed inconclusive or did
   * not match its deal, one withdrawn and opened again. They count among `cases` and never as resolved.
   */
  unresolved: number;
  /** Acts of operators in these cases. */
  support_touches: number;
  /** The same, in a hundred cases; null without cases. */
  support_touches_per_100_cases: number | null;
  /** How often support acted in a hundred cases before Parley: a setting of yours. */
  baseline_touches_per_100_cases: number;
  /** How many times fewer than the baseline: 500 is five times fewer. Null where there were none at all. */
  fewer_touches_factor_percent: number | null;
  /** Acts of anybody in these cases. */
  interactions: number;
  /** Acts of parties, representatives and operators, the opening among them. */
  interactions_per_100_cases: number | null;
  /** Seconds from opening to end that half of the cases took at most; null without cases. */
  median_seconds_to_resolution: number | null;
  /** Seconds from opening to end that nine of ten cases took at most; null without cases. */
  p90_seconds_to_resolution: number | null;
  /** Cases in which operators missed the policy's target. */
  sla_targets_missed: number;
  /** Cases in which operators broke the policy's limit. */
  sla_limits_breached: number;
  /** The cases by how long they took, the shortest first; together all of them. */
  durations: DurationView[];
  /** The period in stretches of `interval`, without a gap, the earliest first. */
  over_time: StretchView[];
  /** The cases by policy, reason and outcome. */
  outcomes: OutcomeView[];
}

/** Codes of the problems of `dispute_analytics`; there may be more in time. */
export type DisputeAnalyticsCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable" | "validation_failed"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded";
