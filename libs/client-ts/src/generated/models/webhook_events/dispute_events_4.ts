// Dispute events of webhook events. Written by `make clients`: do not edit.

import type {
  DisputeClosedEventDataBars,
  DisputeClosedEventDataOutcome,
  DisputeSettlementOrderedEventDataBasis,
} from "../webhook_events/choices.ts";
import type { ActorRef, BehalfRef, CaseSnapshotRef, MoneyRef, TimeoutRef } from "../webhook_events/parts.ts";

export interface DisputeSettlementOrderedEventData {
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** How the case stands after it. */
  snapshot: CaseSnapshotRef | null;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
  /** Id of the order that moves the money: the same one moves it once. Null where none does. */
  instruction: string;
  /** What the buyer gets, after fees. */
  to_buyer: MoneyRef;
  /** What the seller will get: the fee that the seller pays is taken off. */
  to_seller: MoneyRef;
  /** What the platform will take of the seller's share: with it the parts are the disputed amount. */
  fee: MoneyRef | null;
  /** On what it rests: a ruling, an agreement, a claim that was accepted, or silence. */
  basis: DisputeSettlementOrderedEventDataBasis;
  /** Whose silence it was, where that is the basis. */
  timeout: TimeoutRef | null;
  /** Until when the ruling it carries out can be contested all the same, and proof be given; None: nobody can. */
  contest_until: string | null;
}

/** Settlement order: nothing else moves a frozen amount. Escrow carries it out once per `instruction`. */
export interface DisputeSettlementOrderedEvent {
  /** What has happened. */
  type: "dispute.settlement_ordered";
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
  data: DisputeSettlementOrderedEventData;
}

export interface DisputeClosedEventData {
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** How the case stands after it. */
  snapshot: CaseSnapshotRef | null;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
  /** How the case ended, as a code. */
  outcome: DisputeClosedEventDataOutcome;
  /** Id of the order that moves the money: the same one moves it once. Null where none does. */
  instruction: string | null;
  /** What the buyer gets, after fees. */
  to_buyer: MoneyRef | null;
  /** What the seller has got: the fee that the seller pays is taken off. */
  to_seller: MoneyRef | null;
  /** What the platform has taken of the seller's share: with it the parts are the disputed amount. */
  fee: MoneyRef | null;
  /** What had gone back to the buyer before, beside goods. */
  reduced: MoneyRef | null;
  /** A code for outcomes that need one, e.g. why a dispute is void. */
  why: string | null;
  /** Whose silence has ended it, where silence has. */
  timeout: TimeoutRef | null;
  /** Whether the escrow can be disputed once more, by anybody (a ruled or agreed dispute is the last). */
  another_may_follow: boolean;
  /** Who can open no other: a party that has withdrawn its own twice, or both after the last. */
  bars: DisputeClosedEventDataBars[];
}

/** Over. With an `instruction` the money has moved as it says; without one the freeze is to be lifted. */
export interface DisputeClosedEvent {
  /** What has happened. */
  type: "dispute.closed";
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
  data: DisputeClosedEventData;
}
