// Dispute events of webhook events. Written by `make clients`: do not edit.

import type {
  DisputeActionRequiredEventDataOf,
  DisputeDecidedEventDataResponsible,
  DisputeUpdatedEventDataChanged,
} from "../webhook_events/choices.ts";
import type { DisputeEscalatedEventData } from "../webhook_events/dispute_events_2.ts";
import type { ActorRef, BehalfRef, CaseSnapshotRef, MoneyRef, PenaltyRef } from "../webhook_events/parts.ts";

/** Parties did not agree: the case goes on with proof or with an operator. */
export interface DisputeEscalatedEvent {
  /** What has happened. */
  type: "dispute.escalated";
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
  data: DisputeEscalatedEventData;
}

export interface DisputeActionRequiredEventData {
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** How the case stands after it. */
  snapshot: CaseSnapshotRef | null;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
  /** Whose turn it is. */
  of: DisputeActionRequiredEventDataOf;
  /** What can be done now, by the names of `allowed_actions`. */
  acts: string[];
  /** Until when, excluded (UTC); null where nothing runs out. */
  due_at: string | null;
}

/** Somebody owes an act; silence has the consequence the forecast shows. */
export interface DisputeActionRequiredEvent {
  /** What has happened. */
  type: "dispute.action_required";
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
  data: DisputeActionRequiredEventData;
}

export interface DisputeMessagePostedEventData {
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** How the case stands after it. */
  snapshot: CaseSnapshotRef | null;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
  /** Id of the message; its text is read from the case. */
  message: string;
}

/** Somebody wrote in the case. Read it there: events carry no text. */
export interface DisputeMessagePostedEvent {
  /** What has happened. */
  type: "dispute.message_posted";
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
  data: DisputeMessagePostedEventData;
}

export interface DisputeUpdatedEventData {
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** How the case stands after it. */
  snapshot: CaseSnapshotRef | null;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
  /** What about the case has changed: read it again. */
  changed: DisputeUpdatedEventDataChanged[];
}

/**
 * Case changed by what has no event of its own here, such as an act in its negotiation or a piece of evidence. The
 * snapshot says how it stands now.
 */
export interface DisputeUpdatedEvent {
  /** What has happened. */
  type: "dispute.updated";
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
  data: DisputeUpdatedEventData;
}

export interface DisputeAssignedEventData {
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** How the case stands after it. */
  snapshot: CaseSnapshotRef | null;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
  /** Operator who has the case now; null: nobody. */
  operator: string | null;
  /** Who had the case until now, and is hereby told. */
  earlier: string | null;
}

/** Case assigned: an operator has it now. */
export interface DisputeAssignedEvent {
  /** What has happened. */
  type: "dispute.assigned";
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
  data: DisputeAssignedEventData;
}

export interface DisputeDecidedEventData {
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** How the case stands after it. */
  snapshot: CaseSnapshotRef | null;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
  /** 1 for the ruling, 2 for the appeal, and so on. */
  instance: number;
  /** What was decided, as in `ruling` of the case. */
  ruling: string;
  /** What the buyer gets, after fees. */
  to_buyer: MoneyRef | null;
  /** What the seller gets: the fee that the seller pays is taken off. */
  to_seller: MoneyRef | null;
  /** What the platform takes of the seller's share. */
  fee: MoneyRef | null;
  /** Who is responsible for what happened. */
  responsible: DisputeDecidedEventDataResponsible;
  /** Why, as one of the codes that the platform or the edition lists. */
  reason_code: string;
  /** Whether nobody can contest it any more. */
  final: boolean;
  /** Until when either party may contest it; None where nobody can. */
  contest_until: string | null;
  /** Penalties that are imposed with it. */
  penalties: PenaltyRef[];
}

/** Ruling by an operator. The money follows at once, or after the appeal window, as the policy says. */
export interface DisputeDecidedEvent {
  /** What has happened. */
  type: "dispute.decided";
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
  data: DisputeDecidedEventData;
}

export interface DisputeReversalOrderedEventData {
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** How the case stands after it. */
  snapshot: CaseSnapshotRef | null;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
  /** Id of the order that moves the money: the same one moves it once. Null where none does. */
  instruction: string;
  /** The instruction of the settlement that is undone. */
  reverses: string;
  /** What the buyer gets, after fees. */
  to_buyer: MoneyRef;
  /** How the disputed amount is divided in the end, net: see `fee`. */
  to_seller: MoneyRef;
  /** What the platform then has of the seller's share: with it the parts are the disputed amount. */
  fee: MoneyRef | null;
}

/** Settlement already paid is decided anew: escrow books the difference and what is owed back. */
export interface DisputeReversalOrderedEvent {
  /** What has happened. */
  type: "dispute.reversal_ordered";
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
  data: DisputeReversalOrderedEventData;
}
