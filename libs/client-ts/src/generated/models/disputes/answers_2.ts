// Answers of disputes. Written by `make clients`: do not edit.

import type { DecisionsPart, EvidencePart } from "../disputes/answers.ts";
import type { ExpandedDisputeViewerState, MessageKind, OfferState } from "../disputes/choices.ts";
import type {
  ActorView,
  AllowedAction,
  AppealView,
  BehalfView,
  CauseView,
  CredibilityView,
  DeadlineView,
  MoneyView,
  NextAutomaticAction,
} from "../general/answers.ts";
import type {
  DisputedFundsView,
  ForecastStepView,
  NegotiationView,
  ObligationView,
  OfficeView,
  PendingView,
  PolicyView,
  RulingView,
  SettlementView,
  SolutionView,
  TransactionVerificationView,
  TransactionView,
  VideoFindingView,
} from "../general/answers_2.ts";
import type { NoteView, WantedEvidenceView } from "../general/answers_3.ts";
import type { StandingView } from "../general/answers_4.ts";
import type { DisputeOutcome, EscrowState, Phase, Role, RulingKind, Status } from "../general/choices.ts";

/** Escrow as this service last heard of it. */
export interface KnownEscrowView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Title of the deal; null before this service has heard of it. */
  title: string | null;
  /** State of the deal, as disputes has last heard of it. */
  state: EscrowState;
  /** What the escrow holds. */
  held: MoneyView;
  /** What of it is frozen. */
  frozen: MoneyView;
  /** The agreed price; null before this service has heard of it. */
  price: MoneyView | null;
  /** When the price was complete (UTC); null before. */
  funded_at: string | null;
  /** When it was delivered (UTC); null before. */
  delivered_at: string | null;
  /** Version of the escrow that is known here. */
  version: number;
}

export interface MessageView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Who wrote it. */
  author: ActorView;
  /** `comment`, or `explanation` of what happened. */
  kind: MessageKind;
  /** What was written. */
  text: string;
  /** Evidence of the case, to be read under /v1/evidence/items. */
  attachments: string[];
  /** Where an operator wrote down what a party had told. */
  on_behalf_of: BehalfView | null;
  /** When it happened (UTC). */
  at: string;
}

/** Latest messages, newest first. */
export interface MessagesPart {
  /** What was asked for, in the order that the operation describes. */
  data: MessageView[];
  /** Messages that you have not read. */
  unread: number;
  /** Whether there are older ones. */
  has_more: boolean;
  /** Address of all of them. */
  href: string;
}

export interface NotesPart {
  /** What was asked for, in the order that the operation describes. */
  data: NoteView[];
  /** Whether there are older ones. */
  has_more: boolean;
  /** Address of all of them. */
  href: string;
}

/** Proposal of one party to the other, and what has become of it. */
export interface OfferView {
  /** Id of the negotiation. */
  mediation: string;
  /** Its number in the negotiation, from 1. */
  number: number;
  /** Who made it. */
  by: Role;
  /** Number of the round. */
  round: number;
  /** Solutions that it offers, by their rank. */
  options: (Record<string, unknown>)[];
  /**
   * `executed_on_silence`: nobody has answered it in time, and so it was carried out. `gone`: nobody has answered
   * it, and it is no longer on the table.
   */
  state: OfferState;
  /** When it was made (UTC). */
  made_at: string;
  /** When it last changed (UTC). */
  changed_at: string;
}

/** Latest proposals, the first of them first. */
export interface OffersPart {
  /** What was asked for, in the order that the operation describes. */
  data: OfferView[];
  /** Whether there are older ones. */
  has_more: boolean;
  /** The negotiation; null as long as there is none. */
  href: string | null;
}

export interface StoryEntryView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** When it took effect; of what happened by itself, the instant at which it was due. */
  at: string;
  /** What has happened: `proposal_made`, `evidence_received`, `money_paid`, `deadline_passed` … */
  kind: string;
  /** Role and id of whoever did it. */
  who: ActorView;
  /**
   * What a sentence about it needs: codes, amounts with their currency, instants. `on_behalf_of`: the party for
   * whom an operator did it, and by which means it had asked for it.
   */
  params: Record<string, unknown>;
  /** What somebody wrote, where the entry is a message, or for operators a note. */
  text: string | null;
  /** Where it can be looked at by itself, if you may. */
  href: string | null;
}

/** Latest entries of the story, in order. */
export interface StoryPart {
  /** What was asked for, in the order that the operation describes. */
  data: StoryEntryView[];
  /** Entries that you have not read. */
  unread: number;
  /** Whether there are older ones. */
  has_more: boolean;
  /** Address of all of them. */
  href: string;
}

