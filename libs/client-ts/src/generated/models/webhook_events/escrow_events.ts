// Escrow events of webhook events. Written by `make clients`: do not edit.

import type {
  EscrowCreatedEventDataState,
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
  /** How far the escrow is after this. */
  state: EscrowCreatedEventDataState;
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

/** Deal agreed; the buyer's money is awaited. */
export interface EscrowCreatedEvent {
  /** What has happened. */
  type: "escrow.created";
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
  data: EscrowCreatedEventData;
}

export interface EscrowFundedEventData {
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** ISO 4217 code of the currency, in three capital letters. */
  currency: string;
  /** How far the escrow is after this. */
  state: EscrowFundedEventDataState;
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

/** Whole price (and the buyer's fee, if the buyer pays it) is held. */
export interface EscrowFundedEvent {
  /** What has happened. */
  type: "escrow.funded";
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
  data: EscrowFundedEventData;
}

export interface EscrowShippedEventData {
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** ISO 4217 code of the currency, in three capital letters. */
  currency: string;
  /** How far the escrow is after this. */
  state: EscrowShippedEventDataState;
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

/** Goods handed to a carrier by the seller. */
export interface EscrowShippedEvent {
  /** What has happened. */
  type: "escrow.shipped";
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
  data: EscrowShippedEventData;
}

export interface EscrowShipmentCorrectedEventData {
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** ISO 4217 code of the currency, in three capital letters. */
  currency: string;
  /** How far the escrow is after this. */
  state: EscrowShipmentCorrectedEventDataState;
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

/** Carrier or tracking number put right; the goods are still on their way. */
export interface EscrowShipmentCorrectedEvent {
  /** What has happened. */
  type: "escrow.shipment_corrected";
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
  data: EscrowShipmentCorrectedEventData;
}
