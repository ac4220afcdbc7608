// Answers of general. Written by `make clients`: do not edit.

import type {
  AllowedActionMethod,
  ContactMeans,
  Finding,
  FollowingStepOf,
  NextAutomaticActionClock,
  Role,
} from "../general/choices.ts";

export interface MoneyView {
  /** Minor units of the currency: cents of EUR, yen of JPY. */
  amount: number;
  /** ISO 4217 code of the currency, in three capital letters. */
  currency: string;
}

/**
 * Money that is paid, in minor units and net: what the buyer gets, what the seller gets, what the platform takes.
 *
 * The three add up to what leaves the escrow, whoever pays the fee. Where money that was paid is divided anew, they
 * add up to nothing, and less than nothing is owed.
 */
export interface MoneyEffect {
  /** What the buyer gets, in minor units. */
  buyer: number;
  /** What the seller gets, in minor units, after fees. */
  seller: number;
  /** What the platform gets, in minor units. */
  fee?: number;
  /** ISO 4217 code of the currency, in three capital letters. */
  currency: string;
}

/** Step that escrow takes by its own clock, and what it pays. */
export interface EscrowStep {
  /** When it happens by itself (UTC). */
  at: string;
  /** What then happens to the deal, as a code. */
  action: string;
  /** What it pays; null if nothing. */
  money_effect?: MoneyEffect | null;
  /** What follows it by itself: after a presumed delivery the release. */
  then?: EscrowStep | null;
}

/** Step that then happens by itself if nobody does anything: in which service, when, and what it pays. */
export interface FollowingStep {
  /** Service that does it. */
  of: FollowingStepOf;
  /** When it would follow if you acted now (UTC). */
  at: string;
  /** What would follow, as a code. */
  action: string;
  /** What it pays; null if nothing. */
  money_effect?: MoneyEffect | null;
  /** What escrow does after it by itself: where it ends the case without a settlement, or presumes a delivery. */
  then?: EscrowStep | null;
}

/** One of the ways in which an action can be given, and what it does. */
export interface ActionChoice {
  /** Members of the body that choose it. */
  given: Record<string, unknown>;
  /** Where the case then stands. */
  leads_to?: string | null;
  /** What it pays at once; None: nobody, or `least` to `most`. */
  money_effect?: MoneyEffect | null;
  /** Where an amount is free to choose: what is paid if the buyer gets the least that is possible. */
  least?: MoneyEffect | null;
  /** The same for the most. */
  most?: MoneyEffect | null;
  /** What then happens by itself if nobody does anything more. */
  then?: FollowingStep | null;
}

/** Action that is possible now: by whom, where, until when and within which limits. */
export interface AllowedAction {
  /** Name of the action. */
  rel: string;
  /** Method to send. */
  method?: AllowedActionMethod;
  /** Address to send it to, relative to this server. */
  href: string;
  /** Role that may do it. */
  actor: Role;
  /** Last moment for it, excluded (UTC); null if it has no deadline. */
  available_until?: string | null;
  /** Limits of what may be sent, by the member they are about; empty if there are none. */
  constraints?: Record<string, unknown>;
  /** What it pays if it moves all that it may; None: it pays nobody, or see `choices`. */
  money_effect?: MoneyEffect | null;
  /** Where the case then stands, if it moves a case. */
  leads_to?: string | null;
  /** What follows by itself if nobody does anything more: money that it frees, or what the next silence brings. */
  then?: FollowingStep | null;
  /** Where it can be given in several ways, each of them. */
  choices?: ActionChoice[];
}

/** Action that happens by itself: when, what it does, and what would prevent it. */
export interface NextAutomaticAction {
  /** When it happens unless somebody acts before (UTC). */
  at: string;
  /** `natural`: counted in days of 24 hours. `business`: in business days of the platform's calendar. */
  clock?: NextAutomaticActionClock;
  /** What then happens by itself, as a code. */
  action: string;
  /** What it pays; null if nothing. */
  money_effect?: MoneyEffect | null;
  /** Actions that would prevent it. */
  prevented_by?: string[];
  /** What escrow does after it by itself: where it ends a case without a settlement, or presumes a delivery. */
  then?: FollowingStep | null;
}

export interface ProblemError {
  /** Where it stands (RFC 6901). */
  pointer?: string;
  /** What is wrong with it, for programs. */
  code?: string;
  /** What is wrong with it, in English. */
  message?: string;
}

