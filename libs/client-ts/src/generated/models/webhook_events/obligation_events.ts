// Obligation events of webhook events. Written by `make clients`: do not edit.

import type {
  ObligationConfirmedEventDataCondition,
  ObligationConfirmedEventDataObligation,
  ObligationFulfilledEventDataObligation,
  ObligationStartedEventDataObligation,
  ObligationStartedEventDataOwedBy,
} from "../webhook_events/choices.ts";
import type { ActorRef, BehalfRef, CaseSnapshotRef } from "../webhook_events/parts.ts";

export interface ObligationConfirmedEventData {
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** How the case stands after it. */
  snapshot: CaseSnapshotRef | null;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
  /** What was promised in goods. */
  obligation: ObligationConfirmedEventDataObligation;
  /** How the goods arrived. */
  condition: ObligationConfirmedEventDataCondition;
}

/** Whom it was owed said how it arrived. Anything but `received` brings the case to an operator. */
export interface ObligationConfirmedEvent {
  /** What has happened. */
  type: "obligation.confirmed";
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
  data: ObligationConfirmedEventData;
}

export interface ObligationFulfilledEventData {
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** How the case stands after it. */
  snapshot: CaseSnapshotRef | null;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
  /** What was promised in goods. */
  obligation: ObligationFulfilledEventDataObligation;
}

/** Promise of a party is done. */
export interface ObligationFulfilledEvent {
  /** What has happened. */
  type: "obligation.fulfilled";
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
  data: ObligationFulfilledEventData;
}

export interface ObligationStartedEventData {
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** How the case stands after it. */
  snapshot: CaseSnapshotRef | null;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
  /** What was promised in goods. */
  obligation: ObligationStartedEventDataObligation;
  /** Party that owes what was agreed or ruled. */
  owed_by: ObligationStartedEventDataOwedBy;
  /** Until when, excluded (UTC); null where nothing is due. */
  due_at: string;
}

/** Something other than money is owed: a return, a replacement. */
export interface ObligationStartedEvent {
  /** What has happened. */
  type: "obligation.started";
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
  data: ObligationStartedEventData;
}
