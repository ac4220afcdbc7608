// Evidence events of webhook events. Written by `make clients`: do not edit.

import type {
  EvidenceAttachedEventDataParty,
  EvidenceAttachedEventDataState,
  EvidenceAttachedEventDataSufficiency,
  EvidenceReceivedEventDataParty,
  EvidenceReceivedEventDataProvenance,
  EvidenceReceivedEventDataState,
  EvidenceReceivedEventDataSufficiency,
  EvidenceRequestUpdatedEventDataParty,
  EvidenceRequestUpdatedEventDataState,
  EvidenceRevealedEventDataParty,
  EvidenceRevealedEventDataState,
} from "../webhook_events/choices.ts";
import type {
  EvidenceInvalidatedEventDataState,
  EvidenceInvalidatedEventDataSufficiency,
  EvidenceUpdatedEventDataState,
  EvidenceUpdatedEventDataSufficiency,
} from "../webhook_events/choices_2.ts";
import type { ActorRef } from "../webhook_events/parts.ts";

export interface EvidenceRequestUpdatedEventData {
  /** Id of the dispute. */
  dispute: string;
  /** The party it is about: `buyer` or `seller`. */
  party: EvidenceRequestUpdatedEventDataParty;
  /** Until when, excluded (UTC); null where nothing is due. */
  due_at: string;
  /** How it stands afterwards. None to the other party, whom the type tells what it may know. */
  state: EvidenceRequestUpdatedEventDataState | null;
  /** Piece of evidence that satisfies it; one that was there before satisfies it from the beginning. */
  satisfied_by: string | null;
  /** Since when its clock stands still. */
  paused_at: string | null;
  /** Evidence is taken beyond `due_at`, too. */
  stays_open: boolean;
  /** When it gets more time, if nobody has given anything by then (K10). */
  grace_at: string | null;
}

/** It has changed in something of which no other event tells. */
export interface EvidenceRequestUpdatedEvent {
  /** What has happened. */
  type: "evidence.request_updated";
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
  data: EvidenceRequestUpdatedEventData;
}

export interface EvidenceRevealedEventData {
  /** Id of the dispute. */
  dispute: string;
  /** The party it is about: `buyer` or `seller`. */
  party: EvidenceRevealedEventDataParty;
  /** Until when, excluded (UTC); null where nothing is due. */
  due_at: string;
  /** How it stands afterwards. None to the other party, whom the type tells what it may know. */
  state: EvidenceRevealedEventDataState | null;
  /** Piece of evidence that satisfies it; one that was there before satisfies it from the beginning. */
  satisfied_by: string | null;
  /** Since when its clock stands still. */
  paused_at: string | null;
  /** Evidence is taken beyond `due_at`, too. */
  stays_open: boolean;
  /** When it gets more time, if nobody has given anything by then (K10). */
  grace_at: string | null;
}

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
  /** Which kind of evidence it is. */
  kind: string;
  /** Role of whoever did it. */
  by: string;
  /** `invalid`: an operator has found it so. */
  state: EvidenceReceivedEventDataState;
  /** Whether it can satisfy a request: what it still lacks, if anything. */
  sufficiency: EvidenceReceivedEventDataSufficiency;
  /** When it came, or was reported in the deal: what it is judged by against a cut-off. */
  received_at: string | null;
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
  /** Which kind of evidence it is. */
  kind: string;
  /** Role of whoever did it. */
  by: string;
  /** `invalid`: an operator has found it so. */
  state: EvidenceAttachedEventDataState;
  /** Whether it can satisfy a request: what it still lacks, if anything. */
  sufficiency: EvidenceAttachedEventDataSufficiency;
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
  /** Which kind of evidence it is. */
  kind: string;
  /** Role of whoever did it. */
  by: string;
  /** `invalid`: an operator has found it so. */
  state: EvidenceInvalidatedEventDataState;
  /** Whether it can satisfy a request: what it still lacks, if anything. */
  sufficiency: EvidenceInvalidatedEventDataSufficiency;
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

export interface EvidenceUpdatedEventData {
  /** Id of the dispute. */
  dispute: string;
  /** Which kind of evidence it is. */
  kind: string;
  /** Role of whoever did it. */
  by: string;
  /** `invalid`: an operator has found it so. */
  state: EvidenceUpdatedEventDataState;
  /** Whether it can satisfy a request: what it still lacks, if anything. */
  sufficiency: EvidenceUpdatedEventDataSufficiency;
}

/** The checks of a recording, or an operator, have found whether it suffices. */
export interface EvidenceUpdatedEvent {
  /** What has happened. */
  type: "evidence.updated";
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
  data: EvidenceUpdatedEventData;
}
