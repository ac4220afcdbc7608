// Penalty events of webhook events. Written by `make clients`: do not edit.

import type { ActorRef, PenaltyRef } from "../webhook_events/parts.ts";

export interface PenaltyImposedEventData {
  /** Your own id of the person. */
  participant: string;
  /** Id of the dispute. */
  dispute: string;
  /** The penalty, and what it brings about. */
  penalty: PenaltyRef;
}

/** Penalty imposed by a ruling on a participant; `penalty` says which, and for what. */
export interface PenaltyImposedEvent {
  /** What has happened. */
  type: "penalty.imposed";
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
  data: PenaltyImposedEventData;
}

export interface PenaltyReversedEventData {
  /** Your own id of the person. */
  participant: string;
  /** Id of the dispute. */
  dispute: string;
  /** Code of the act that it was for. */
  act: string;
}

/** Penalty undone by an appeal. */
export interface PenaltyReversedEvent {
  /** What has happened. */
  type: "penalty.reversed";
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
  data: PenaltyReversedEventData;
}
