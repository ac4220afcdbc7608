// Filters of escrows. Written by `make clients`: do not edit.

import type { EscrowState } from "../general/choices.ts";

/** Filters of `list_escrows`. */
export interface EscrowsFilters {
  /** States, separated by commas. */
  status?: EscrowState[];
  /** Your own reference, given at the creation. */
  partner_reference?: string;
  /** Buyer or seller. */
  participant?: string;
}
