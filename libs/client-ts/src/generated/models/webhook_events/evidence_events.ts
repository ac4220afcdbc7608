// Evidence events of webhook events. Written by `make clients`: do not edit.

import type {
  EvidenceGraceGrantedEventDataParty,
  EvidenceReceivedEventDataParty,
  EvidenceReceivedEventDataProvenance,
  EvidenceRequestExtendedEventDataParty,
  EvidenceRequestLapsedEventDataParty,
  EvidenceRequestLapsedEventDataWhy,
  EvidenceRequestReopenedEventDataParty,
  EvidenceRequestSatisfiedEventDataParty,
  EvidenceRequestedEventDataParty,
  EvidenceRevealedEventDataParty,
} from "../webhook_events/choices.ts";
import type { ActorRef } from "../webhook_events/parts.ts";

export interface EvidenceRequestedEventData {
  /** Id of the dispute. */
  dispute: string;
  /** The party it is about: `buyer` or `seller`. */
  party: EvidenceRequestedEventDataParty;
  /** Until when, excluded (UTC); null where nothing is due. */
  due_at: string;
  /** Kinds of evidence; one of them satisfies. */
  kinds: string[];
  /** Evidence that was there before it was asked for, and satisfies it from the beginning. */
  satisfied_by: string | null;
}

/** Evidence of the named kinds is owed by a party until `due_at`. */
export interface EvidenceRequestedEvent {
  /** What has happened. */
  type: "evidence.requested";
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
  data: EvidenceRequestedEventData;
}

export interface EvidenceRequestSatisfiedEventData {
  /** Id of the dispute. */
  dispute: string;
  /** The party it is about: `buyer` or `seller`. */
  party: EvidenceRequestSatisfiedEventDataParty;
  /** Until when, excluded (UTC); null where nothing is due. */
  due_at: string;
  /** Id of the piece of evidence. */
  item: string;
}

/** Valid evidence of a kind asked for came in time. */
export interface EvidenceRequestSatisfiedEvent {
  /** What has happened. */
  type: "evidence.request_satisfied";
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
  data: EvidenceRequestSatisfiedEventData;
}

export interface EvidenceRequestReopenedEventData {
  /** Id of the dispute. */
  dispute: string;
  /** The party it is about: `buyer` or `seller`. */
  party: EvidenceRequestReopenedEventDataParty;
  /** Until when, excluded (UTC); null where nothing is due. */
  due_at: string;
}

/** Evidence that satisfied it was found invalid before the cut-off; the party may replace it (D12). */
export interface EvidenceRequestReopenedEvent {
  /** What has happened. */
  type: "evidence.request_reopened";
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
  data: EvidenceRequestReopenedEventData;
}

export interface EvidenceRequestLapsedEventData {
  /** Id of the dispute. */
  dispute: string;
  /** The party it is about: `buyer` or `seller`. */
  party: EvidenceRequestLapsedEventDataParty;
  /** Until when, excluded (UTC); null where nothing is due. */
  due_at: string;
  /** Nothing came before `due_at`; or what came was found invalid, and nothing may follow. */
  why: EvidenceRequestLapsedEventDataWhy;
}

/** Cut-off passed without valid evidence; `due_at` is the effective time. */
export interface EvidenceRequestLapsedEvent {
  /** What has happened. */
  type: "evidence.request_lapsed";
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
  data: EvidenceRequestLapsedEventData;
}

export interface EvidenceGraceGrantedEventData {
  /** Id of the dispute. */
  dispute: string;
  /** The party it is about: `buyer` or `seller`. */
  party: EvidenceGraceGrantedEventDataParty;
  /** Until when, excluded (UTC); null where nothing is due. */
  due_at: string;
}

/** Nobody's evidence had come at the checkpoint: `due_at` is the new, last cut-off (K10). */
export interface EvidenceGraceGrantedEvent {
  /** What has happened. */
  type: "evidence.grace_granted";
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
  data: EvidenceGraceGrantedEventData;
}

export interface EvidenceRequestExtendedEventData {
  /** Id of the dispute. */
  dispute: string;
  /** The party it is about: `buyer` or `seller`. */
  party: EvidenceRequestExtendedEventDataParty;
  /** Until when, excluded (UTC); null where nothing is due. */
  due_at: string;
}

/** More time by an operator, or after a pause of the case; `due_at` is the new cut-off. */
export interface EvidenceRequestExtendedEvent {
  /** What has happened. */
  type: "evidence.request_extended";
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
  data: EvidenceRequestExtendedEventData;
}

export interface EvidenceRevealedEventData {
  /** Id of the dispute. */
  dispute: string;
  /** The party it is about: `buyer` or `seller`. */
  party: EvidenceRevealedEventDataParty;
  /** Until when, excluded (UTC); null where nothing is due. */
  due_at: string;
}

/** Sealed evidence may be seen by the other side now: all are in, or the window is over (T8). */
export interface EvidenceRevealedEvent {
  /** What has happened. */
  type: "evidence.revealed";
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
