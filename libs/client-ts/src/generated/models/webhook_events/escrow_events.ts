// Escrow events of webhook events. Written by `make clients`: do not edit.

import type {
  EscrowCreatedEventDataState,
  EscrowDeliveredEventDataState,
  EscrowFundedEventDataState,
  EscrowShipmentCorrectedEventDataState,
  EscrowShippedEventDataState,
} from "../webhook_events/choices.ts";
import type { ActorRef, AutomaticStepRef, FeeRef, MoneyRef } from "../webhook_events/parts.ts";

export interface EscrowCreatedEventData {
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** ISO 4217 code of the currency, in three capital letters. */
  currency: string;
  state: EscrowCreatedEventDataState;
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

/** Deal agreed; the buyer's money is awaited. */
export interface EscrowCreatedEvent {
  /** What has happened. */
  type: "escrow.created";
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
  data: EscrowCreatedEventData;
}

export interface EscrowFundedEventData {
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** ISO 4217 code of the currency, in three capital letters. */
  currency: string;
  state: EscrowFundedEventDataState;
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

/** Whole price (and the buyer's fee, if the buyer pays it) is held. */
export interface EscrowFundedEvent {
  /** What has happened. */
  type: "escrow.funded";
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
  data: EscrowFundedEventData;
}

export interface EscrowShippedEventData {
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** ISO 4217 code of the currency, in three capital letters. */
  currency: string;
  state: EscrowShippedEventDataState;
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

/** Goods handed to a carrier by the seller. */
export interface EscrowShippedEvent {
  /** What has happened. */
  type: "escrow.shipped";
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
  data: EscrowShippedEventData;
}

export interface EscrowShipmentCorrectedEventData {
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** ISO 4217 code of the currency, in three capital letters. */
  currency: string;
  state: EscrowShipmentCorrectedEventDataState;
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

/** Carrier or tracking number put right; the goods are still on their way. */
export interface EscrowShipmentCorrectedEvent {
  /** What has happened. */
  type: "escrow.shipment_corrected";
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
  data: EscrowShipmentCorrectedEventData;
}

export interface EscrowDeliveredEventData {
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** ISO 4217 code of the currency, in three capital letters. */
  currency: string;
  state: EscrowDeliveredEventDataState;
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
  inspection_ends_at: string;
  /** Nobody reported it: the time to do so was over. */
  presumed: boolean;
}

/** Goods arrived. If the buyer stays silent, the money is released at `inspection_ends_at`. */
export interface EscrowDeliveredEvent {
  /** What has happened. */
  type: "escrow.delivered";
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
  data: EscrowDeliveredEventData;
}
