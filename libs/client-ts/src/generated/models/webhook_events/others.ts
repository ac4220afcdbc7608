// Others of webhook events. Written by `make clients`: do not edit.

import type {
  ParcelCorrectedEventDataObligation,
  ParticipantStandingChangedEventDataStatus,
  SlaBreachedEventDataLevel,
} from "../webhook_events/choices.ts";
import type {
  ActorRef,
  BehalfRef,
  CaseSnapshotRef,
  NegotiationRef,
  PenaltyRef,
  ProposalRef,
} from "../webhook_events/parts.ts";

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

export interface ParcelCorrectedEventData {
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** How the case stands after it. */
  snapshot: CaseSnapshotRef | null;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
  /** What was promised in goods. */
  obligation: ParcelCorrectedEventDataObligation;
}

/** Carrier or tracking number put right by whoever sent the goods, before the other side received them. */
export interface ParcelCorrectedEvent {
  /** What has happened. */
  type: "parcel.corrected";
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
  data: ParcelCorrectedEventData;
}

export interface ParticipantStandingChangedEventData {
  /** Your own id of the person. */
  participant: string;
  /** How the person stands now. */
  status: ParticipantStandingChangedEventDataStatus;
  /** When a suspension ends by itself. */
  until: string | null;
  /** Penalty points that count now. */
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

export interface SlaBreachedEventData {
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** How the case stands after it. */
  snapshot: CaseSnapshotRef | null;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
  /** Name of the clock, as in `deadlines` of the case. */
  deadline: string;
  /** `target` was aimed at, `limit` must be kept. */
  level: SlaBreachedEventDataLevel;
  /** When it was due (UTC). */
  due_at: string;
}

/** Target or limit of an operator has passed. Alerts only; never moves money (K2). */
export interface SlaBreachedEvent {
  /** What has happened. */
  type: "sla.breached";
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
  data: SlaBreachedEventData;
}

export interface WebhookEndpointDisabledEventData {
  /** Why, as in `disabled_why` of the endpoint. */
  why: string;
}

/** Endpoint answered 410, or nothing but failures for 120 hours. */
export interface WebhookEndpointDisabledEvent {
  /** What has happened. */
  type: "webhook_endpoint.disabled";
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
  data: WebhookEndpointDisabledEventData;
}
