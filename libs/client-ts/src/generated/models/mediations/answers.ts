// Answers of mediations. Written by `make clients`: do not edit.

import type { AllowedAction, BehalfView, MoneyEffect, MoneyView, NextAutomaticAction } from "../general/answers.ts";
import type { AnswerKind, OptionKind, Side } from "../general/choices.ts";
import type {
  AgreementBasis,
  FollowsAction,
  MediationViewerState,
  Mediator,
  ProposalState,
  State,
} from "../mediations/choices.ts";

export interface WalkAnswerView {
  /** Code of the question. */
  question: string;
  /** The question, as it was asked. */
  text: string;
  /** What was answered: a choice's code, `true` or `false`, a number, or an amount. */
  value: string | boolean | number | MoneyView;
  /** The answer in words. */
  says: string;
  /** When it was answered (UTC). */
  answered_at: string;
  /** Taken back by going back to this question or an earlier one. */
  withdrawn: boolean;
}

export interface ChoiceView {
  /** What to send as the answer. */
  code: string;
  /** What people read. */
  text: string;
}

/** Consequence of an agreement elsewhere, and where to watch it. */
export interface FollowsView {
  /** `settlement`: money is divided. `obligation`: goods come first. */
  action: FollowsAction;
  /** Id of the dispute. */
  dispute: string;
  /** Address of the dispute, where it is seen. */
  href: string;
}

/** Solution that nobody has offered yet, and what accepting it would pay. */
export interface ForetoldOptionView {
  /** Which kind of solution it is. */
  kind: OptionKind;
  /** What the buyer gets; null where goods decide first. */
  to_buyer: MoneyView | null;
  /** What the seller gets: a fee that the seller pays is taken off. */
  to_seller: MoneyView | null;
  /** What the platform takes; null where goods decide first. */
  fee: MoneyView | null;
  /** What goes back to the buyer at once, beside goods. */
  reduction: MoneyView | null;
  /**
   * What accepting it would pay, net, whoever pays the fee: as `accept` says it of a proposal. Null: something has
   * to be done first.
   */
  money_effect: MoneyEffect | null;
}

export interface MediationSummary {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Id of the dispute. */
  dispute: string;
  /** Id of the escrow whose money the two negotiate about. */
  escrow: string;
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** How far the negotiation is. */
  state: State;
  /** Whose turn it is; null if nobody's. */
  awaiting: Side | null;
  /** Who is to answer what stands; both, of a mediator's proposal. */
  asked: Side[];
  /** Until when, excluded (UTC); null if nobody is waited for. */
  due_at: string | null;
  /** When it was created (UTC). */
  created_at: string;
  /** Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it. */
  version: number;
}

/** Solution, in money as it would be paid: `to_buyer + to_seller + fee` is the disputed amount. */
export interface OptionView {
  /** Which kind of solution it is. */
  kind: OptionKind;
  /** What the buyer gets; null where goods decide first. */
  to_buyer: MoneyView | null;
  /** What the seller gets: a fee that the seller pays is taken off. */
  to_seller: MoneyView | null;
  /** What the platform takes; null where goods decide first. */
  fee: MoneyView | null;
  /** What goes back to the buyer at once, beside goods. */
  reduction: MoneyView | null;
}

/** What came before an agreement, and how the case stood then. */
export interface OvertakenView {
  /**
   * `case_ended`, `money_ordered`, `deadline_passed` (`due_at` says when), or `stage_left`: the case is where no
   * agreement counts.
   */
  why: string;
  /** Stage of the case, or `settling`, `reversing`, `closed`. */
  case_state: string;
  /** Outcome of the case, where it had one. */
  outcome: string | null;
  /** When the turn that it came into would have ended (UTC); null if none. */
  due_at: string | null;
}

export interface ProposalView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Its number in the negotiation, from 1. */
  number: number;
  /** Number of its wordings, from 1: what is accepted names it. */
  version: number;
  /** `operator`: a mediator has put it to both sides. */
  by: Side | Mediator;
  /** Sides that have accepted a mediator's proposal so far. */
  consents: Side[];
  /** 0 is the opening proposal, each counter-offer one more. */
  round: number;
  /** What has become of it. */
  state: ProposalState;
  /** Solutions to choose from; they are accepted by their place, from 0. */
  options: OptionView[];
  /** When it was made (UTC). */
  created_at: string;
  /** Until when it can be answered, excluded (UTC); null if it stands without a deadline. */
  expires_at: string | null;
  /** Index of the option that is carried out. */
  chosen: number | null;
  /** When it was accepted (UTC); null if it was not. */
  accepted_at: string | null;
  /** Why it was rejected. */
  reason: string | null;
  /** What its author wrote with it. */
  note: string | null;
  /** What came before an agreement on it. */
  overtaken: OvertakenView | null;
  /** Its author, where an operator has worded it for them. */
  worded_on_behalf_of: BehalfView | null;
  /** Who answered it, where an operator did so for them. */
  answered_on_behalf_of: BehalfView | null;
}

