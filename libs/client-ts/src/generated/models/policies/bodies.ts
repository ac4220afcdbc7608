// Bodies of policies. Written by `make clients`: do not edit.

import type { SolutionBody } from "../general/bodies.ts";
import type { RulingKind } from "../general/choices.ts";
import type { MoneyBody } from "../general/parts.ts";
import type { SuppliedActBy, SuppliedActDid, SuppliedCaseClaimant } from "../policies/choices.ts";

/** Edition, in TOML or as JSON: one of the two. */
export interface EditionBody {
  /** The edition as a TOML text. Instead of `policy`. */
  toml?: string | null;
  /** The edition as an object. Instead of `toml`. */
  policy?: Record<string, unknown> | null;
}

/** Act in a supplied case: who did what and when. An agreement names its option, a ruling its outcome. */
export interface SuppliedAct {
  /** When it was done (RFC 3339). */
  at: string;
  /** Role that did it. */
  by: SuppliedActBy;
  /** Act that was done, as a code. */
  did: SuppliedActDid;
  /** Of `agree`: what was agreed. */
  option?: SolutionBody | null;
  /** Of `rule`: what was ruled. */
  outcome?: RulingKind | null;
  /** Of a ruling of a partial refund: how much. */
  amount?: MoneyBody | null;
}

export interface SuppliedCase {
  /** Your reference of it; it comes back in the answer. */
  reference?: string | null;
  /** Code of the reason, one of the edition's. */
  reason: string;
  /** Party that opened the case. */
  claimant?: SuppliedCaseClaimant;
  /** What was disputed. */
  claimed: MoneyBody;
  /** Solutions that were asked for. */
  options?: SolutionBody[];
  /** When it was opened (RFC 3339). */
  opened_at: string;
  /** What was done, in any order. */
  acts?: SuppliedAct[];
}

/** Closed cases of a period, or a caseload of your own: one of the two. */
export interface SimulationBody {
  /** Beginning of the period (RFC 3339), included. */
  from?: string | null;
  /** End of the period (RFC 3339), excluded. */
  to?: string | null;
  /** A caseload of your own, 500 cases at most. Instead of a period. */
  cases?: SuppliedCase[];
}
