// Answers of mediations. Written by `make clients`: do not edit.

import type { SuggestedView } from "../mediations/answers.ts";

/** Acceptance received, and neither agreed nor refused yet: `href` tells the outcome. */
export interface PendingAgreementView {
  /** Always `pending`. */
  state: "pending";
  /** Id of the negotiation. */
  mediation: string;
  /** Id of the dispute. */
  dispute: string;
  /** Number of the proposal. */
  proposal: number;
  /** Number of the accepted option, from 0. */
  option: number;
  /** When the acceptance was received (UTC): it counts as of then. */
  received_at: string;
  /** Address that tells the outcome. */
  href: string;
  /** Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it. */
  version: number;
}

export interface SuggestionsView {
  /** Ranked: the first fits best. */
  data: SuggestedView[];
}