/** RFC 9457 problem details; `code` is stable. More members say what the code needs. */
export interface Problem {
  /** Page about this code, relative to this server. */
  type: string;
  /** Name of the HTTP status. */
  title: string;
  /** HTTP status of the answer. */
  status: number;
  /** What is wrong, for programs: stable, one of the catalogue at `/problems`. */
  code: string;
  /** What is wrong, in an English sentence for people. */
  detail: string;
  /** Id of the request, as in `X-Request-Id`. */
  request_id: string;
  /** Of 422: each member of the body or query that is wrong, twenty at most. */
  errors?: ProblemError[];
}

export interface PointTextView {
  /** Code of the point. */
  code: string;
  /** What good evidence shows. */
  text: string;
  /** Whether evidence without it is incomplete. */
  required: boolean;
}

export interface ActorView {
  /** Role of whoever did it; `system` for what happened by itself. */
  role: Role;
  /** None where the reader is not to know who it was: an operator, for the parties. */
  id: string | null;
}

export interface AppealView {
  /** Party that appealed. */
  by: Role;
  /** Why it disagrees, in its own words. */
  explanation: string;
  /** When the appeal was filed (UTC). */
  filed_at: string;
}

/** Party for whom an operator has acted, and by which means it had asked for it. */
export interface BehalfView {
  /** Party for whom an operator acted. */
  party: Role;
  /** How the party had told support what it wants. */
  means: ContactMeans;
}

/** Silence that has brought the outcome about: which clock ran out on whom, and what was carried out for it. */
export interface CauseView {
  /** Name of the clock that ran out. */
  deadline: string;
  /** Who was waited for. */
  owed_by: Role;
  /** When it ran out (UTC). */
  due_at: string;
  /** As it was foretold, e.g. `execute_buyer_solution`. */
  executed: string;
}

/** Finding of the operator on one point of the policy's list. */
export interface TransactionCheckView {
  /** Code of the point, as the policy lists it. */
  code: string;
  /** What the operator found. */
  finding: Finding;
  /** What the operator saw, in words; null if nothing was noted. */
  note: string | null;
}

/** Consequence: what an act or a silence brings. `moves_money` is what the policy says in so many words. */
export interface EffectView {
  /** Code of what follows, as in `execute_buyer_solution`. */
  effect: string;
  /** Stage that the case then enters; null if none. */
  stage: string | null;
  /** The same, for people. */
  text: string;
  /** Whether it pays anybody. */
  moves_money: boolean;
}

/** Clock: what is owed by whom for how long, and what follows if it does not come. */
export interface StageClockView {
  /** Name of the clock. */
  code: string;
  /** What people call it, in the language of the answer. */
  label: string;
  /** A sentence that explains it to people; null if there is none. */
  help: string | null;
  /** Who is waited for. */
  owed_by: Role;
  /** For how long, as in `5 days`. */
  term: string;
  /** What sets the clock going, as a code. */
  starts_with: string;
  /** How long before its end it reminds, each as in `1 day`. */
  reminders: string[];
  /** What follows if nothing comes. */
  on_silence: EffectView;
}

/** Completeness of a party's case, 0 to 100, over evidence, explanation and comments (K17). */
export interface CredibilityView {
  /** The party it is about: `buyer` or `seller`. */
  party: Role;
  /** 0 to 100: how complete the party's case is. */
  score: number;
  /** Codes of the points that its evidence covers. */
  covered: string[];
  /** Codes of the points that nothing covers. */
  missing: string[];
  /** How long its explanation is. */
  explanation_characters: number;
  /** How many comments it has written. */
  comments: number;
}

/** Clock that runs in this case, under the name by which an operator can extend it. */
export interface DeadlineView {
  /** Name of the clock: name it to extend it. */
  deadline: string;
  /** Who is waited for. */
  owed_by: Role;
  /** When it runs out, excluded (UTC). */
  due_at: string;
  /** Id of the evidence request that it is about; null if none. */
  request: string | null;
}

export interface PenaltyView {
  /** The party it is about: `buyer` or `seller`. */
  party: Role;
  /** Code of the act that is penalised. */
  act: string;
  /** Points that it brings. */
  points: number;
  /** Which warning for this act it is: 1 for the first. */
  warning: number;
  /** The fine; null without one. */
  fine: MoneyView | null;
  /** Until when the participant is suspended (UTC); null if not. */
  suspended_until: string | null;
  /** Whether it closes the participant's account. */
  closed: boolean;
}
