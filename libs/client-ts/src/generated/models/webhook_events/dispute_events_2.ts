// Dispute events of webhook events. Written by `make clients`: do not edit.

import type {
  DisputeCreatedEventDataOpenedBy,
  DisputeOpenedEventDataClaimant,
  FailureEndBars,
  FailureEndCarriesOutLastOf,
  FailureEndClosesAs,
  FailureEndPays,
  NegotiationTermsCounterSilence,
  NegotiationTermsFirstToAnswer,
  NegotiationTermsKinds,
  NegotiationTermsOnSilence,
  NegotiationTermsReject,
  NegotiationTermsWithReduction,
} from "../webhook_events/choices.ts";
import type { DisputeReductionOrderedEventData } from "../webhook_events/dispute_events.ts";
import type {
  ActorRef,
  AutomaticStepRef,
  BehalfRef,
  CalendarRef,
  CaseSnapshotRef,
  FeeRef,
  MoneyRef,
  OptionRef,
  TimeoutRef,
} from "../webhook_events/parts.ts";

/**
 * Part of the frozen amount goes back to the buyer at once, as agreed beside goods; the case goes on about the
 * rest. Escrow carries it out once per `instruction`.
 */
export interface DisputeReductionOrderedEvent {
  /** What has happened. */
  type: "dispute.reduction_ordered";
  /** When it took effect (UTC, the platform's clock): when due or, decided late, when received. */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** When it was carried out, where it had taken effect before; else null. */
  recorded_at?: string | null;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. */
  data: DisputeReductionOrderedEventData;
}

export interface DisputeCreatedEventData {
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** How the case stands after it. */
  snapshot: CaseSnapshotRef | null;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
  /** What is claimed. */
  amount: MoneyRef;
  /** Why, in words. */
  reason: string;
  /** Who opened it: `buyer` or `seller`, or for whom somebody else did. */
  opened_by: DisputeCreatedEventDataOpenedBy;
  /** When the opening was received, which judges it against escrow's own deadlines; None: when it occurred. */
  received_at: string | null;
}

/** Dispute asks for its money to be held still; until escrow confirms it is only `opening`. */
export interface DisputeCreatedEvent {
  /** What has happened. */
  type: "dispute.created";
  /** When it took effect (UTC, the platform's clock): when due or, decided late, when received. */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** When it was carried out, where it had taken effect before; else null. */
  recorded_at?: string | null;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. */
  data: DisputeCreatedEventData;
}

/** End of a case whose negotiation comes to nothing, as its edition says. None of the three: the case goes on. */
export interface FailureEnd {
  /** Without a settlement: escrow takes its ordinary course. */
  closes_as: FailureEndClosesAs | null;
  /** Who may open no other case of the deal after one that ends so. */
  bars: FailureEndBars[];
  /** All that is left, to this party. */
  pays: FailureEndPays | null;
  /** The first option of this party's last proposal. */
  carries_out_last_of: FailureEndCarriesOutLastOf | null;
  /** Whether operators decide instead, above the platform's limit, on what one of them alone has worded. */
  has_judges: boolean;
}

/** Guide: the claimant walks a decision tree, which suggests the options of the opening proposal (O2). */
export interface GuideTerms {
  /** An edition of a tree, as mediation publishes them under `/v1/trees`. */
  tree: string;
  /** Half-open. A walk not ended by a proposal until then fails as `abandoned`. */
  answer_by: string;
  /** Time for the other side to answer the proposal that ends the walk, as `common.kernel.terms.Term` spells it. */
  respond_term: string;
  /** What follows if the walk is not ended in time. */
  if_abandoned: FailureEnd;
}

/** Policy of negotiating: all that mediation needs to know of it. */
export interface NegotiationTerms {
  /** Whose turn is first. */
  first_to_answer: NegotiationTermsFirstToAnswer;
  /** When the first answer is due: half-open, an act at this instant is late. With a guide, see there. */
  respond_by: string;
  /** Questions that lead to solutions; null without any. */
  guide: GuideTerms | null;
  /** What follows if no answer comes. */
  on_silence: NegotiationTermsOnSilence;
  /** A bare rejection is refused (D3), is simply recorded, or ends the negotiation (O6). */
  reject: NegotiationTermsReject;
  /** Rounds that are allowed. */
  max_rounds: number;
  /** Time for the other side to answer a counter-offer, as `common.kernel.terms.Term` spells it. */
  counter_term: string;
  /** What follows if no answer to a counter-offer comes. */
  counter_silence: NegotiationTermsCounterSilence;
  /** Whether an offer can be reworded until it is first acted on. */
  amendable: boolean;
  /** Kinds of solutions that can be offered. */
  kinds: NegotiationTermsKinds[];
  /** Most options of one proposal. */
  max_options: number;
  /** How long an offer stands once no clock of the negotiation runs any more (D14). */
  offer_term: string;
  /** Kinds of goods that a reduction of the price may come with. */
  with_reduction: NegotiationTermsWithReduction[];
  /** What follows if nobody agrees, or silence escalates. */
  if_failed: FailureEnd;
  /** Business days that terms are counted in. */
  calendar: CalendarRef;
}

