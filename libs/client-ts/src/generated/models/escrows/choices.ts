// Choices of escrows. Written by `make clients`: do not edit.

/** Outcome of a shipment that nobody reports as delivered (ADR 0015). */
export type Undelivered = "inspect" | "refund";

export type DeadlineKind =
  | "funding_expiry" | "auto_refund_unshipped" | "presume_delivery" | "auto_refund_undelivered" | "auto_release";

export type EndingSilenceOwedBy = "buyer" | "seller";

export type Party = "buyer" | "seller" | "platform";
