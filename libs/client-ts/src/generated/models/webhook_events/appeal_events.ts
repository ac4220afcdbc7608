// Appeal events of webhook events. Written by `make clients`: do not edit.

import type { AppealFiledEventDataBy } from "../webhook_events/choices.ts";
import type { ActorRef, BehalfRef, CaseSnapshotRef } from "../webhook_events/parts.ts";

export interface AppealFiledEventData {
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** How the case stands after it. */
  snapshot: CaseSnapshotRef | null;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
  /** Role of whoever did it. */
  by: AppealFiledEventDataBy;
  /** Until when operators are to decide on it (UTC); null where the policy sets no time. */
  decide_by: string | null;
}

/** Appeal: a party contests the ruling; another operator decides. */
export interface AppealFiledEvent {
  /** What has happened. */
  type: "appeal.filed";
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
  data: AppealFiledEventData;
}

export interface AppealDecidedEventData {
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** How the case stands after it. */
  snapshot: CaseSnapshotRef | null;
  /** Where the actor is an operator who did what a party asked for. */
  on_behalf_of: BehalfRef | null;
  /** The ruling stands as it was. */
  upheld: boolean;
}

/** Second evaluation, published beside the `dispute.decided` of its instance. Final (K20). */
export interface AppealDecidedEvent {
  /** What has happened. */
  type: "appeal.decided";
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
  data: AppealDecidedEventData;
}
