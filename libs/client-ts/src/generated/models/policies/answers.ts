// Answers of policies. Written by `make clients`: do not edit.

import type { EffectView, MoneyView, PointTextView, StageClockView } from "../general/answers.ts";
import type { EvidenceTermsView, PenaltyTermsView, TermView } from "../general/answers_3.ts";
import type { DisputeOutcome, Role } from "../general/choices.ts";
import type { EditionOrigin } from "../policies/choices.ts";

export interface ActView {
  /** Code of the act, as in `allowed_actions`. */
  code: string;
  /** What people call it, in the language of the answer. */
  label: string;
  /** A sentence that explains it to people; null if there is none. */
  help: string | null;
  /** Role that may do it. */
  by: string;
  /** Only while the negotiation waits for this party. */
  only_when_asked: boolean;
  /** What the act should state or show. */
  checklist: PointTextView[];
}

export interface AppealTermsView {
  /** Stage in which it is heard. */
  stage: string;
  /** How long a ruling can be appealed, as in `7 days`. */
  window: string;
  /** How long a full explanation is at least. */
  explanation_characters: number;
}

export interface CalendarTermsView {
  /** Time zone, as in `Europe/Berlin`. */
  zone: string;
  /** Business days: 1 is Monday, 7 Sunday. */
  weekdays: number[];
  /** When the business day begins, as in `09:00`. */
  opens: string;
  /** When it ends; null for the end of the day. */
  closes: string | null;
  /** Calendar of the platform's own that counts instead, where it has one of this name. */
  named: string | null;
}

/** Result of a case: `to_buyer + to_seller + fee` is the disputed amount. A supplied case knows no fee. */
export interface CaseResultView {
  /** How it ends; null where it does not. */
  outcome: DisputeOutcome | null;
  /** With what went back beside goods. */
  to_buyer: MoneyView | null;
  /** What the seller would get, after fees. */
  to_seller: MoneyView | null;
  /** What the platform keeps of it; null where nothing is paid. */
  fee: MoneyView | null;
  /** Stages that it goes through, in order. */
  places: string[];
  /** Acts of operators in it. */
  touches: number;
  /** When it ends (UTC); null where it does not. */
  ended_at: string | null;
}

export interface CompletenessView {
  /** Share of the evidence, in points of 100. */
  evidence: number;
  /** Share of the explanation, in points of 100. */
  explanation: number;
  /** Share of the comments, in points of 100. */
  comments: number;
  /** How long an explanation is that counts in full. */
  full_explanation_characters: number;
  /** How many comments count in full. */
  full_comments: number;
}

export interface DifferenceView {
  /** Where they differ (RFC 6901). */
  pointer: string;
  /** What stands there in the one; null if nothing. */
  before: unknown;
  /** What stands there in the other; null if nothing. */
  after: unknown;
}

export interface DiffView {
  /** Edition that the other is compared with. */
  before: string;
  /** Edition that is compared with it. */
  after: string;
  /** Every place in which they differ. */
  data: DifferenceView[];
}

export interface EditionDetail {
  /** Name of the policy that it is an edition of. */
  name: string;
  /** Name of the edition, as in `agreement_first-2026-11`: it never changes once it is published. */
  edition: string;
  /** SHA-256 of the edition's content, in hexadecimal: what a case follows can be proven later. */
  hash: string;
  /**
   * Whether a new escrow of yours gets it by the policy's name: the edition that you have made current, or, where
   * you have not chosen, Parley's newest.
   */
  current: boolean;
  /** `parley`: comes with Parley. `platform`: your own. */
  origin: EditionOrigin;
  /** The edition itself, as it was written. It is never edited; the hash is of its content. */
  body: string;
  /** Which acts can be penalised, and how; null where the policy has no penalties. */
  penalties: PenaltyTermsView | null;
}

