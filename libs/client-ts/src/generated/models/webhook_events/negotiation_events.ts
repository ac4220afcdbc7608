// Negotiation events of webhook events. Written by `make clients`: do not edit.

import type { ActorRef, BehalfRef, NegotiationRef, ProposalRef } from "../webhook_events/parts.ts";

export interface NegotiationUpdatedEventData {
  /** Id of the dispute. */
  dispute: string;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
  /** How the negotiation stands after it. */
  negotiation: NegotiationRef;
  /** What stands: it can be answered, or its acceptance is `pending`. */
  proposal: ProposalRef | null;
}

/** It has changed in something of which no proposal's event tells: `negotiation` says how it stands now. */
export interface NegotiationUpdatedEvent {
  /** What has happened. */
  type: "negotiation.updated";
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
  data: NegotiationUpdatedEventData;
}
