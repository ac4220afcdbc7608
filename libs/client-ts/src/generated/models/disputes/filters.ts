// Filters of disputes. Written by `make clients`: do not edit.

import type { Assignment, SlaStatus, Sort } from "../disputes/choices.ts";
import type { Role, Status } from "../general/choices.ts";

/** Filters of `list_disputes`. */
export interface DisputesFilters {
  /** Statuses, separated by commas: `under_review,awaiting_approval`. */
  status?: Status[];
  /** Stages of the policy, separated by commas: `review,second_review`. Closed cases keep the last one. */
  stage?: string[];
  /** Who owes the next act, separated by commas: `operator`, or `buyer,seller` for cases that wait for either. */
  awaiting?: Role[];
  /** Reason the case was opened for. */
  reason?: string;
  /** Name of a policy (`agreement_first`), or one of its editions. */
  policy?: string;
  /** Operator who has the case. For operators and the platform. */
  assignee?: string;
  /** Office that has the case. */
  office?: string;
  /** `true`: cases assigned to you, `false`: all others. For operators. */
  mine?: boolean;
  /** Something is due before this instant, or is overdue already. */
  due_before?: string;
  /**
   * `true`: the time for the next act has passed. For operators and the platform also what operators are late with:
   * a service level's target or limit that was missed while the act is still owed.
   */
  overdue?: boolean;
  /** `true`: a ruling of the case was contested. */
  contested?: boolean;
  /** `true`: an offer of one party to the other, or of a mediator to both, stands, in whatever stage the case is. */
  offer?: boolean;
  /** Whose offer stands; `operator`: a mediator has put it to both parties. */
  offer_by?: "buyer" | "seller" | "operator";
  /** `true`: an operator has stopped the clocks. */
  paused?: boolean;
  /** `true`: cases that are not closed. */
  open?: boolean;
  /** Cases of one escrow. */
  escrow?: string;
  /** Whether any operator has the case. For operators and the platform. */
  assignment?: Assignment;
  /** How operators stand with the time the policy gives them. For operators and the platform. */
  sla?: SlaStatus;
  /** Currency of the disputed amount. */
  currency?: string;
  /** Disputed amount at least, in minor units; with `currency`: different currencies cannot be compared. */
  amount_gte?: number;
  /** Disputed amount at most, in minor units; with `currency`. */
  amount_lte?: number;
  /**
   * `newest`, or `due`: overdue cases first, by the instant they were due at, then what is due next. A case keeps
   * its place when it becomes overdue.
   */
  sort?: Sort;
}
