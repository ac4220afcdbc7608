// Escrow events of webhook events. Written by `make clients`: do not edit.

import type {
  EscrowAcceptedEventDataState,
  EscrowClosedEventDataState,
  EscrowFreezeRefusedEventDataState,
  EscrowFreezeRefusedEventDataWhy,
  EscrowFrozenEventDataState,
  EscrowUnfrozenEventDataState,
} from "../webhook_events/choices.ts";
import type { ActorRef, AutomaticStepRef, FeeRef, MoneyRef, TimeoutRef } from "../webhook_events/parts.ts";

export interface EscrowAcceptedEventData {
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** ISO 4217 code of the currency, in three capital letters. */
  currency: string;
  state: EscrowAcceptedEventDataState;
  /** The edition pinned when the escrow was created. */
  policy: string;
  policy_hash: string | null;
  category: string | null;
  price: MoneyRef;
  /** What is held of the price. A fee that the buyer pays is kept beside it and follows in proportion. */
  held: MoneyRef;
  frozen: MoneyRef;
  /** Of the price, with the fee that came out of it. */
  released: MoneyRef;
  /** Of the price, without what went back of a fee. */
  refunded: MoneyRef;
  fee_terms: FeeRef;
  /** Of a fee that the buyer paid on top. */
  fee_held: MoneyRef;
  /** Step by itself that is next once nothing is frozen. */
  next_step: AutomaticStepRef | null;
  funded_at: string | null;
  delivered_at: string | null;
  partner_reference: string | null;
}

/** Buyer inspected and accepted; the release follows as its own fact. */
export interface EscrowAcceptedEvent {
  /** What has happened. */
  type: "escrow.accepted";
  /** When it took effect, by the platform's clock (UTC). */
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
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: EscrowAcceptedEventData;
}

export interface EscrowClosedEventData {
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** ISO 4217 code of the currency, in three capital letters. */
  currency: string;
  state: EscrowClosedEventDataState;
  /** The edition pinned when the escrow was created. */
  policy: string;
  policy_hash: string | null;
  category: string | null;
  price: MoneyRef;
  /** What is held of the price. A fee that the buyer pays is kept beside it and follows in proportion. */
  held: MoneyRef;
  frozen: MoneyRef;
  /** Of the price, with the fee that came out of it. */
  released: MoneyRef;
  /** Of the price, without what went back of a fee. */
  refunded: MoneyRef;
  fee_terms: FeeRef;
  /** Of a fee that the buyer paid on top. */
  fee_held: MoneyRef;
  /** Step by itself that is next once nothing is frozen. */
  next_step: AutomaticStepRef | null;
  funded_at: string | null;
  delivered_at: string | null;
  partner_reference: string | null;
  /** Whose silence has ended it, where silence has. */
  timeout: TimeoutRef | null;
}

/** End of the deal: no money is held any more; `state` says how it ended. */
export interface EscrowClosedEvent {
  /** What has happened. */
  type: "escrow.closed";
  /** When it took effect, by the platform's clock (UTC). */
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
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: EscrowClosedEventData;
}

export interface EscrowFrozenEventData {
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** ISO 4217 code of the currency, in three capital letters. */
  currency: string;
  state: EscrowFrozenEventDataState;
  /** The edition pinned when the escrow was created. */
  policy: string;
  policy_hash: string | null;
  category: string | null;
  price: MoneyRef;
  /** What is held of the price. A fee that the buyer pays is kept beside it and follows in proportion. */
  held: MoneyRef;
  frozen: MoneyRef;
  /** Of the price, with the fee that came out of it. */
  released: MoneyRef;
  /** Of the price, without what went back of a fee. */
  refunded: MoneyRef;
  fee_terms: FeeRef;
  /** Of a fee that the buyer paid on top. */
  fee_held: MoneyRef;
  /** Step by itself that is next once nothing is frozen. */
  next_step: AutomaticStepRef | null;
  funded_at: string | null;
  delivered_at: string | null;
  partner_reference: string | null;
  /** Id of the dispute. */
  dispute: string;
  amount: MoneyRef;
}

/** Disputed part cannot be released until the dispute ends. A dispute's clocks start here. */
export interface EscrowFrozenEvent {
  /** What has happened. */
  type: "escrow.frozen";
  /** When it took effect, by the platform's clock (UTC). */
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
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: EscrowFrozenEventData;
}

export interface EscrowFreezeRefusedEventData {
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** ISO 4217 code of the currency, in three capital letters. */
  currency: string;
  state: EscrowFreezeRefusedEventDataState;
  /** The edition pinned when the escrow was created. */
  policy: string;
  policy_hash: string | null;
  category: string | null;
  price: MoneyRef;
  /** What is held of the price. A fee that the buyer pays is kept beside it and follows in proportion. */
  held: MoneyRef;
  frozen: MoneyRef;
  /** Of the price, with the fee that came out of it. */
  released: MoneyRef;
  /** Of the price, without what went back of a fee. */
  refunded: MoneyRef;
  fee_terms: FeeRef;
  /** Of a fee that the buyer paid on top. */
  fee_held: MoneyRef;
  /** Step by itself that is next once nothing is frozen. */
  next_step: AutomaticStepRef | null;
  funded_at: string | null;
  delivered_at: string | null;
  partner_reference: string | null;
  /** Id of the dispute. */
  dispute: string;
  why: EscrowFreezeRefusedEventDataWhy;
}

/** Money that a dispute asked to hold still is not there, or no longer: the dispute is void. */
export interface EscrowFreezeRefusedEvent {
  /** What has happened. */
  type: "escrow.freeze_refused";
  /** When it took effect, by the platform's clock (UTC). */
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
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: EscrowFreezeRefusedEventData;
}

export interface EscrowUnfrozenEventData {
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** ISO 4217 code of the currency, in three capital letters. */
  currency: string;
  state: EscrowUnfrozenEventDataState;
  /** The edition pinned when the escrow was created. */
  policy: string;
  policy_hash: string | null;
  category: string | null;
  price: MoneyRef;
  /** What is held of the price. A fee that the buyer pays is kept beside it and follows in proportion. */
  held: MoneyRef;
  frozen: MoneyRef;
  /** Of the price, with the fee that came out of it. */
  released: MoneyRef;
  /** Of the price, without what went back of a fee. */
  refunded: MoneyRef;
  fee_terms: FeeRef;
  /** Of a fee that the buyer paid on top. */
  fee_held: MoneyRef;
  /** Step by itself that is next once nothing is frozen. */
  next_step: AutomaticStepRef | null;
  funded_at: string | null;
  delivered_at: string | null;
  partner_reference: string | null;
  /** Id of the dispute. */
  dispute: string;
  amount: MoneyRef;
}

/** Dispute ended without a settlement: the money takes its ordinary course. */
export interface EscrowUnfrozenEvent {
  /** What has happened. */
  type: "escrow.unfrozen";
  /** When it took effect, by the platform's clock (UTC). */
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
  /** Id of what it happened to. */
  subject: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorRef;
  /** What this type tells. Empty where the event would have 20,000 bytes or more. */
  data: EscrowUnfrozenEventData;
}
