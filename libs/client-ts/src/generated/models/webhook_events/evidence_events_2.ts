// Evidence events of webhook events. Written by `make clients`: do not edit.

import type {
  EvidenceAttachedEventDataParty,
  EvidenceErasedEventDataWhy,
  EvidenceReceivedEventDataParty,
  EvidenceReceivedEventDataProvenance,
} from "../webhook_events/choices.ts";
import type { EvidenceRevealedEventData } from "../webhook_events/evidence_events.ts";
import type { ActorRef } from "../webhook_events/parts.ts";

/** Sealed evidence may be seen by the other side now: all are in, or the window is over (T8). */
export interface EvidenceRevealedEvent {
  /** What has happened. */
  type: "evidence.revealed";
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
  data: EvidenceRevealedEventData;
}

export interface EvidenceReceivedEventData {
  /** Id of the dispute. */
  dispute: string;
  /** Which kind it is. */
  kind: string;
  /** Who did it. */
  by: string;
  /** SHA-256 of the bytes, in hexadecimal. */
  sha256: string | null;
  /** What its content is; null for what is no file. */
  media_type: string | null;
  /** Bytes of the file; 0 for what is none. */
  size: number;
  /** Whose side it was given for; None for the platform's and its operators' own. */
  party: EvidenceReceivedEventDataParty | null;
  /** Id of the request that it answers; null if none. */
  request: string | null;
  /** Codes of the request's checklist that it shows (K8, T6, T7). */
  covers: string[];
  /** The other side must not learn of it before `RequestRevealed` (T8). */
  sealed: boolean;
  /** Handed in by its party; reported in the deal; or mailed to support, who entered it for its party. */
  provenance: EvidenceReceivedEventDataProvenance;
}

/** Evidence arrived, whole and in time for the case. */
export interface EvidenceReceivedEvent {
  /** What has happened. */
  type: "evidence.received";
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
  data: EvidenceErasedEventData;
}
