// Choices of general. Written by `make clients`: do not edit.

/**
 * Kind of account. HOLD and FEE_HOLD exist once per escrow, a RECEIVABLE once per participant, the others once per
 * platform; each in one currency.
 */
export type Account =
  | "hold" | "fee_hold" | "external" | "seller_payable" | "buyer_payable" | "platform_fee" | "suspense" | "receivable"
  | "platform_fines";

export type FollowingStepOf = "escrow" | "disputes";

export type AllowedActionMethod = "POST" | "PUT" | "PATCH" | "DELETE";

/** Part in which somebody acts. The token says it, the domain decides what it means. */
export type Role = "buyer" | "seller" | "representative" | "operator" | "platform" | "system" | "admin";

export type FeePayer = "seller" | "buyer";

export type EscrowState =
  | "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded"
  | "split_settled" | "cancelled" | "expired";

export type NextAutomaticActionClock = "natural" | "business";

/** Reason for looking twice at a shipment record. None says that it is false. */
export type ShipmentDoubt = "carrier_unknown" | "number_not_of_carrier" | "check_digit_wrong";

export type Language = "en" | "fr" | "pt" | "zh";

export type MovementKind =
  | "fund" | "release" | "refund" | "fee" | "park" | "buyer_fee" | "buyer_fee_earned" | "buyer_fee_returned"
  | "reversal" | "buyer_fee_reversal" | "fine" | "fine_reversal";

/** Acts of people on a case. Acts of negotiating and proving belong to mediation and evidence. */
export type Act =
  | "escalate" | "withdraw" | "accept_claim" | "give_return_address" | "correct_return_address" | "ship_return"
  | "correct_parcel" | "acknowledge_return" | "fulfil" | "confirm" | "appeal" | "message" | "assign" | "verify"
  | "refuse_verification" | "request_video" | "decide" | "ask_for_evidence" | "extend" | "pause" | "resume";

export type DisputeOutcome =
  | "agreement" | "decision" | "timeout" | "claim_accepted" | "withdrawn" | "void" | "not_verified" | "inconclusive"
  | "escrow_ended";

/** Means by which a party has told support what it wants. */
export type ContactMeans = "phone" | "email" | "letter" | "chat" | "in_person" | "other";

/** Reason why a decision needs a second operator. */
export type DecisionWeight = "amount_above_limit" | "permanent_closure";

export type Finding = "yes" | "no" | "unclear";

/** Condition of goods on arrival, in the receiver's words (D13). */
export type Condition = "received" | "not_received" | "damaged" | "wrong_or_empty" | "items_missing";

export type Responsible = "buyer" | "seller" | "both" | "none";

/** Rulings an operator can give: a solution, or that none can be found (the freeze is lifted). */
export type RulingKind =
  | "refund_full" | "refund_partial" | "release" | "replacement" | "return_and_refund" | "inconclusive";

export type DecisionState = "effective" | "awaiting_approval" | "approved" | "rejected" | "lapsed";

/** Status in lists. `opening`, `settling` and `reversing` wait for escrow; a `decided` case can be contested. */
export type Status =
  | "opening" | "waiting_for_buyer" | "waiting_for_seller" | "waiting_for_both" | "under_review" | "awaiting_approval"
  | "decided" | "settling" | "reversing" | "closed";

export type DisputeViewerState = "required_action" | "waiting" | "closed";

export type DisputedFundsState = "freeze_requested" | "frozen" | "settled" | "unfrozen";

export type ForecastStepClock = "natural" | "business";

export type ForecastStepOf = "disputes" | "escrow";

/** Kind of a solution. */
export type OptionKind = "refund_full" | "refund_partial" | "release" | "replacement" | "return_and_refund";

export type PendingOf = "escrow" | "disputes" | "mediation";

export type PendingWhat = "freeze" | "settlement" | "reversal" | "agreement" | "negotiation";

export type Phase = "agreement" | "escalated" | "execution";

export type RulingHeard = "all" | "default_judgment" | "nobody";

export type TransactionVerificationResult = "verified" | "not_verified";

export type WantedEvidenceRequestedBy = "policy" | "operator";

export type WantedEvidenceState = "open" | "satisfied" | "lapsed" | "closed";

export type StandingStatus = "active" | "suspended" | "closed";

/** Party of a case. */
export type Side = "buyer" | "seller";

export type ReasonCode =
  | "film_damaged" | "no_picture" | "piece_empty" | "film_cut" | "picture_absent" | "film_holes" | "frames_read"
  | "piece_altered" | "chain_broken" | "pieces_missing" | "pieces_whole" | "mark_foreign" | "mark_absent" | "marks_few"
  | "marks_partly_readable" | "marks_genuine" | "token_older" | "no_token" | "tokens_follow" | "received_early"
  | "received_in_time" | "received_late" | "received_partly_late" | "connection_lost" | "seconds_missing"
  | "seconds_added" | "film_short" | "film_mostly_paused" | "duration_fits" | "foreign_case_code" | "no_case_code"
  | "case_code_shown" | "picture_still" | "picture_moves" | "words_without_sound" | "words_for_operator"
  | "checks_not_run" | "call_duration" | "sound_present" | "sound_absent";

export type AnswerKind = "choice" | "yes_no" | "number" | "amount";
