// Bodies of mediations. Written by `make clients`: do not edit.

import type { ContactMeans, OptionKind } from "../general/choices.ts";
import type { MoneyBody } from "../general/parts.ts";
import type {
  AcceptOnBehalfOf,
  AnswerOnBehalfOf,
  ProposeOnBehalfOf,
  RejectOnBehalfOf,
  RewordOnBehalfOf,
} from "../mediations/choices.ts";

export interface AcceptBody {
  /** Party for whom an operator acts. Parties leave it out. */
  on_behalf_of?: AcceptOnBehalfOf | null;
  /** How the party has told support what it wants; it is recorded and told. */
  means?: ContactMeans | null;
  /** The proposal's version you have read. */
  version: number;
  /** Index of the chosen option. */
  option: number;
}

export interface AnswerBody {
  /** Party for whom an operator acts. Parties leave it out. */
  on_behalf_of?: AnswerOnBehalfOf | null;
  /** How the party has told support what it wants; it is recorded and told. */
  means?: ContactMeans | null;
  /** What is asked, or an earlier question to go back to. */
  question: string;
  /** A choice's code, true or false, a number, or an amount. */
  value: boolean | number | string | MoneyBody;
}

/**
 * Solution to offer. A partial refund names an amount or its share in basis points.
 *
 * So may a replacement, where `constraints.with_reduction` of the action lists it: that much goes back to the buyer
 * at once, and the replacement is about the rest. The other kinds name neither.
 */
export interface OptionBody {
  /** Which kind of solution it is. */
  kind: OptionKind;
  /** What the buyer gets back. Of a partial refund, instead of a share. */
  amount?: MoneyBody | null;
  /** What the buyer gets back, in basis points of the disputed amount: 2,500 are a quarter. */
  basis_points?: number | null;
}

export interface ProposeBody {
  /** Party for whom an operator acts. Parties leave it out. */
  on_behalf_of?: ProposeOnBehalfOf | null;
  /** How the party has told support what it wants; it is recorded and told. */
  means?: ContactMeans | null;
  /** Ranked: the first is what you prefer. */
  options: OptionBody[];
  /** In your own words; shown to the other party and the operator. */
  note?: string | null;
}

export interface RejectBody {
  /** Party for whom an operator acts. Parties leave it out. */
  on_behalf_of?: RejectOnBehalfOf | null;
  /** How the party has told support what it wants; it is recorded and told. */
  means?: ContactMeans | null;
  /** Version of the proposal that you have read; what was reworded since is not rejected. */
  version?: number | null;
  /** In your own words; shown to the other party and the operator. */
  reason?: string | null;
}

/** New options, bound to the version of the proposal that they answer or replace. */
export interface RewordBody {
  /** Party for whom an operator acts. Parties leave it out. */
  on_behalf_of?: RewordOnBehalfOf | null;
  /** How the party has told support what it wants; it is recorded and told. */
  means?: ContactMeans | null;
  /** Ranked: the first is what you prefer. */
  options: OptionBody[];
  /** In your own words; shown to the other party and the operator. */
  note?: string | null;
  /** The proposal's version you have read. */
  version: number;
}
