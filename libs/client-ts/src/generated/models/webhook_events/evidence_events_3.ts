// Evidence events of webhook events. Written by `make clients`: do not edit.

import type {
  EvidenceErasedEventDataState,
  EvidenceErasedEventDataSufficiency,
  EvidenceErasedEventDataWhy,
} from "../webhook_events/choices_2.ts";
import type { ActorRef } from "../webhook_events/parts.ts";

export interface EvidenceErasedEventData {
  /** Id of the dispute. */
  dispute: string;
  /** Which kind of evidence it is. */
  kind: string;
  /** Role of whoever did it. */
  by: string;
  /** `invalid`: an operator has found it so. */
  state: EvidenceErasedEventDataState;
  /** Whether it can satisfy a request: what it still lacks, if anything. */
  sufficiency: EvidenceErasedEventDataSufficiency;
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
