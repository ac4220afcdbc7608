// Dispute events of webhook events. Written by `make clients`: do not edit.

import type {
  DisputeApprovalRequestedEventDataWeighs,
  DisputeDeadlineApproachingEventDataOf,
  DisputeDeadlineExpiredEventDataOwedBy,
} from "../webhook_events/choices.ts";
import type { ActorRef, BehalfRef, CaseSnapshotRef, MoneyRef } from "../webhook_events/parts.ts";

export interface DisputeApprovalRejectedEventData {
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** How the case stands after it. */
  snapshot: CaseSnapshotRef | null;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
  /** Id of the decision that waits for a second operator. */
  decision: string;
}

/** Second operator disagrees: the case is to be decided anew. */
export interface DisputeApprovalRejectedEvent {
  /** What has happened. */
  type: "dispute.approval_rejected";
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
  data: DisputeApprovalRejectedEventData;
}

export interface DisputeApprovalRequestedEventData {
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** How the case stands after it. */
  snapshot: CaseSnapshotRef | null;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
  /** Id of the decision that waits for a second operator. */
  decision: string;
  /** Why it takes a second operator. */
  weighs: DisputeApprovalRequestedEventDataWeighs[];
}

/** Decision of much weight: it waits for another operator with the scope `lead`. Nothing follows from it yet. */
export interface DisputeApprovalRequestedEvent {
  /** What has happened. */
  type: "dispute.approval_requested";
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
  data: DisputeApprovalRequestedEventData;
}

export interface DisputeDeadlineApproachingEventData {
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** How the case stands after it. */
  snapshot: CaseSnapshotRef | null;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
  /** Who has to act before it does. */
  of: DisputeDeadlineApproachingEventDataOf;
  /** Name of the clock, as in `deadlines` of the case. */
  deadline: string;
  /** When it runs out (UTC). */
  due_at: string;
}

/** Somebody's time is running out, as the policy wants them reminded. */
export interface DisputeDeadlineApproachingEvent {
  /** What has happened. */
  type: "dispute.deadline_approaching";
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
  data: DisputeDeadlineApproachingEventData;
}

export interface DisputeDeadlineExpiredEventData {
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** How the case stands after it. */
  snapshot: CaseSnapshotRef | null;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
  /** Name of the clock, as in `deadlines` of the case. */
  deadline: string;
  /** Who was waited for; `system` for the case itself, null for nobody. */
  owed_by: DisputeDeadlineExpiredEventDataOwedBy | null;
  /** When it ran out (UTC). */
  due_at: string;
}

/** Time is up; what follows is told by events of its own. */
export interface DisputeDeadlineExpiredEvent {
  /** What has happened. */
  type: "dispute.deadline_expired";
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
  data: DisputeDeadlineExpiredEventData;
}

export interface DisputeDeadlineExtendedEventData {
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** How the case stands after it. */
  snapshot: CaseSnapshotRef | null;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
  /** `negotiation`, `evidence`, or the kind of one of the case's own clocks. */
  deadline: string;
  /** Which request for evidence; None: all that are open. */
  request: string | null;
  /** Until when it runs now, excluded (UTC). */
  due_at: string;
  /** Why, as one of the codes that the platform or the edition lists. */
  reason_code: string;
  /** When the operator's act was received, which judges it against the clock it extends; None: when it occurred. */
  received_at: string | null;
}

/** More time, given by an operator. Whoever owns the clock obeys if it still runs, and tells the new instant. */
export interface DisputeDeadlineExtendedEvent {
  /** What has happened. */
  type: "dispute.deadline_extended";
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
  data: DisputeDeadlineExtendedEventData;
}

export interface DisputePausedEventData {
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** How the case stands after it. */
  snapshot: CaseSnapshotRef | null;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
}

/** Clocks of the case stand still, in every service. */
export interface DisputePausedEvent {
  /** What has happened. */
  type: "dispute.paused";
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
  data: DisputePausedEventData;
}

export interface DisputeResumedEventData {
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** How the case stands after it. */
  snapshot: CaseSnapshotRef | null;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
  /** Since when its clocks had stood still (UTC). */
  paused_at: string;
  /** When they went on (UTC). */
  resumed_at: string;
}

/** Clocks go on: what was due at `d` is now due at `d + (resumed_at - paused_at)`, in elapsed time. */
export interface DisputeResumedEvent {
  /** What has happened. */
  type: "dispute.resumed";
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
  data: DisputeResumedEventData;
}

export interface DisputeReductionOrderedEventData {
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** How the case stands after it. */
  snapshot: CaseSnapshotRef | null;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
  /** Id of the order that moves the money: the same one moves it once. Null where none does. */
  instruction: string;
  /** How much of the disputed money is set free. */
  amount: MoneyRef;
  /** What the case is about from now on. */
  left: MoneyRef;
}
