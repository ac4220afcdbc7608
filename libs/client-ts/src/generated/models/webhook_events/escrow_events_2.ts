// Escrow events of webhook events. Written by `make clients`: do not edit.

import type {
  EscrowAcceptedEventDataState,
  EscrowClosedEventDataState,
  EscrowDeliveredEventDataState,
  EscrowFrozenEventDataState,
} from "../webhook_events/choices.ts";
import type { ActorRef, AutomaticStepRef, FeeRef, MoneyRef, TimeoutRef } from "../webhook_events/parts.ts";

export interface EscrowDeliveredEventData {
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** ISO 4217 code of the currency, in three capital letters. */
  currency: string;
  /** How far the escrow is after this. */
  state: EscrowDeliveredEventDataState;
  /** The edition pinned when the escrow was created. */
  policy: string;
  /** SHA-256 of the pinned edition: what a dispute follows can be proven later. */
  policy_hash: string | null;
  /** Your category of the deal; null if you gave none. */
  category: string | null;
  /** The agreed price. */
  price: MoneyRef;
  /** What is held of the price. A fee that the buyer pays is kept beside it and follows in proportion. */
  held: MoneyRef;
  /** What of the money is frozen by a dispute now. */
  frozen: MoneyRef;
  /** Of the price, with the fee that came out of it. */
  released: MoneyRef;
  /** Of the price, without what went back of a fee. */
  refunded: MoneyRef;
  /** The fee, as agreed. */
  fee_terms: FeeRef;
  /** Of a fee that the buyer paid on top. */
  fee_held: MoneyRef;
  /** Step by itself that is next once nothing is frozen. */
  next_step: AutomaticStepRef | null;
  /** When the price was complete (UTC); null before. */
  funded_at: string | null;
  /** When the delivery was reported or presumed (UTC); null before. */
  delivered_at: string | null;
  /** Your own reference, given at the creation; null if you gave none. */
  partner_reference: string | null;
  /** When the buyer's inspection ends and the money is released by itself (UTC). */
  inspection_ends_at: string;
  /** Nobody reported it: the time to do so was over. */
  presumed: boolean;
}

/** Goods arrived. If the buyer stays silent, the money is released at `inspection_ends_at`. */
export interface EscrowDeliveredEvent {
  /** What has happened. */
  type: "escrow.delivered";
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
  data: EscrowDeliveredEventData;
}

export interface EscrowAcceptedEventData {
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** ISO 4217 code of the currency, in three capital letters. */
  currency: string;
  /** How far the escrow is after this. */
  state: EscrowAcceptedEventDataState;
  /** The edition pinned when the escrow was created. */
  policy: string;
  /** SHA-256 of the pinned edition: what a dispute follows can be proven later. */
  policy_hash: string | null;
  /** Your category of the deal; null if you gave none. */
  category: string | null;
  /** The agreed price. */
  price: MoneyRef;
  /** What is held of the price. A fee that the buyer pays is kept beside it and follows in proportion. */
  held: MoneyRef;
  /** What of the money is frozen by a dispute now. */
  frozen: MoneyRef;
  /** Of the price, with the fee that came out of it. */
  released: MoneyRef;
  /** Of the price, without what went back of a fee. */
  refunded: MoneyRef;
  /** The fee, as agreed. */
  fee_terms: FeeRef;
  /** Of a fee that the buyer paid on top. */
  fee_held: MoneyRef;
  /** Step by itself that is next once nothing is frozen. */
  next_step: AutomaticStepRef | null;
  /** When the price was complete (UTC); null before. */
  funded_at: string | null;
  /** When the delivery was reported or presumed (UTC); null before. */
  delivered_at: string | null;
  /** Your own reference, given at the creation; null if you gave none. */
  partner_reference: string | null;
}

/** Buyer inspected and accepted; the release follows as its own fact. */
export interface EscrowAcceptedEvent {
  /** What has happened. */
  type: "escrow.accepted";
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
  data: EscrowAcceptedEventData;
}

export interface EscrowClosedEventData {
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** ISO 4217 code of the currency, in three capital letters. */
  currency: string;
  /** How far the escrow is after this. */
  state: EscrowClosedEventDataState;
  /** The edition pinned when the escrow was created. */
  policy: string;
  /** SHA-256 of the pinned edition: what a dispute follows can be proven later. */
  policy_hash: string | null;
  /** Your category of the deal; null if you gave none. */
  category: string | null;
  /** The agreed price. */
  price: MoneyRef;
  /** What is held of the price. A fee that the buyer pays is kept beside it and follows in proportion. */
  held: MoneyRef;
  /** What of the money is frozen by a dispute now. */
  frozen: MoneyRef;
  /** Of the price, with the fee that came out of it. */
  released: MoneyRef;
  /** Of the price, without what went back of a fee. */
  refunded: MoneyRef;
  /** The fee, as agreed. */
  fee_terms: FeeRef;
  /** Of a fee that the buyer paid on top. */
  fee_held: MoneyRef;
  /** Step by itself that is next once nothing is frozen. */
  next_step: AutomaticStepRef | null;
  /** When the price was complete (UTC); null before. */
  funded_at: string | null;
  /** When the delivery was reported or presumed (UTC); null before. */
  delivered_at: string | null;
  /** Your own reference, given at the creation; null if you gave none. */
  partner_reference: string | null;
  /** Whose silence has ended it, where silence has. */
  timeout: TimeoutRef | null;
}

/** End of the deal: no money is held any more; `state` says how it ended. */
export interface EscrowClosedEvent {
  /** What has happened. */
  type: "escrow.closed";
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
  data: EscrowClosedEventData;
}

export interface EscrowFrozenEventData {
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** ISO 4217 code of the currency, in three capital letters. */
  currency: string;
  /** How far the escrow is after this. */
  state: EscrowFrozenEventDataState;
  /** The edition pinned when the escrow was created. */
  policy: string;
  /** SHA-256 of the pinned edition: what a dispute follows can be proven later. */
  policy_hash: string | null;
  /** Your category of the deal; null if you gave none. */
  category: string | null;
  /** The agreed price. */
  price: MoneyRef;
  /** What is held of the price. A fee that the buyer pays is kept beside it and follows in proportion. */
  held: MoneyRef;
  /** What of the money is frozen by a dispute now. */
  frozen: MoneyRef;
  /** Of the price, with the fee that came out of it. */
  released: MoneyRef;
  /** Of the price, without what went back of a fee. */
  refunded: MoneyRef;
  /** The fee, as agreed. */
  fee_terms: FeeRef;
  /** Of a fee that the buyer paid on top. */
  fee_held: MoneyRef;
  /** Step by itself that is next once nothing is frozen. */
  next_step: AutomaticStepRef | null;
  /** When the price was complete (UTC); null before. */
  funded_at: string | null;
  /** When the delivery was reported or presumed (UTC); null before. */
  delivered_at: string | null;
  /** Your own reference, given at the creation; null if you gave none. */
  partner_reference: string | null;
  /** Id of the dispute. */
  dispute: string;
  /** How much was frozen. */
  amount: MoneyRef;
}

/** Disputed part cannot be released until the dispute ends. A dispute's clocks start here. */
export interface EscrowFrozenEvent {
  /** What has happened. */
  type: "escrow.frozen";
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
  data: EscrowFrozenEventData;
}
