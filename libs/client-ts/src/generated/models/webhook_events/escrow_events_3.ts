// Escrow events of webhook events. Written by `make clients`: do not edit.

import type {
  EscrowFreezeRefusedEventDataState,
  EscrowFreezeRefusedEventDataWhy,
  EscrowSettledEventDataState,
  EscrowUnfrozenEventDataState,
} from "../webhook_events/choices.ts";
import type { ActorRef, AutomaticStepRef, FeeRef, MoneyRef } from "../webhook_events/parts.ts";

export interface EscrowFreezeRefusedEventData {
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** ISO 4217 code of the currency, in three capital letters. */
  currency: string;
  /** How far the escrow is after this. */
  state: EscrowFreezeRefusedEventDataState;
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
  /** Why it could not be frozen, as a code. */
  why: EscrowFreezeRefusedEventDataWhy;
}

/** Money that a dispute asked to hold still is not there, or no longer: the dispute is void. */
export interface EscrowFreezeRefusedEvent {
  /** What has happened. */
  type: "escrow.freeze_refused";
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
  data: EscrowFreezeRefusedEventData;
}

export interface EscrowUnfrozenEventData {
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** ISO 4217 code of the currency, in three capital letters. */
  currency: string;
  /** How far the escrow is after this. */
  state: EscrowUnfrozenEventDataState;
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
  /** How much is no longer frozen. */
  amount: MoneyRef;
}

/** Dispute ended without a settlement: the money takes its ordinary course. */
export interface EscrowUnfrozenEvent {
  /** What has happened. */
  type: "escrow.unfrozen";
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
  data: EscrowUnfrozenEventData;
}

export interface EscrowSettledEventData {
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** ISO 4217 code of the currency, in three capital letters. */
  currency: string;
  /** How far the escrow is after this. */
  state: EscrowSettledEventDataState;
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
  /** Id of the order that moves the money: the same one moves it once. Null where none does. */
  instruction: string;
  /** What the buyer gets, after fees. */
  to_buyer: MoneyRef;
  /** What the seller gets, after fees. */
  to_seller: MoneyRef;
  /** What the platform takes. */
  fee: MoneyRef;
  /** What the platform earns with it of a fee that the buyer had paid on top. */
  fee_on_top: MoneyRef | null;
  /** What goes back of that fee to the buyer, beside `to_buyer`. */
  fee_returned: MoneyRef | null;
}

/**
 * Disputed part divided as ordered, in one posting: `to_buyer + to_seller + fee` is the disputed amount.
 *
 * `funds.refunded` and `funds.released` of the same `instruction` tell these movements, too: count them once.
 */
export interface EscrowSettledEvent {
  /** What has happened. */
  type: "escrow.settled";
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
  data: EscrowSettledEventData;
}