/** Money of a deal as escrow last told it: what a payout, and what follows a freeze, is foretold with. */
export interface DealMoneyRef {
  /** The agreed price. */
  price: MoneyRef;
  /** What the escrow holds. */
  held: MoneyRef;
  /** What of it is frozen. */
  frozen: MoneyRef;
  /** What has gone to the seller, with the fee that came out of it. */
  released: MoneyRef;
  /** What has gone back to the buyer. */
  refunded: MoneyRef;
  /** The fee, as agreed. */
  fee_terms: FeeRef;
  /** Of a fee that the buyer pays. */
  fee_held: MoneyRef;
  /** What escrow does by itself if nobody acts; null if nothing. */
  next_step: AutomaticStepRef | null;
}

export interface DisputeOpenedEventData {
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** How the case stands after it. */
  snapshot: CaseSnapshotRef | null;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** Who opened it: `buyer` or `seller`. */
  claimant: DisputeOpenedEventDataClaimant;
  /** What is disputed, and frozen. */
  amount: MoneyRef;
  /** Why, in words. */
  reason: string;
  /** Name of the edition, as in `agreement_first-2026-11`: it never changes once it is published. */
  edition: string;
  /** Stage of the case's policy, by its name there. */
  stage: string;
  /** Terms of the talks that begin; null where the policy has none. */
  negotiation: NegotiationTerms | null;
  /** The claimant's opening proposal, ranked, first = preferred. Empty where a guide leads to it. */
  options: OptionRef[];
  /** Your category of the deal; null if you gave none. */
  category: string | null;
  /** The agreed price. */
  price: MoneyRef | null;
  /** Money of the deal as escrow froze it: its fee, and what escrow does by itself if nothing is settled. */
  deal: DealMoneyRef | null;
  /** When the delivery was reported or presumed (UTC); null before. */
  delivered_at: string | null;
}

/** Money is frozen and the first stage begins; a negotiation begins with it if the policy has one. */
export interface DisputeOpenedEvent {
  /** What has happened. */
  type: "dispute.opened";
  /** When it took effect (UTC, the platform's clock): when due or, decided late, when received. */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** When it was carried out, where it had taken effect before; else null. */
  recorded_at?: string | null;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. */
  data: DisputeOpenedEventData;
}

export interface DisputeStageEnteredEventData {
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** How the case stands after it. */
  snapshot: CaseSnapshotRef | null;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
  /** Stage of the case's policy, by its name there. */
  stage: string;
  /** Which part of a case the stage belongs to. */
  phase: string;
  /** Where the case is, in words that all policies share. */
  status: string;
  /** Until when the stage lasts at most, excluded (UTC); null where it has no end of its own. */
  due_at: string | null;
  /** Whose silence has led here, where silence has. */
  timeout: TimeoutRef | null;
}

/** Another stage of the policy has begun. */
export interface DisputeStageEnteredEvent {
  /** What has happened. */
  type: "dispute.stage_entered";
  /** When it took effect (UTC, the platform's clock): when due or, decided late, when received. */
  timestamp: string;
  /** Id of the event: the same in every delivery, and the `webhook-id`. */
  id: string;
  /** Number among all facts about its subject, internal ones included. */
  sequence: number;
  /** Version of its subject after it: what is older than what you know changes nothing. */
  version: number;
  /** Number among the events that you are sent about its subject, without a gap; null in a test. */
  number: number | null;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** When it was carried out, where it had taken effect before; else null. */
  recorded_at?: string | null;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. */
  data: DisputeStageEnteredEventData;
}

export interface DisputeEscalatedEventData {
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** How the case stands after it. */
  snapshot: CaseSnapshotRef | null;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
  /** Stage of the case's policy, by its name there. */
  stage: string;
}
