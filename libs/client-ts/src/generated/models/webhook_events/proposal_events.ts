// Proposal events of webhook events. Written by `make clients`: do not edit.

import type {
  ProposalConsentedEventDataBy,
  ProposalExpiredEventDataAsked,
  ProposalExpiredEventDataOwedBy,
} from "../webhook_events/choices_2.ts";
import type { ActorRef, BehalfRef, NegotiationRef, ProposalRef } from "../webhook_events/parts.ts";

export interface ProposalCreatedEventData {
  /** Id of the dispute. */
  dispute: string;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
  /** How the negotiation stands after it. */
  negotiation: NegotiationRef;
  /** The proposal, as it stands after this. */
  proposal: ProposalRef;
}

/** Opening proposal, counter-offer, or a new one while the case is with an operator (D14). */
export interface ProposalCreatedEvent {
  /** What has happened. */
  type: "proposal.created";
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
  data: ProposalCreatedEventData;
}

export interface ProposalAmendedEventData {
  /** Id of the dispute. */
  dispute: string;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
  /** How the negotiation stands after it. */
  negotiation: NegotiationRef;
  /** The proposal, as it stands after this. */
  proposal: ProposalRef;
}

/** Proposal worded anew by its author; its version has risen. */
export interface ProposalAmendedEvent {
  /** What has happened. */
  type: "proposal.amended";
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
  data: ProposalAmendedEventData;
}

export interface ProposalRejectedEventData {
  /** Id of the dispute. */
  dispute: string;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
  /** How the negotiation stands after it. */
  negotiation: NegotiationRef;
  /** The proposal, as it stands after this. */
  proposal: ProposalRef;
}

/** Proposal refused. */
export interface ProposalRejectedEvent {
  /** What has happened. */
  type: "proposal.rejected";
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
  data: ProposalRejectedEventData;
}

export interface ProposalAcceptedEventData {
  /** Id of the dispute. */
  dispute: string;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
  /** How the negotiation stands after it. */
  negotiation: NegotiationRef;
  /** The proposal, as it stands after this. */
  proposal: ProposalRef;
  /** Index into the proposal's options. */
  option: number;
}

/** Option of that index taken by the other party: the negotiation is over. */
export interface ProposalAcceptedEvent {
  /** What has happened. */
  type: "proposal.accepted";
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
  data: ProposalAcceptedEventData;
}

export interface ProposalConsentedEventData {
  /** Id of the dispute. */
  dispute: string;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
  /** How the negotiation stands after it. */
  negotiation: NegotiationRef;
  /** The proposal, as it stands after this. */
  proposal: ProposalRef;
  /** Role of whoever did it. */
  by: ProposalConsentedEventDataBy;
}

/** One side consents to a mediator's proposal; it is agreed once the other does. */
export interface ProposalConsentedEvent {
  /** What has happened. */
  type: "proposal.consented";
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
  data: ProposalConsentedEventData;
}

export interface ProposalExpiredEventData {
  /** Id of the dispute. */
  dispute: string;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
  /** How the negotiation stands after it. */
  negotiation: NegotiationRef;
  /** The proposal, as it stands after this. */
  proposal: ProposalRef;
  /** Whose answer did not come; None: neither side's, to a mediator's proposal, see `asked`. */
  owed_by: ProposalExpiredEventDataOwedBy | null;
  /** Everybody whose answer did not come. */
  asked: ProposalExpiredEventDataAsked[];
  /** Until when there was time. */
  due_at: string | null;
}

/** Proposal not answered in time. */
export interface ProposalExpiredEvent {
  /** What has happened. */
  type: "proposal.expired";
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
  data: ProposalExpiredEventData;
}
