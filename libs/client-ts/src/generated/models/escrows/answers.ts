// Answers of escrows. Written by `make clients`: do not edit.

import type { DeadlineKind, EndingSilenceOwedBy, Party, Undelivered } from "../escrows/choices.ts";
import type { AllowedAction, MoneyView, NextAutomaticAction } from "../general/answers.ts";
import type { Account, EscrowState, FeePayer, MovementKind, ShipmentDoubt } from "../general/choices.ts";

export interface AgreementView {
  /** What is sold. */
  title: string;
  /** What was agreed beyond the title; empty if nothing was. */
  terms: string;
  /** SHA-256 of the photos in the offer, in hexadecimal. */
  photo_hashes: string[];
}

/**
 * Window in which a problem can be reported, by the pinned edition; where it says so, a delivery prolongs it.
 *
 * Whether it can be reported at this moment, the action `dispute` says; `eligibility` says everything that it
 * takes.
 */
export interface DisputeWindowView {
  /** From when on a problem can be reported (UTC). */
  opens_at: string;
  /**
   * When the policy's window is over, or before it everything is paid out by itself. None: as long as money is
   * held.
   */
  closes_at: string | null;
  /** Address that says everything it takes to report one. */
  eligibility: string;
}

/** Silence that has ended a deal: which deadline ran out on whom, and what the deal became. */
export interface EndingSilenceView {
  /** Which deadline ran out. */
  deadline: DeadlineKind;
  /** Whose silence it was. */
  owed_by: EndingSilenceOwedBy;
  /** When it ran out (UTC). */
  due_at: string;
  /** What the deal became by it. */
  executed: EscrowState;
}

export interface FeeView {
  /** Share of the price in basis points: 250 are 2.5 per cent. */
  basis_points: number;
  /** Fixed amount on top of the share. */
  fixed: MoneyView;
  /** `seller`: taken off what the seller gets. `buyer`: paid on top of the price. */
  paid_by: FeePayer;
}

/** Places of the price. `missing` is what the buyer still has to pay, a fee on top included. */
export interface FundsView {
  /** In the escrow now, frozen money included. */
  held: MoneyView;
  /** Of that, what a dispute has frozen: nothing releases it until the dispute ends. */
  frozen: MoneyView;
  /** Of that, what can be released or refunded now. */
  releasable: MoneyView;
  /** What the buyer still has to pay, a fee on top included. */
  missing: MoneyView;
  /** With the fee that came out of it. */
  released: MoneyView;
  /** What has gone back to the buyer. */
  refunded: MoneyView;
  /** What the platform has taken so far. */
  fee: MoneyView;
  /** Of a fee that the buyer pays. */
  fee_held: MoneyView;
}

export interface ShipmentView {
  /** Name of the carrier, as people write it. */
  carrier: string;
  /** The carrier's number of the parcel. */
  tracking_number: string;
  /** What speaks against it as proof of a shipment, should the deal be disputed. */
  doubts: ShipmentDoubt[];
}

export interface WindowsView {
  /** For the payment, from the creation on; then the escrow expires. */
  funding_expiry: string;
  /** For the shipment, from the payment on; then the buyer is refunded. */
  ship_within: string;
  /** For the buyer to inspect the goods, from the delivery on; then the money is released. */
  inspection: string;
  /** For the delivery to be reported, from the shipment on; then what `undelivered` says. */
  delivery: string;
  /** `inspect`: it counts as delivered. `refund`: everything goes back to the buyer. */
  undelivered: Undelivered;
}

