// Answers of operators. Written by `make clients`: do not edit.

import type { FollowingStep, MoneyEffect, MoneyView, PenaltyView } from "../general/answers.ts";
import type { DecisionView, RulingView } from "../general/answers_2.ts";
import type { NoteView, PenaltyTermsView } from "../general/answers_3.ts";
import type { DecisionWeight, OptionKind, StandingStatus } from "../general/choices.ts";
import type { AssignmentResult, Doing } from "../operators/choices.ts";

/** Second operator who would have to approve, if one would. */
export interface ApprovalNeededView {
  /** Whether one would. */
  needed: boolean;
  /** Why it takes two. */
  weighs: DecisionWeight[];
  /** The platform's, above which a decision needs two. */
  limit: MoneyView | null;
  /** Of the token that approves. */
  scope: "lead" | null;
  /** Who could not: you, whoever opened the case, and its parties. */
  not_by: string[];
}

export interface RefusalView {
  /** Code of the problem. */
  code: string;
  /** The same in an English sentence. */
  detail: string;
  /** What else the problem document of this refusal says, were the case assigned alone. */
  members: Record<string, unknown>;
}

export interface AssignmentView {
  /** Id of the dispute. */
  dispute: string;
  /** Whether the case was assigned. */
  result: AssignmentResult;
  /** Operator who has it now; null if none or refused. */
  assignee: string | null;
  /** Version of the case after it; null if refused. */
  version: number | null;
  /** Why not; null if it was assigned. */
  refusal: RefusalView | null;
}

export interface AssignmentsView {
  /** Cases that were assigned. */
  assigned: number;
  /** Cases that were not. */
  refused: number;
  /** In the order of the request. */
  data: AssignmentView[];
}

export interface DecisionsView {
  /** Every decision of the case, the first one first. */
  data: DecisionView[];
}

/** Fine that is due, and the amounts between which you may choose. */
export interface FineBoundsView {
  /** Least amount that you may choose. */
  least: MoneyView;
  /** What it is if you choose nothing. */
  usual: MoneyView;
  /** Largest amount that you may choose. */
  most: MoneyView;
}

export interface OfficeSettingView {
  /** Your code of the office. */
  code: string;
  /** Its name, for people. */
  name: string;
  /** User ids of the operators who belong to it. */
  operators: string[];
  /** Policies whose cases come to it; empty: those of all the others. */
  policies: string[];
}

/** What would be owed in goods before money moves, and when. */
export interface OwedView {
  /** What would be owed. */
  kind: OptionKind;
  /** Stage in which it is waited for. */
  leads_to: string;
  /** Until when, excluded (UTC); null if no clock runs. */
  due_at: string | null;
}

export interface NoteViewPage {
  /** What was asked for, in the order that the operation describes. */
  data: NoteView[];
  /** Whether there is another page. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor?: string | null;
}

export interface ReasonTextView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Reason code that it is kept ready for. */
  reason_code: string;
  /** Title in the list. */
  title: string;
  /** What is written into the ruling's explanation. */
  text: string;
  /** Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it. */
  version: number;
}

export interface ReasonTextViewPage {
  /** What was asked for, in the order that the operation describes. */
  data: ReasonTextView[];
  /** Whether there is another page. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor?: string | null;
}

export interface PresentOperatorView {
  /** Who is there. */
  operator: string;
  /** What they do there. */
  doing: Doing;
  /** Since when, without a gap. */
  since: string;
  /** When they last said so. */
  seen_at: string;
}

/** Operators before a case, beside you. Whoever has not said so for `lasts_seconds` has left. */
export interface PresenceView {
  /** Id of the dispute. */
  dispute: string;
  /** When it was looked at (UTC). */
  as_of: string;
  /** The longest there first. */
  others: PresentOperatorView[];
  /** For how long you count as present: say it again well before. */
  lasts_seconds: number;
}

/** Penalty as the ruling would state it, and what it makes of the person's standing once it counts. */
export interface PreviewedPenaltyView {
  /** The penalty as it would stand. */
  penalty: PenaltyView;
  /** User id of whoever gets it. */
  participant: string;
  /** Between which amounts you may choose; null without a fine. */
  fine_bounds: FineBoundsView | null;
  /** Penalty points that count now. */
  points_before: number;
  /** Penalty points that would count then. */
  points_after: number;
  /** Standing of the participant now. */
  status_before: StandingStatus;
  /** Standing that the participant would have then. */
  status_after: StandingStatus;
}

/** Ruling as it would be, given now on this version of the case. */
export interface RulingPreviewView {
  /** Id of the dispute. */
  dispute: string;
  /** Version of the case that it was computed from. */
  version: number;
  /** The ruling as it would stand. */
  ruling: RulingView;
  /** Where the case would stand. */
  leads_to: string;
  /** What it pays at once, net of fees, whoever pays them, as the action `decide` says it; null where nothing is. */
  money_effect: MoneyEffect | null;
  /**
   * When it is paid if nobody contests the ruling: at once, or by `then`; null where nothing is, or goods decide
   * first.
   */
  executed_at: string | null;
  /** What follows by itself if nobody acts after the ruling, and what that pays. */
  then: FollowingStep | null;
  /** What would be owed in goods; null if nothing. */
  obligation: OwedView | null;
  /** Penalties, and what each makes of a standing. */
  penalties: PreviewedPenaltyView[];
  /** From when they count if nobody contests the ruling. */
  penalties_from: string;
  /** Acts that can be penalised in this case. */
  penalty_terms: PenaltyTermsView | null;
  /** Whether a second operator would have to approve. */
  approval: ApprovalNeededView;
}

export interface SettingsView {
  /** By currency, in minor units: a decision on more waits for a second operator. */
  approval_limits: Record<string, number>;
  /** How often support acted in a hundred cases before Parley. */
  baseline_touches_per_100_cases: number;
  /** How long an operator needs for one act. */
  minutes_per_touch: number;
  /** Your own calendar for every policy; null for each policy's own. */
  calendar: string | null;
  /** Your own calendars, by policy. */
  calendars: Record<string, string>;
  /** Offices of your operators. */
  offices: OfficeSettingView[];
  /** Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it. */
  version: number;
}
