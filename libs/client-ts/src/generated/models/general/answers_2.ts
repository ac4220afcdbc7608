// Answers of general. Written by `make clients`: do not edit.

import type {
  BehalfView,
  FollowingStep,
  MoneyEffect,
  MoneyView,
  PenaltyView,
  TransactionCheckView,
} from "../general/answers.ts";
import type {
  Act,
  Condition,
  DecisionState,
  DecisionWeight,
  DisputeOutcome,
  DisputedFundsState,
  ForecastStepClock,
  ForecastStepOf,
  OptionKind,
  PendingOf,
  PendingWhat,
  Responsible,
  Role,
  RulingHeard,
  RulingKind,
  ShipmentDoubt,
  TransactionVerificationResult,
} from "../general/choices.ts";

export interface DecisionView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Id of the dispute. */
  dispute: string;
  /** Which ruling of the case it is: 1 for the first. */
  instance: number;
  /** Whether it is in effect, or waits for a second operator. */
  state: DecisionState;
  /** Why it needs a second operator; empty if it does not. */
  weighs: DecisionWeight[];
  /**
   * Of a ruling; null where an operator has registered an act for a party, which `act` and `on_behalf_of` name, or
   * has refused to verify the transaction.
   */
  outcome: RulingKind | null;
  /** Who is responsible for what happened; null where nothing was ruled. */
  responsible: Responsible | null;
  /** Why, as a code; null where nothing was ruled. */
  reason_code: string | null;
  /** The rule of the platform that it applies; null where nothing was ruled. */
  policy_reference: string | null;
  /** Why, in words; null where nothing was ruled. */
  explanation: string | null;
  /** Act that an operator has registered for a party; null for a ruling. */
  act: Act | null;
  /** For which party, and how it had asked; null for a ruling. */
  on_behalf_of: BehalfView | null;
  /** Penalties that are stated in it. */
  penalties: PenaltyView[];
  /** Money that the decision is about: it is compared with `limit`. */
  amount: MoneyView;
  /** The platform's limit above which it takes two; null if there is none. */
  limit: MoneyView | null;
  /** User id of the operator who decided. */
  decided_by: string;
  /** When the operator decided (UTC). */
  decided_at: string;
  /** User id of the operator who approved or rejected it; null before. */
  judged_by: string | null;
  /** When it was approved or rejected (UTC); null before. */
  judged_at: string | null;
  /** Why it was rejected, in words; null if it was not. */
  why: string | null;
}

/** Office that has the case. Who belongs to it, parties do not see. */
export interface OfficeView {
  /** The platform's code of the office. */
  code: string;
  /** Its name, for people. */
  name: string;
  /** Since when it has the case (UTC). */
  since: string;
}

export interface PolicyView {
  /** Name of the policy. */
  name: string;
  /** Name of the edition, as in `agreement_first-2026-11`: it never changes once it is published. */
  edition: string;
  /** SHA-256 of the edition's content, in hexadecimal: what a case follows can be proven later. */
  hash?: string | null;
}

export interface DisputedFundsView {
  /** Where the disputed money is. */
  state: DisputedFundsState;
  /** What is disputed, in minor units. */
  disputed: number;
  /** What of it has gone back to the buyer at once, beside goods; the rest is still to be divided. */
  reduced: number;
  /** ISO 4217 code of the currency, in three capital letters. */
  currency: string;
}

export interface ForecastStepView {
  /** When it happens unless somebody acts before (UTC). */
  at: string;
  /** `natural`: counted in days of 24 hours. `business`: in business days of the calendar. */
  clock: ForecastStepClock;
  /** What then happens by itself, as a code. */
  action: string;
  /** Whose step it is: once a case has ended without a settlement, escrow's own clock goes on. */
  of?: ForecastStepOf;
  /** Where the case then stands. */
  leads_to: string;
  /** What it pays; null if nothing. */
  money_effect: MoneyEffect | null;
  /** How the case then ends; null if it does not. */
  outcome: DisputeOutcome | null;
  /** Actions that would prevent it. */
  prevented_by: string[];
  /** What escrow does after it by itself: where it ends the case without a settlement, or presumes a delivery. */
  then?: FollowingStep | null;
}

/** Solution, in money as it would be paid: `to_buyer + to_seller + fee` is the disputed amount. */
export interface SolutionView {
  /** Which kind of solution it is. */
  kind: OptionKind;
  /** What the buyer gets; null where goods decide first. */
  to_buyer: MoneyView | null;
  /** What the seller gets: the fee that the seller pays is taken off. */
  to_seller: MoneyView | null;
  /** What the platform takes; null where goods decide first. */
  fee: MoneyView | null;
  /** What goes back to the buyer at once, beside goods. */
  reduction: MoneyView | null;
}