export interface EscrowView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** State of the deal. */
  status: EscrowState;
  /** Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it. */
  version: number;
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** The agreed price, without a fee that the buyer pays on top. */
  amount: MoneyView;
  /** The platform's fee, as agreed. */
  fee: FeeView;
  /** What was agreed, as it will be shown if there is a dispute. */
  agreement: AgreementView;
  /** How long each step may take. */
  windows: WindowsView;
  /** The dispute edition that is pinned to this deal. */
  policy: string;
  /** SHA-256 of the pinned edition: what a dispute follows can be proven later. */
  policy_hash: string | null;
  /** Your category of the deal; it may choose the dispute policy. */
  category: string | null;
  /** Your own reference, given at the creation. */
  partner_reference: string | null;
  /** Your own keys and texts, as they were given; never interpreted. */
  metadata: Record<string, string>;
  /** How much of the price is held, released, refunded and frozen. */
  funds: FundsView;
  /** Id of the dispute that has frozen money; null if none has. */
  dispute: string | null;
  /** Carrier and tracking number as they were reported; null before. */
  shipment: ShipmentView | null;
  /** When it was created (UTC). */
  created_at: string;
  /** Until when the buyer must have paid, excluded (UTC); then it expires. */
  fund_by: string;
  /** When the price was complete (UTC); null before. */
  funded_at: string | null;
  /** Until when the shipment must have been reported, excluded (UTC); null before it is paid. */
  ship_by: string | null;
  /** When the shipment was reported (UTC); null before. */
  shipped_at: string | null;
  /** Until when the delivery must have been reported, excluded (UTC); null before it is shipped. */
  deliver_by: string | null;
  /** When the delivery was reported or presumed (UTC); null before. */
  delivered_at: string | null;
  /** Nobody reported the delivery: the time to do so was over. */
  delivery_presumed: boolean;
  /** When the buyer's inspection ends and the money is released by itself (UTC); null before the delivery. */
  inspection_ends_at: string | null;
  /** When all its money had gone (UTC); null before. */
  closed_at: string | null;
  /** Where silence has ended the deal: whose, and what was carried out for it. */
  cause: EndingSilenceView | null;
  /** None until the price is complete. */
  dispute_window: DisputeWindowView | null;
  /** What you may do now, each with its address, deadline and limits. What is not listed is refused. */
  allowed_actions: AllowedAction[];
  /** What happens by itself if nobody acts; null if nothing does. */
  next_automatic_action: NextAutomaticAction | null;
  /**
   * What follows by itself if the dispute ends without a settlement, withdrawn for instance: at this time, or at
   * once if it is over. None without a dispute. Where the delivery is presumed only then, an end after which nobody
   * may open another lets the release come without the filing window; the case, which knows its ends, foretells
   * each.
   */
  when_unfrozen: NextAutomaticAction | null;
}

/** What came of one instruction: what its own request would have been answered with. */
export interface BulkOutcomeView {
  /** Key of the instruction. */
  key: string;
  /** Operation of the instruction. */
  operation: string;
  /** Status that a request of its own would have had: below 400 it is carried out. */
  status: number;
  /** Whether it had been carried out before, under the same key. */
  replayed: boolean;
  /** Escrow as the instruction left it. */
  result?: EscrowView | null;
  /** Why it was not carried out: a problem, as in the answer to a request of its own. */
  problem?: Record<string, unknown> | null;
}

export interface BulkView {
  /** One for each instruction, in their order. */
  outcomes: BulkOutcomeView[];
  /** How many were carried out, now or before. */
  succeeded: number;
  /** How many were not. Nothing of these has changed anything. */
  refused: number;
}

export interface MovementView {
  /** Why the money moved. */
  kind: MovementKind;
  /** Party whose money it is. */
  party: Party;
  /** Account it leaves. */
  from_account: Account;
  /** Account it arrives in. */
  to_account: Account;
  /** Money that moves. */
  amount: MoneyView;
}

export interface EscrowViewPage {
  /** What was asked for, in the order that the operation describes. */
  data: EscrowView[];
  /** Whether there is another page. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor?: string | null;
}

/** Ledger transaction. What leaves one account arrives in another, to the last minor unit. */
export interface PostingView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Id of the order that moved it: the same order moves it once. */
  instruction: string;
  /** What brought it about. */
  cause: string;
  /** The payment provider's id, where a payment was reported. */
  provider_reference: string | null;
  /**
   * When it took effect: of what happens by itself, when it was due; of what came in time and was decided late,
   * when it was received.
   */
  created_at: string;
  /** When it was written into the ledger (UTC). */
  recorded_at: string;
  /** What went from where to where; they add up to nothing. */
  movements: MovementView[];
}

export interface StatementView {
  /** What was asked for, in the order that the operation describes. */
  data: PostingView[];
}
