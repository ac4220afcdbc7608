// Video events of webhook events. Written by `make clients`: do not edit.

import type {
  VideoFinishedEventDataParty,
  VideoSessionLapsedEventDataParty,
  VideoSessionOpenedEventDataParty,
  VideoVerifiedEventDataParty,
  VideoVerifiedEventDataResult,
} from "../webhook_events/choices_2.ts";
import type { ActorRef } from "../webhook_events/parts.ts";

export interface VideoSessionOpenedEventData {
  /** Id of the dispute. */
  dispute: string;
  /** The party it is about: `buyer` or `seller`. */
  party: VideoSessionOpenedEventDataParty;
  /** Id of the request that it answers; null if none. */
  request: string | null;
}

/** Live video can be recorded by a party now. */
export interface VideoSessionOpenedEvent {
  /** What has happened. */
  type: "video.session_opened";
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
  data: VideoSessionOpenedEventData;
}

export interface VideoSessionLapsedEventData {
  /** Id of the dispute. */
  dispute: string;
  /** The party it is about: `buyer` or `seller`. */
  party: VideoSessionLapsedEventDataParty;
  /** Id of the request that it answers; null if none. */
  request: string | null;
}

/** Its time is over, and nothing was recorded. */
export interface VideoSessionLapsedEvent {
  /** What has happened. */
  type: "video.session_lapsed";
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
  data: VideoSessionLapsedEventData;
}

export interface VideoFinishedEventData {
  /** Id of the dispute. */
  dispute: string;
  /** The party it is about: `buyer` or `seller`. */
  party: VideoFinishedEventDataParty;
  /** Id of the request that it answers; null if none. */
  request: string | null;
  /** Id of the piece of evidence. */
  item: string;
  /** How long it is, in seconds. */
  seconds: number;
  /** How often something is missing, or the recording was stopped. */
  gaps: number;
}

/** Recording is complete. */
export interface VideoFinishedEvent {
  /** What has happened. */
  type: "video.finished";
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
  data: VideoFinishedEventData;
}

export interface VideoVerifiedEventData {
  /** Id of the dispute. */
  dispute: string;
  /** The party it is about: `buyer` or `seller`. */
  party: VideoVerifiedEventDataParty;
  /** Id of the request that it answers; null if none. */
  request: string | null;
  /** Id of the piece of evidence. */
  item: string;
  /** What the checks, or the operator, say of it. */
  result: VideoVerifiedEventDataResult;
  /** Whether an operator has decided otherwise than the checks. */
  overruled: boolean;
}

/** Result of the automatic checks, or of an operator who overruled them. */
export interface VideoVerifiedEvent {
  /** What has happened. */
  type: "video.verified";
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
  data: VideoVerifiedEventData;
}
