// Filters of mediations. Written by `make clients`: do not edit.

import type { Side } from "../general/choices.ts";
import type { State } from "../mediations/choices.ts";

/** Filters of `list_mediations`. */
export interface MediationsFilters {
  /** Mediation of one case. */
  dispute?: string;
  /** States, separated by commas. */
  state?: State[];
  /** Whose turn it is. */
  awaiting?: Side;
}