/** Negotiation as mediation last reported it. `mediation` is null for the moment before it first does. */
export interface NegotiationView {
  /** Id of the negotiation, for `/v1/mediations`. */
  mediation: string | null;
  /** State of the negotiation. */
  state: string;
  /** Number of the standing proposal; null if none stands. */
  proposal: number | null;
  /** Who made it; null if none stands. */
  by: Role | null;
  /** Solutions that the standing proposal offers, by their rank. */
  options: SolutionView[];
  /** Whose turn it is; null if nobody's. */
  awaiting: Role | null;
  /** Until when, excluded (UTC); null if nobody is waited for. */
  due_at: string | null;
}

export interface ParcelView {
  /** Name of the carrier, as people write it. */
  carrier: string;
  /** The carrier's number of the parcel. */
  tracking_number: string;
  /** What speaks against it, for operators to look twice. */
  doubts: ShipmentDoubt[];
}

/** Obligation that was agreed or ruled and begins with goods: a return, a replacement; and how far it has come. */
export interface ObligationView {
  /** What was promised. */
  kind: OptionKind;
  /** What the buyer gets in the end; null where no money moves. */
  to_buyer: MoneyView | null;
  /** What the seller gets in the end: the fee that the seller pays is taken off. */
  to_seller: MoneyView | null;
  /** What the platform takes in the end; null where no money moves. */
  fee: MoneyView | null;
  /** What the buyer gets back at once, beside goods; null if nothing. */
  reduction: MoneyView | null;
  /** Where the goods are to be sent; null before it is given. */
  return_address: Record<string, string> | null;
  /** Carrier and number of what is on its way; null before. */
  parcel: ParcelView | null;
  /** How the goods arrived; null before. */
  condition: Condition | null;
  /** What was written about it; null if nothing. */
  note: string | null;
}

/** Confirmation that another service still owes. */
export interface PendingView {
  /**
   * `agreement`: the parties agree, or silence counts as it, and whether that ends the case is being decided.
   * `negotiation`: mediation has not told yet where it is, or until when what was offered in a pause stands.
   */
  what: PendingWhat;
  /** Service that owes it. */
  of?: PendingOf;
}

/** `heard` says on whose evidence it rests (T4); penalties are stated in the ruling, for both to see (K14). */
export interface RulingView {
  /** Which ruling of the case it is: 1 for the first. */
  instance: number;
  /** What was ruled, as a code. */
  outcome: RulingKind;
  /** What the buyer gets; null where no money moves. */
  to_buyer: MoneyView | null;
  /** What the seller gets: the fee that the seller pays is taken off. */
  to_seller: MoneyView | null;
  /** What the platform takes; null where no money moves. */
  fee: MoneyView | null;
  /** Who is responsible for what happened. */
  responsible: Responsible;
  /** Why, as one of the codes that the platform or the edition lists. */
  reason_code: string;
  /** The rule of the platform that it applies. */
  policy_reference: string;
  /** Why it was ruled so, in words for both parties. */
  explanation: string;
  /** When it was ruled (UTC). */
  decided_at: string;
  /** On whose evidence it rests. */
  heard: RulingHeard;
  /** Parties that gave none. */
  absent: Role[];
  /** What was found on each point of the policy's list. */
  checks: TransactionCheckView[];
  /** Penalties that are stated in it. */
  penalties: PenaltyView[];
  /** Until when it can be contested, excluded (UTC); null if it cannot. */
  contest_until: string | null;
}

/** Settlement ordered of escrow: `to_buyer + to_seller + fee` is the disputed amount. */
export interface SettlementView {
  /** Id of the order: escrow carries it out once. */
  instruction: string;
  /** What the buyer gets. */
  to_buyer: MoneyView;
  /** What the seller gets: the fee that the seller pays is taken off. */
  to_seller: MoneyView;
  /** The fee that the seller pays, as escrow has taken it, or will; a fee of the buyer's is no part of it. */
  fee: MoneyView;
  /** When it was ordered (UTC). */
  ordered_at: string;
}

/** Verification of the transaction by an operator (T2). */
export interface TransactionVerificationView {
  /** Whether the facts match. */
  result: TransactionVerificationResult;
  /** What was found on each point of the policy's list. */
  checks: TransactionCheckView[];
  /** Why not, as a code; null where they match. */
  reason_code: string | null;
  /** When it happened (UTC). */
  at: string;
}

export interface TransactionView {
  /** The item or the service. */
  item: string;
  /** The agreed price. */
  agreed_price: MoneyView;
  /** Further terms, in the parties' words; null if there are none. */
  terms: string | null;
}

/** Finding about a live recording, for operators and the party that made it. What satisfies nothing says so. */
export interface VideoFindingView {
  /** Id of the piece of evidence. */
  item: string;
  /** Whose recording it is. */
  party: Role;
  /** Id of the live recording. */
  video_session: string;
  /** Where the words to be said, every finding and the act to overrule them are read. */
  href: string;
  /** What the check found. */
  result: string;
  /** Whether an operator has decided otherwise than the checks. */
  overruled: boolean;
}

/** Point that good evidence shows; items of evidence say by `code` which they cover. */
export interface WantedPointView {
  /** Code of the point, to be named in `covers`. */
  code: string;
  /** What good evidence shows. */
  text: string;
  /** Whether evidence without it is incomplete. */
  required: boolean;
}
