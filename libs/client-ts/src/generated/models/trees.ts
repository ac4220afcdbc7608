// Bodies and answers of trees. Written by `make clients`: do not edit.

import type { AnswerKind, OptionKind } from "./general/choices.ts";
import type { MoneyBody } from "./general/parts.ts";

export type TreeSummaryOwner = "parley" | "platform";

export type TreeOwner = "parley" | "platform";

export interface EdgeBody {
  /** A question, or `suggestions` to end. */
  to: string;
  /** In CEL. The first that holds is taken; the last has none. */
  when?: string | null;
}

export interface QuestionBody {
  /** The question, for people. */
  text: string;
  /** How it is answered. */
  kind: AnswerKind;
  /** Of `choice`: what there is to choose, by its code. */
  choices?: Record<string, string>;
  /** Of `number` and `amount`: the least that is taken. */
  least?: number;
  /** Of `number` and `amount`: the most that is taken. */
  most?: number;
  /** Where each answer leads; the first whose condition holds. */
  next: EdgeBody[];
}

/** Solution to suggest. A partial refund says how much as a share, as a fixed amount, or as an expression. */
export interface SuggestionBody {
  /** Which kind of solution it is. */
  kind: OptionKind;
  /** What people read about it. */
  text: string;
  /** Condition in CEL; without it, always suggested. */
  when?: string | null;
  /** Of a partial refund: its share of the disputed amount, in basis points. */
  basis_points?: number | null;
  /** Suggested only in disputes of this currency. */
  fixed?: MoneyBody | null;
  /** In CEL: minor units of the disputed currency. */
  amount?: string | null;
  /** Of the disputed amount: how far down one may go. */
  at_least?: number | null;
  /** Of the disputed amount: how far up one may go. */
  at_most?: number | null;
}

export interface TreeBody {
  /** Name of the tree; its editions are named after it. */
  name: string;
  /** The name, a hyphen, and what makes this edition another one. */
  edition: string;
  /** Title of the tree, as operators read it. */
  title: string;
  /** Where the walk begins: the first whose condition holds. */
  first: EdgeBody[];
  /** The questions, by their codes. */
  questions: Record<string, QuestionBody>;
  /** Ranked, the best first. */
  suggestions: SuggestionBody[];
}

export interface TreeSummary {
  /** Name, as people read it. */
  name: string;
  /** Name of the edition, as in `agreement_first-2026-11`: it never changes once it is published. */
  edition: string;
  /** Title for people. */
  title: string;
  /** SHA-256 of the edition's content, in hexadecimal: what a case follows can be proven later. */
  hash: string;
  /** `parley`: comes with Parley. `platform`: your own. */
  owner: TreeSummaryOwner;
  /** None for those that come with Parley. */
  published_at: string | null;
}

export interface TreeList {
  /** What was asked for, in the order that the operation describes. */
  data: TreeSummary[];
}

export interface TreeView {
  /** Name, as people read it. */
  name: string;
  /** Name of the edition, as in `agreement_first-2026-11`: it never changes once it is published. */
  edition: string;
  /** Title for people. */
  title: string;
  /** SHA-256 of the edition's content, in hexadecimal: what a case follows can be proven later. */
  hash: string;
  /** `parley`: comes with Parley. `platform`: your own. */
  owner: TreeOwner;
  /** None for those that come with Parley. */
  published_at: string | null;
  /** The tree itself, as it was published. */
  tree: TreeBody;
}

/** Codes of the problems of `list_trees`; there may be more in time. */
export type ListTreesCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable" | "validation_failed"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `publish_tree`; there may be more in time. */
export type PublishTreeCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "unauthenticated" | "forbidden"
  | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "edition_exists" | "too_many_editions" | "payload_too_large" | "unsupported_media_type" | "validation_failed"
  | "amount_out_of_range" | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "tree_unsound"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `get_tree`; there may be more in time. */
export type GetTreeCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable" | "validation_failed"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded";
