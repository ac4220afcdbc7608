// Bodies of escrows. Written by `make clients`: do not edit.

import type { Undelivered } from "../escrows/choices.ts";
import type { FeePayer } from "../general/choices.ts";
import type { MoneyBody } from "../general/parts.ts";

/** Terms agreed upon, as they will be shown if there is a dispute. */
export interface AgreementBody {
  /** What is sold, in up to 200 characters; shown in a dispute. */
  title: string;
  /** What was agreed beyond the title, in up to 10,000 characters; shown in a dispute. */
  terms?: string | null;
  /** SHA-256 of the photos in the offer, in hexadecimal. */
  photo_hashes?: string[];
}

/** Amount to move; everything that is held, if none is named. Null names none and is refused. */
export interface AmountBody {
  /** How much; its currency is the escrow's. Left out: all that is held. */
  amount?: MoneyBody;
}

export interface BulkReleaseBody {
  /** Idempotency key of this instruction: sent again, here or as a request of its own, it is answered as it was. */
  key: string;
  /** Escrow that it is about. */
  escrow: string;
  /** Version that you decided on, as `If-Match` says it in a request of its own. */
  version?: number | null;
  /** Pay the seller what is held, or a part of it. */
  operation: "release";
  /** What `POST /v1/escrows/{escrow}/release` takes. */
  body?: AmountBody;
}

export interface CancelBody {
  /** Idempotency key of this instruction: sent again, here or as a request of its own, it is answered as it was. */
  key: string;
  /** Escrow that it is about. */
  escrow: string;
  /** Version that you decided on, as `If-Match` says it in a request of its own. */
  version?: number | null;
  /** Call the deal off before the price is complete. */
  operation: "cancel";
}

/** Fee of the platform: a rate, a fixed amount, or both; agreed now and never changed. */
export interface FeeBody {
  /** Share of the price in basis points: 250 are 2.5 per cent. */
  basis_points?: number;
  /** Fixed amount on top of the share, in the escrow's currency. */
  fixed?: MoneyBody | null;
  /** `seller`: it is taken off what the seller gets. `buyer`: it is paid on top of the price. */
  paid_by?: FeePayer;
}

export interface WindowsBody {
  /** For the payment, as in `7 days`, from the creation on; then the escrow expires. */
  funding_expiry?: string;
  /** For the shipment, from the payment on; then the buyer is refunded. */
  ship_within?: string;
  /** For the buyer to inspect the goods, from the delivery on; then the money is released. */
  inspection?: string;
  /** From the shipment on; what follows when nobody reports the delivery says `undelivered`. */
  delivery?: string;
  /** `inspect`: it counts as delivered and the buyer's inspection begins. `refund`: everything goes back. */
  undelivered?: Undelivered;
}

export interface NewEscrowBody {
  /** The buyer's user id on your platform. Another one than the seller's. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** The price. Its currency is the escrow's. */
  amount: MoneyBody;
  /** Your fee; none if it is left out. */
  fee?: FeeBody;
  /** What is sold and on which terms. */
  agreement: AgreementBody;
  /** How long each step may take; the defaults if it is left out. */
  windows?: WindowsBody;
  /**
   * Which rules a dispute would follow: a policy, whose current edition is pinned, or one edition. If not named,
   * what the platform has chosen for the category, else its default.
   */
  policy?: string | null;
  /** Your category of the deal: it chooses the dispute policy where you have chosen one for it. */
  category?: string | null;
  /** Your own reference, up to 128 visible ASCII characters; lists can be filtered by it. */
  partner_reference?: string | null;
  /** Your own keys and texts: 50 keys of 40 characters with texts of 500. Never interpreted. */
  metadata?: Record<string, string>;
}

export interface CreateBody {
  /** Idempotency key of this instruction: sent again, here or as a request of its own, it is answered as it was. */
  key: string;
  /** Create an escrow. */
  operation: "create_escrow";
  /** What `POST /v1/escrows` takes. */
  body: NewEscrowBody;
}

export interface DeliverBody {
  /** Idempotency key of this instruction: sent again, here or as a request of its own, it is answered as it was. */
  key: string;
  /** Escrow that it is about. */
  escrow: string;
  /** Version that you decided on, as `If-Match` says it in a request of its own. */
  version?: number | null;
  /** Report the delivery. */
  operation: "deliver";
}

export interface PaymentBody {
  /** What the buyer has paid, in the escrow's currency. It may be a part, or too much. */
  amount: MoneyBody;
  /** The payment provider's id of this payment. It is counted once. */
  provider_reference: string;
}

export interface FundBody {
  /** Idempotency key of this instruction: sent again, here or as a request of its own, it is answered as it was. */
  key: string;
  /** Escrow that it is about. */
  escrow: string;
  /** Version that you decided on, as `If-Match` says it in a request of its own. */
  version?: number | null;
  /** Report a payment. */
  operation: "fund";
  /** What `POST /v1/escrows/{escrow}/fund` takes. */
  body: PaymentBody;
}

export interface RefundBody {
  /** Idempotency key of this instruction: sent again, here or as a request of its own, it is answered as it was. */
  key: string;
  /** Escrow that it is about. */
  escrow: string;
  /** Version that you decided on, as `If-Match` says it in a request of its own. */
  version?: number | null;
  /** Give the buyer back what is held, or a part of it. */
  operation: "refund";
  /** What `POST /v1/escrows/{escrow}/refund` takes. */
  body?: AmountBody;
}

/** Parcel by which the goods are on their way. */
export interface ShipmentBody {
  /** Who carries it. */
  carrier: string;
  /** As the carrier prints it: letters, digits, blanks, and the marks ( ) . / _ + # : * and - between them. */
  tracking_number: string;
}

export interface ShipBody {
  /** Idempotency key of this instruction: sent again, here or as a request of its own, it is answered as it was. */
  key: string;
  /** Escrow that it is about. */
  escrow: string;
  /** Version that you decided on, as `If-Match` says it in a request of its own. */
  version?: number | null;
  /** Report the shipment. */
  operation: "ship";
  /** What `POST /v1/escrows/{escrow}/ship` takes. */
  body: ShipmentBody;
}

export interface BulkBody {
  /** At most 50. Those on one escrow are carried out in their order, the others at once and in any order. */
  instructions: (CreateBody | FundBody | ShipBody | DeliverBody | BulkReleaseBody | RefundBody | CancelBody)[];
}
