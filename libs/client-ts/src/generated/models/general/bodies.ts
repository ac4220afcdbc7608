// Bodies of general. Written by `make clients`: do not edit.

import type { OptionKind } from "../general/choices.ts";
import type { MoneyBody } from "../general/parts.ts";

/**
 * Solution on offer. A partial refund names an amount or its share in basis points.
 *
 * So may a replacement, where the policy lets it come with a reduction: that much goes back to the buyer at once.
 */
export interface SolutionBody {
  /** Which kind of solution it is. */
  kind: OptionKind;
  /** What the buyer gets back. Of a partial refund, instead of a share. */
  amount?: MoneyBody | null;
  /** What the buyer gets back, in basis points of the disputed amount: 2,500 are a quarter. */
  basis_points?: number | null;
}
