// Dispute events of webhook events. Written by `make clients`: do not edit.

import type { DisputeClosedEventDataBars, DisputeClosedEventDataOutcome } from "../webhook_events/choices.ts";
import type { ActorRef, BehalfRef, CaseSnapshotRef, MoneyRef, TimeoutRef } from "../webhook_events/parts.ts";

export interface DisputeClosedEventData {
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** How the case stands after it. */
  snapshot: CaseSnapshotRef | null;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
  /** How it ended. */
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
  /** When it took effect, by the platform's clock (UTC). */
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
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: DisputeClosedEventData;
}