export interface EditionView {
  /** Name of the policy that it is an edition of. */
  name: string;
  /** Name of the edition, as in `agreement_first-2026-11`: it never changes once it is published. */
  edition: string;
  /** SHA-256 of the edition's content, in hexadecimal: what a case follows can be proven later. */
  hash: string;
  /**
   * Whether a new escrow of yours gets it by the policy's name: the edition that you have made current, or, where
   * you have not chosen, Parley's newest.
   */
  current: boolean;
  /** `parley`: comes with Parley. `platform`: your own. */
  origin: EditionOrigin;
}

export interface EditionList {
  /** What was asked for, in the order that the operation describes. */
  data: EditionView[];
}

/** Window for reporting: it runs from the latest of `since` that has happened. */
export interface FilingView {
  /** What the window is counted from. */
  since: string[];
  /** How long after that it opens; null at once. */
  opens_after: string | null;
  /** How long after that it closes. */
  closes_after: string;
  /** Time zone in which its days are counted. */
  zone: string;
}

/** Case that would have ended otherwise. `after` is null where the edition does not take such a case. */
export interface FlipView {
  /** Id of the case; null for a supplied one. */
  dispute: string | null;
  /** Your reference of a supplied case; else null. */
  reference: string | null;
  /** How it went; null for a supplied one. */
  before: CaseResultView | null;
  /** How the case would end under the edition that is tried. */
  after: CaseResultView | null;
}

/** What follows when something happens in a stage. */
export interface FollowUpView {
  /** What has to happen for it, as a code. */
  when: string;
  /** What the stage then does. */
  then: EffectView;
}

export interface NegotiationTermsView {
  /** Whose turn is first. */
  first_to_answer: string;
  /** For how long, as in `5 days`. */
  term: string;
  /** What follows if no answer comes. */
  on_silence: EffectView;
  /** How long a counter-offer can be answered. */
  counter_term: string;
  /** What follows if no answer to it comes. */
  on_silence_to_counter: EffectView;
  /** Whether and how an offer can be rejected without a counter-offer. */
  rejection: string;
  /** Rounds that are allowed. */
  max_rounds: number;
  /** Whether an offer can be reworded until it is first acted on. */
  amendable: boolean;
  /** Name of the questions that lead to solutions; null without any. */
  tree: string | null;
  /** How long those can be answered; null without any. */
  walk_term: string | null;
  /** How long before its end it reminds. */
  reminders: string[];
}

export interface PenaltiesView {
  /** What each act brings. */
  terms: PenaltyTermsView;
  /** Acts that can be penalised. */
  acts: TermView[];
}

export interface ReasonView {
  /** Stable code, for programs. */
  code: string;
  /** What people call it, in the language of the answer. */
  label: string;
  /** A sentence that explains it to people; null if there is none. */
  help: string | null;
  /** Who may open for it. */
  openers: Role[];
  /** Stage that follows if the parties do not agree. */
  escalates_to: string;
  /** What may be ruled about it. */
  rulings: TermView[];
  /** What may be proposed about it. */
  options: TermView[];
  /** Address of the questions that lead to solutions. */
  tree: string | null;
}

export interface RulingsView {
  /** What can be ruled. */
  allowed: TermView[];
  /** Codes of reasons that a ruling gives. */
  reason_codes: TermView[];
  /** When a ruling is carried out. */
  execution: string;
  /** What is presumed of a party that stays silent; null if nothing. */
  presumed_without_answer: TermView | null;
}

export interface StageView {
  /** Code of the stage. */
  code: string;
  /** What people call it, in the language of the answer. */
  label: string;
  /** A sentence that explains it to people; null if there is none. */
  help: string | null;
  /** Which part of a case it belongs to. */
  phase: TermView;
  /** Status that a case has in it. */
  status: TermView;
  /** Whether the parties negotiate in it. */
  negotiates: boolean;
  /** What can be done in it. */
  acts: ActView[];
  /** What evidence is asked for in it. */
  evidence: EvidenceTermsView[];
  /** Clocks that run in it, with whom each waits for. */
  clocks: StageClockView[];
  /** What follows when something happens in it. */
  follow_ups: FollowUpView[];
}
