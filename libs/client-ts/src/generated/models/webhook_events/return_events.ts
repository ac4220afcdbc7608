// Return events of webhook events. Written by `make clients`: do not edit.

import type { ReturnAcknowledgedEventDataCondition } from "../webhook_events/choices.ts";
import type { ActorRef, BehalfRef, CaseSnapshotRef } from "../webhook_events/parts.ts";

export interface ReturnAcknowledgedEventData {
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** How the case stands after it. */
  snapshot: CaseSnapshotRef | null;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
  /** How the goods arrived. */
  condition: ReturnAcknowledgedEventDataCondition;
}

/** Return acknowledged: the seller said what came back, if anything. */
export interface ReturnAcknowledgedEvent {
  /** What has happened. */
  type: "return.acknowledged";
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
  data: ReturnAcknowledgedEventData;
}

export interface ReturnAddressCorrectedEventData {
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** How the case stands after it. */
  snapshot: CaseSnapshotRef | null;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
}

/** Return address put right by the seller, before anything was sent to it. It is read from the case. */
export interface ReturnAddressCorrectedEvent {
  /** What has happened. */
  type: "return.address_corrected";
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
  data: ReturnAddressCorrectedEventData;
}

export interface ReturnAddressGivenEventData {
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** How the case stands after it. */
  snapshot: CaseSnapshotRef | null;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
  /** Until when the parcel must have been reported, excluded (UTC). */
  ship_by: string;
}

/** Return address named by the seller (D10). The address itself is read from the case. */
export interface ReturnAddressGivenEvent {
  /** What has happened. */
  type: "return.address_given";
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
  data: ReturnAddressGivenEventData;
}

export interface ReturnShippedEventData {
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** How the case stands after it. */
  snapshot: CaseSnapshotRef | null;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
  /** Until when its arrival can be answered for, excluded (UTC). */
  acknowledge_by: string;
}

/** Goods sent back by the buyer. */
export interface ReturnShippedEvent {
  /** What has happened. */
  type: "return.shipped";
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
  data: ReturnShippedEventData;
}