/** Agreement that disputes still has to decide on; read again in a second. */
export interface SubmittedView {
  /** Always `agreement`. */
  what: "agreement";
  /** Always `disputes`: it decides what ends a case. */
  of: "disputes";
  /** Number of the proposal. */
  proposal: number;
  /** Number of the option, from 0. */
  option: number;
  /** `acceptance`, or `silence` that counts as one. */
  basis: AgreementBasis;
  /** What it is judged by: receipt of the acceptance, or the deadline. */
  received_at: string;
}

/** Question with all it takes to answer it, so that one click does. */
export interface QuestionView {
  /** Name it in the answer. */
  code: string;
  /** The question, for people. */
  text: string;
  /** How it is answered. */
  kind: AnswerKind;
  /** Of `choice`: what there is to choose; else empty. */
  choices: ChoiceView[];
  /** Of `number` and `amount`: the least that is taken; else null. */
  least: number | null;
  /** Of `number` and `amount`: the most that is taken; else null. */
  most: number | null;
  /** Currency of an amount that is asked for; else null. */
  currency: string | null;
}

/** Option that fits, and between which amounts a partial refund may be proposed. */
export interface SuggestedView {
  /** The solution, in money. */
  option: OptionView;
  /** What people read about it. */
  text: string;
  /** Least that may be proposed as a partial refund; null for other solutions. */
  least: MoneyView | null;
  /** Most that may be proposed as a partial refund; null for other solutions. */
  most: MoneyView | null;
}

export interface TreeRef {
  /** Name of the edition, as in `agreement_first-2026-11`: it never changes once it is published. */
  edition: string;
  /** Title for people. */
  title: string;
  /** SHA-256 of the edition's content, in hexadecimal: what a case follows can be proven later. */
  hash: string;
}

/** Claimant's way through the tree. The other side sees it once it has come to a proposal. */
export interface WalkView {
  /** The edition of the tree that is walked. */
  tree: TreeRef;
  /** Until when it has to end; None once it has ended. */
  answer_by: string | null;
  /** What is asked now; null at the end. */
  question: QuestionView | null;
  /** What was asked and answered so far, in order. */
  trace: WalkAnswerView[];
  /** What the answers lead to; for the claimant and the operators. */
  suggestions: SuggestedView[] | null;
}

/** Negotiation as the caller may see it, with what they may do and what happens if nobody does. */
export interface MediationView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Id of the dispute. */
  dispute: string;
  /** Id of the escrow whose money the two negotiate about. */
  escrow: string;
  /** How far the negotiation is. */
  state: State;
  /** Whether it is your turn. */
  viewer_state: MediationViewerState;
  /** Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it. */
  version: number;
  /** What is in dispute. */
  amount: MoneyView;
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** Who opened the dispute. */
  claimant: Side;
  /** Number of the round: it rises with each counter-offer. */
  round: number;
  /** Rounds that the policy allows. */
  max_rounds: number;
  /** Every proposal, the first one first. */
  proposals: ProposalView[];
  /** Whose turn it is; null if nobody's. */
  awaiting: Side | null;
  /** Who is to answer what stands; both, of a mediator's proposal. */
  asked: Side[];
  /** Until when, excluded (UTC); null if nobody is waited for. */
  due_at: string | null;
  /** Since when the case stands still; `due_at` moves on with it. */
  paused_at: string | null;
  /**
   * What you may do now, each with its address, deadline and limits. What is not listed is refused. Where the case
   * then goes, and what follows by itself, is said beside the same action of the case, `GET
   * /v1/disputes/{dispute}`.
   */
  allowed_actions: AllowedAction[];
  /** What happens by itself if nobody acts; null if nothing does. */
  next_automatic_action: NextAutomaticAction | null;
  /** What an agreement has led to; null without one. */
  follows: FollowsView | null;
  /** Agreement that is not decided on yet; no act is possible. */
  pending: SubmittedView | null;
  /** How the claimant was guided to the first proposal. */
  walk: WalkView | null;
  /** When it was created (UTC). */
  created_at: string;
}

export interface MediationSummaryPage {
  /** What was asked for, in the order that the operation describes. */
  data: MediationSummary[];
  /** Whether there is another page. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor?: string | null;
}
