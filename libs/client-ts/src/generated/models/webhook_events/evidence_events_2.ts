// Evidence events of webhook events. Written by `make clients`: do not edit.

import type { EvidenceAttachedEventDataParty, EvidenceErasedEventDataWhy } from "../webhook_events/choices.ts";
import type { EvidenceReceivedEventData } from "../webhook_events/evidence_events.ts";
import type { ActorRef } from "../webhook_events/parts.ts";

/** Evidence arrived, whole and in time for the case. */
export interface EvidenceReceivedEvent {
  /** What has happened. */
  type: "evidence.received";
  /** When it took effect, by the platform's clock (UTC): of what happens by itself, when due. */
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
  /** When it was carried out, where it has happened by itself; null where somebody has done it. */
  recorded_at?: string | null;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. */
  data: EvidenceReceivedEventData;
}

export interface EvidenceAttachedEventData {
  /** Id of the dispute. */
  dispute: string;
  /** Which kind it is. */
  kind: string;
  /** Who did it. */
  by: string;
  /** The party it is about: `buyer` or `seller`. */
  party: EvidenceAttachedEventDataParty | null;
  /** Id of the request that it answers; null if none. */
  request: string;
  /** All the codes of checklists that it shows. */
  covers: string[];
  /** The other side must not learn of it before `RequestRevealed` (T8). */
  sealed: boolean;
}

/** Evidence that is there already was given for a request, or for more points of its checklist. */
export interface EvidenceAttachedEvent {
  /** What has happened. */
  type: "evidence.attached";
  /** When it took effect, by the platform's clock (UTC): of what happens by itself, when due. */
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
  /** When it was carried out, where it has happened by itself; null where somebody has done it. */
  recorded_at?: string | null;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. */
  data: EvidenceAttachedEventData;
}

export interface EvidenceInvalidatedEventData {
  /** Id of the dispute. */
  dispute: string;
  /** Which kind it is. */
  kind: string;
  /** Who did it. */
  by: string;
}

/** Evidence found invalid by an operator; it counts as none (D12). */
export interface EvidenceInvalidatedEvent {
  /** What has happened. */
  type: "evidence.invalidated";
  /** When it took effect, by the platform's clock (UTC): of what happens by itself, when due. */
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
  /** When it was carried out, where it has happened by itself; null where somebody has done it. */
  recorded_at?: string | null;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. */
  data: EvidenceInvalidatedEventData;
}

export interface EvidenceErasedEventData {
  /** Id of the dispute. */
  dispute: string;
  /** Which kind it is. */
  kind: string;
  /** Who did it. */
  by: string;
  /** Why it was erased: its time was over, or its giver asked. */
  why: EvidenceErasedEventDataWhy;
}

/** Content gone for good: its giver asked for it (`request`), or its time was over (`retention`). */
export interface EvidenceErasedEvent {
  /** What has happened. */
  type: "evidence.erased";
  /** When it took effect, by the platform's clock (UTC): of what happens by itself, when due. */
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
  /** When it was carried out, where it has happened by itself; null where somebody has done it. */
  recorded_at?: string | null;
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. */
  data: EvidenceErasedEventData;
}
