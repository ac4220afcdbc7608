// Evidence events of webhook events. Written by `make clients`: do not edit.

import type {
  EvidenceGraceGrantedEventDataParty,
  EvidenceGraceGrantedEventDataState,
  EvidenceRequestExtendedEventDataParty,
  EvidenceRequestExtendedEventDataState,
  EvidenceRequestLapsedEventDataParty,
  EvidenceRequestLapsedEventDataState,
  EvidenceRequestLapsedEventDataWhy,
  EvidenceRequestReopenedEventDataParty,
  EvidenceRequestReopenedEventDataState,
  EvidenceRequestSatisfiedEventDataParty,
  EvidenceRequestSatisfiedEventDataState,
  EvidenceRequestedEventDataParty,
  EvidenceRequestedEventDataState,
} from "../webhook_events/choices.ts";
import type { ActorRef } from "../webhook_events/parts.ts";

export interface EvidenceRequestedEventData {
  /** Id of the dispute. */
  dispute: string;
  /** The party it is about: `buyer` or `seller`. */
  party: EvidenceRequestedEventDataParty;
  /** Until when, excluded (UTC); null where nothing is due. */
  due_at: string;
  /** How it stands afterwards. None to the other party, whom the type tells what it may know. */
  state: EvidenceRequestedEventDataState | null;
  /** Piece of evidence that satisfies it; one that was there before satisfies it from the beginning. */
  satisfied_by: string | null;
  /** Since when its clock stands still. */
  paused_at: string | null;
  /** Evidence is taken beyond `due_at`, too. */
  stays_open: boolean;
  /** When it gets more time, if nobody has given anything by then (K10). */
  grace_at: string | null;
  /** Kinds of evidence; one of them satisfies. */
  kinds: string[];
}

/** Evidence of the named kinds is owed by a party until `due_at`. */
export interface EvidenceRequestedEvent {
  /** What has happened. */
  type: "evidence.requested";
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
  data: EvidenceRequestedEventData;
}

export interface EvidenceRequestSatisfiedEventData {
  /** Id of the dispute. */
  dispute: string;
  /** The party it is about: `buyer` or `seller`. */
  party: EvidenceRequestSatisfiedEventDataParty;
  /** Until when, excluded (UTC); null where nothing is due. */
  due_at: string;
  /** How it stands afterwards. None to the other party, whom the type tells what it may know. */
  state: EvidenceRequestSatisfiedEventDataState | null;
  /** Piece of evidence that satisfies it; one that was there before satisfies it from the beginning. */
  satisfied_by: string | null;
  /** Since when its clock stands still. */
  paused_at: string | null;
  /** Evidence is taken beyond `due_at`, too. */
  stays_open: boolean;
  /** When it gets more time, if nobody has given anything by then (K10). */
  grace_at: string | null;
  /** Id of the piece of evidence. */
  item: string;
}

/** Valid evidence of a kind asked for came in time. */
export interface EvidenceRequestSatisfiedEvent {
  /** What has happened. */
  type: "evidence.request_satisfied";
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
  data: EvidenceRequestSatisfiedEventData;
}

export interface EvidenceRequestReopenedEventData {
  /** Id of the dispute. */
  dispute: string;
  /** The party it is about: `buyer` or `seller`. */
  party: EvidenceRequestReopenedEventDataParty;
  /** Until when, excluded (UTC); null where nothing is due. */
  due_at: string;
  /** How it stands afterwards. None to the other party, whom the type tells what it may know. */
  state: EvidenceRequestReopenedEventDataState | null;
  /** Piece of evidence that satisfies it; one that was there before satisfies it from the beginning. */
  satisfied_by: string | null;
  /** Since when its clock stands still. */
  paused_at: string | null;
  /** Evidence is taken beyond `due_at`, too. */
  stays_open: boolean;
  /** When it gets more time, if nobody has given anything by then (K10). */
  grace_at: string | null;
}

/** Evidence that satisfied it was found invalid before the cut-off; the party may replace it (D12). */
export interface EvidenceRequestReopenedEvent {
  /** What has happened. */
  type: "evidence.request_reopened";
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
  data: EvidenceRequestReopenedEventData;
}

export interface EvidenceRequestLapsedEventData {
  /** Id of the dispute. */
  dispute: string;
  /** The party it is about: `buyer` or `seller`. */
  party: EvidenceRequestLapsedEventDataParty;
  /** Until when, excluded (UTC); null where nothing is due. */
  due_at: string;
  /** How it stands afterwards. None to the other party, whom the type tells what it may know. */
  state: EvidenceRequestLapsedEventDataState | null;
  /** Piece of evidence that satisfies it; one that was there before satisfies it from the beginning. */
  satisfied_by: string | null;
  /** Since when its clock stands still. */
  paused_at: string | null;
  /** Evidence is taken beyond `due_at`, too. */
  stays_open: boolean;
  /** When it gets more time, if nobody has given anything by then (K10). */
  grace_at: string | null;
  /** Nothing came before `due_at`; or what came was found invalid, and nothing may follow. */
  why: EvidenceRequestLapsedEventDataWhy;
}

/** Cut-off passed without valid evidence; `due_at` is the effective time. */
export interface EvidenceRequestLapsedEvent {
  /** What has happened. */
  type: "evidence.request_lapsed";
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
  data: EvidenceRequestLapsedEventData;
}

export interface EvidenceGraceGrantedEventData {
  /** Id of the dispute. */
  dispute: string;
  /** The party it is about: `buyer` or `seller`. */
  party: EvidenceGraceGrantedEventDataParty;
  /** Until when, excluded (UTC); null where nothing is due. */
  due_at: string;
  /** How it stands afterwards. None to the other party, whom the type tells what it may know. */
  state: EvidenceGraceGrantedEventDataState | null;
  /** Piece of evidence that satisfies it; one that was there before satisfies it from the beginning. */
  satisfied_by: string | null;
  /** Since when its clock stands still. */
  paused_at: string | null;
  /** Evidence is taken beyond `due_at`, too. */
  stays_open: boolean;
  /** When it gets more time, if nobody has given anything by then (K10). */
  grace_at: string | null;
}

/** Nobody's evidence had come at the checkpoint: `due_at` is the new, last cut-off (K10). */
export interface EvidenceGraceGrantedEvent {
  /** What has happened. */
  type: "evidence.grace_granted";
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
  data: EvidenceGraceGrantedEventData;
}

export interface EvidenceRequestExtendedEventData {
  /** Id of the dispute. */
  dispute: string;
  /** The party it is about: `buyer` or `seller`. */
  party: EvidenceRequestExtendedEventDataParty;
  /** Until when, excluded (UTC); null where nothing is due. */
  due_at: string;
  /** How it stands afterwards. None to the other party, whom the type tells what it may know. */
  state: EvidenceRequestExtendedEventDataState | null;
  /** Piece of evidence that satisfies it; one that was there before satisfies it from the beginning. */
  satisfied_by: string | null;
  /** Since when its clock stands still. */
  paused_at: string | null;
  /** Evidence is taken beyond `due_at`, too. */
  stays_open: boolean;
  /** When it gets more time, if nobody has given anything by then (K10). */
  grace_at: string | null;
}

/** More time by an operator, or after a pause of the case; `due_at` is the new cut-off. */
export interface EvidenceRequestExtendedEvent {
  /** What has happened. */
  type: "evidence.request_extended";
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
  data: EvidenceRequestExtendedEventData;
}
