// Funds events of webhook events. Written by `make clients`: do not edit.

import type {
  FundsFineBookedEventDataState,
  FundsFineCancelledEventDataState,
  FundsReversedEventDataState,
  FundsReversedEventDataTo,
} from "../webhook_events/choices.ts";
import type { ActorRef, AutomaticStepRef, FeeRef, MoneyRef } from "../webhook_events/parts.ts";

export interface FundsReversedEventData {
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** ISO 4217 code of the currency, in three capital letters. */
  currency: string;
  /** How far the escrow is after this. */
  state: FundsReversedEventDataState;
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
  /** Id of the order of the settlement that is undone. */
  reverses: string;
  /** Who gets the money now. */
  to: FundsReversedEventDataTo;
  /**
   * What `to` gets now of the price and the other side owes. Fees follow: the platform gives back its part of what
   * is taken from the seller, and takes it of what the seller gets anew.
   */
  amount: MoneyRef;
  /** What the platform now takes of the seller's share in all. */
  fee: MoneyRef | null;
  /** What the platform now earns in all of a fee that the buyer had paid on top. */
  fee_on_top: MoneyRef | null;
  /** What of that fee goes with `amount`: back to the buyer or, where the seller gets more, owed again. */
  fee_returned: MoneyRef | null;
}

/** Settlement undone in part: one side gets more, the other owes it, as a receivable. */
export interface FundsReversedEvent {
  /** What has happened. */
  type: "funds.reversed";
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
  data: FundsReversedEventData;
}

export interface FundsFineBookedEventData {
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** ISO 4217 code of the currency, in three capital letters. */
  currency: string;
  /** How far the escrow is after this. */
  state: FundsFineBookedEventDataState;
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
  /** Id of the order that booked it. */
  instruction: string;
  /** Your own id of the person. */
  participant: string;
  /** The fine that was booked. */
  amount: MoneyRef;
}

/** Fine in the ledger: a participant owes it to the platform. */
export interface FundsFineBookedEvent {
  /** What has happened. */
  type: "funds.fine_booked";
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
  data: FundsFineBookedEventData;
}

export interface FundsFineCancelledEventData {
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** ISO 4217 code of the currency, in three capital letters. */
  currency: string;
  /** How far the escrow is after this. */
  state: FundsFineCancelledEventDataState;
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
  /** Id of the order that cancelled it. */
  instruction: string;
  /** Id of the order that had booked it. */
  reverses: string;
  /** Your own id of the person. */
  participant: string;
  /** The fine that was cancelled. */
  amount: MoneyRef;
}

/** Fine taken back in the ledger, after an appeal. */
export interface FundsFineCancelledEvent {
  /** What has happened. */
  type: "funds.fine_cancelled";
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
  data: FundsFineCancelledEventData;
}
