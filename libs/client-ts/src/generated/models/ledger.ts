// Bodies and answers of ledger. Written by `make clients`: do not edit.

import type { MoneyView } from "./general/answers.ts";
import type { Account, MovementKind } from "./general/choices.ts";

export type AccountSide = "credit" | "debit";

export type DebtDirection = "incurred" | "lifted";

/** `credit`: money owed to somebody. `debit`: money that has come in, seen from outside. */
export interface AccountView {
  /** Which account it is. */
  kind: Account;
  /** What it comes to now, derived from the entries. */
  balance: MoneyView;
  /** `credit`: money owed to somebody. `debit`: money that has come in, seen from outside. */
  side: AccountSide;
  /** Whose debt it is, where the account is one participant's. */
  participant?: string | null;
}

export interface AccountsView {
  /** What was asked for, in the order that the operation describes. */
  data: AccountView[];
}

/** `incurred`: it is owed from now on. `lifted`: it is not any more. */
export interface DebtView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Id of the order that moved it. */
  instruction: string;
  /** Why the money moved. */
  kind: MovementKind;
  /** `incurred`: it is owed from now on. `lifted`: it is not any more. */
  direction: DebtDirection;
  /** How much is owed from now on, or not any more. */
  amount: MoneyView;
  /** Id of the escrow that it comes from; null for a fine. */
  escrow: string | null;
  /** Id of the dispute that it comes from; null if none. */
  dispute: string | null;
  /** When it took effect (UTC). */
  created_at: string;
}

/** `ok`: every transaction adds up to nothing, every hold is the sum of its entries. */
export interface IntegrityView {
  /** Whether everything adds up. */
  ok: boolean;
  /** Ledger transactions that were added up. */
  transactions: number;
  /** Of those, how many do not add up to nothing: 0, or there is a fault. */
  unbalanced_transactions: number;
  /** Escrows that were compared. */
  escrows: number;
  /** Of those, how many hold something else than their entries say: 0, or there is a fault. */
  differing_holds: number;
}

export interface DebtViewPage {
  /** What was asked for, in the order that the operation describes. */
  data: DebtView[];
  /** Whether there is another page. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor?: string | null;
}

/** Codes of the problems of `list_accounts`; there may be more in time. */
export type ListAccountsCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable" | "validation_failed"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `get_debts`; there may be more in time. */
export type GetDebtsCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable" | "validation_failed"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `get_debt_postings`; there may be more in time. */
export type GetDebtPostingsCode =
  | "bad_request" | "bad_cursor" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable"
  | "validation_failed" | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `check_integrity`; there may be more in time. */
export type CheckIntegrityCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable" | "validation_failed"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded";