/** Parts that were asked for; the others are null. */
export interface ExpandedParts {
  /** The deal that the case is about. */
  escrow?: KnownEscrowView | null;
  /** The latest proposals. */
  mediation?: OffersPart | null;
  /** The latest evidence. */
  evidence?: EvidencePart | null;
  /** The latest messages. */
  messages?: MessagesPart | null;
  /** The latest entries of the story. */
  story?: StoryPart | null;
  /** Of both parties for operators and the platform, of yourself for you. */
  standing?: StandingView[] | null;
  /** The latest notes of operators. */
  notes?: NotesPart | null;
  /** The latest decisions. */
  decisions?: DecisionsPart | null;
}

export interface ExpandedDisputeView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** Where the case is, in words that all policies share. */
  status: Status;
  /** Whether it is your turn. */
  viewer_state: ExpandedDisputeViewerState;
  /** As far as the reader may know: what tells of sealed evidence of the other party alone counts later (T8). */
  version: number;
  /** Stage of its policy; null while the money is not frozen yet. */
  stage: string | null;
  /** Which part of a case the stage belongs to; null while the money is not frozen yet. */
  phase: Phase | null;
  /** Code of the reason it was opened for. */
  reason: string;
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** Who opened it: `buyer` or `seller`. */
  claimant: Role;
  /** The edition that it follows to its end. */
  policy: PolicyView;
  /** What is disputed, and where the money is. */
  funds: DisputedFundsView;
  /** What happened, in the words of whoever opened it. */
  explanation: string;
  /** The withdrawn dispute of this escrow that this one reopens; what was left of its clocks runs on. */
  reopens: string | null;
  /** The deal as the opening describes it; null where the policy does not ask for that. */
  transaction: TransactionView | null;
  /** Why completion must be substantiated, in the opener's words; null where the policy does not ask for that. */
  need: string | null;
  /** Solutions that the opening asks for. */
  options: SolutionView[];
  /** Whose turn it is; empty if nobody's. */
  awaiting: Role[];
  /** What you may do now, each with its address, deadline and limits. What is not listed is refused. */
  allowed_actions: AllowedAction[];
  /** What happens by itself if nobody acts; null if nothing does. */
  next_automatic_action: NextAutomaticAction | null;
  /** Everything that happens by itself if nobody acts, in order. */
  forecast: ForecastStepView[];
  /** What another service has not confirmed yet; null if nothing. */
  pending: PendingView | null;
  /** Where the talks are; null without any. */
  negotiation: NegotiationView | null;
  /** What evidence was asked of whom. */
  evidence_requests: WantedEvidenceView[];
  /** What was found of live recordings. */
  videos: VideoFindingView[];
  /** How complete each party's case is, as far as you may see it. */
  credibility: CredibilityView[];
  /** What the policy presumes where only the claimant gave evidence: shown to operators, decides nothing (K11). */
  presumption: RulingKind | null;
  /** Clocks that run, by the names by which they can be extended. */
  deadlines: DeadlineView[];
  /** When an operator stopped the clocks (UTC); null while they run. */
  paused_at: string | null;
  /** For operators and the platform only, like `overdue_since`. */
  assignee: string | null;
  /** Office of the platform that has the case, and since when; null while the parties are among themselves. */
  office: OfficeView | null;
  /** Since when operators are late with what they owe. */
  overdue_since: string | null;
  /** What an operator found of the transaction; null before. */
  verification: TransactionVerificationView | null;
  /** The latest ruling; null before. */
  ruling: RulingView | null;
  /** Rulings before it, the first one first. */
  earlier_rulings: RulingView[];
  /** The appeal against a ruling; null without one. */
  appeal: AppealView | null;
  /** What was promised in goods, and how far it is; null if nothing was. */
  obligation: ObligationView | null;
  /** How the money was ordered to be divided; null before. */
  settlement: SettlementView | null;
  /** How it ended; null before. */
  outcome: DisputeOutcome | null;
  /** Why it ended without a settlement, as a code; null if it did not. */
  why: string | null;
  /** Where silence has brought the outcome about, or what is promised: whose, and what was carried out for it. */
  cause: CauseView | null;
  /** When it was opened (UTC). */
  opened_at: string;
  /** When the money was frozen (UTC); null before. */
  frozen_at: string | null;
  /** When it ended (UTC); null before. */
  closed_at: string | null;
  /** What `expand` asked for; not there without it. */
  expanded?: ExpandedParts | null;
}

/** Forecast of what happens if nobody acts: computed by the very rules that will run. */
export interface ForecastView {
  /** Id of the dispute. */
  dispute: string;
  /** Version of the case that it was computed from. */
  version: number;
  /** When it was computed (UTC). */
  computed_at: string;
  /** What happens by itself, in order. */
  steps: ForecastStepView[];
}
