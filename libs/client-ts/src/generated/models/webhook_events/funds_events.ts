// Funds events of webhook events. Written by `make clients`: do not edit.

import type {
  FundsHeldEventDataState,
  FundsParkedEventDataState,
  FundsParkedEventDataWhy,
  FundsRefundedEventDataState,
  FundsReleasedEventDataState,
} from "../webhook_events/choices.ts";
import type { ActorRef, AutomaticStepRef, FeeRef, MoneyRef } from "../webhook_events/parts.ts";

export interface FundsHeldEventData {
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** ISO 4217 code of the currency, in three capital letters. */
  currency: string;
  /** How far the escrow is after this. */
  state: FundsHeldEventDataState;
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
  /** How much has come in. */
  amount: MoneyRef;
}

/** Payment came in and is held. A deal can be paid in several. */
export interface FundsHeldEvent {
  /** What has happened. */
  type: "funds.held";
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
  data: FundsHeldEventData;
}

export interface FundsParkedEventData {
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** ISO 4217 code of the currency, in three capital letters. */
  currency: string;
  /** How far the escrow is after this. */
  state: FundsParkedEventDataState;
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
  /** How much has come in that the escrow cannot hold: it waits to be sent back. */
  amount: MoneyRef;
  /** Why it cannot, as a code. */
  why: FundsParkedEventDataWhy;
}

/** Money that could not be applied (too much, or too late) waits in suspense. */
export interface FundsParkedEvent {
  /** What has happened. */
  type: "funds.parked";
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
  data: FundsParkedEventData;
}

export interface FundsReleasedEventData {
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** ISO 4217 code of the currency, in three capital letters. */
  currency: string;
  /** How far the escrow is after this. */
  state: FundsReleasedEventDataState;
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
  /** Id of the order that moves the money: the same one moves it once. Null where none does. */
  instruction: string;
  /** What the seller gets: the fee is taken off already. */
  to_seller: MoneyRef;
  /** What came out of the seller's share. */
  fee: MoneyRef;
  /** What the platform earns with it of a fee that the buyer had paid on top. */
  fee_on_top: MoneyRef | null;
}

/** Money left the hold for the seller, less the platform's `fee`. */
export interface FundsReleasedEvent {
  /** What has happened. */
  type: "funds.released";
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
  data: FundsReleasedEventData;
}

export interface FundsRefundedEventData {
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** ISO 4217 code of the currency, in three capital letters. */
  currency: string;
  /** How far the escrow is after this. */
  state: FundsRefundedEventDataState;
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
  /** Id of the order that moves the money: the same one moves it once. Null where none does. */
  instruction: string;
  /** What goes back of the price. */
  to_buyer: MoneyRef;
  /** What goes back of a fee that the buyer had paid on top. */
  fee_returned: MoneyRef | null;
}

/** Money left the hold for the buyer. */
export interface FundsRefundedEvent {
  /** What has happened. */
  type: "funds.refunded";
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
  data: FundsRefundedEventData;
}
