// Participant events of webhook events. Written by `make clients`: do not edit.

import type { ParticipantStandingChangedEventDataStatus } from "../webhook_events/choices.ts";
import type { ActorRef } from "../webhook_events/parts.ts";

export interface ParticipantStandingChangedEventData {
  /** Your own id of the person. */
  participant: string;
  /** How the person stands now. */
  status: ParticipantStandingChangedEventDataStatus;
  /** When a suspension ends by itself. */
  until: string | null;
  /** Penalty points. */
  points: number;
}

/** Escrow starts no new deal with a suspended or closed participant. Deals under way go on. */
export interface ParticipantStandingChangedEvent {
  /** What has happened. */
  type: "participant.standing_changed";
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
  data: ParticipantStandingChangedEventData;
}
