// Codes of mediations. Written by `make clients`: do not edit.

/** Codes of the problems of `list_mediations`; there may be more in time. */
export type ListMediationsCode =
  | "bad_request" | "bad_cursor" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable"
  | "validation_failed" | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `get_mediation`; there may be more in time. */
export type GetMediationCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable" | "validation_failed"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `answer_question`; there may be more in time. */
export type AnswerQuestionCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated"
  | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "agreement_pending" | "assigned_to_another" | "awaits_approval" | "case_closed" | "counter_offer_required"
  | "deadline_passed" | "not_amendable" | "not_asked" | "not_your_turn" | "rounds_exhausted" | "too_many_answers"
  | "walk_over" | "version_conflict" | "payload_too_large" | "unsupported_media_type" | "validation_failed"
  | "amount_out_of_range" | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "answer_invalid"
  | "currency_mismatch" | "question_unknown" | "rate_limited" | "internal_error" | "dependency_unavailable"
  | "overloaded" | "request_outdated";

/** Codes of the problems of `list_suggestions`; there may be more in time. */
export type ListSuggestionsCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable" | "question_unanswered"
  | "validation_failed" | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `foretell_option`; there may be more in time. */
export type ForetellOptionCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable" | "validation_failed"
  | "currency_mismatch" | "duplicate_option" | "kind_not_allowed" | "option_invalid" | "too_many_options"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `create_proposal`; there may be more in time. */
export type CreateProposalCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated"
  | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "agreement_pending" | "assigned_to_another" | "awaits_approval" | "case_closed" | "counter_offer_required"
  | "deadline_passed" | "mediator_not_called" | "not_amendable" | "not_your_turn" | "question_unanswered"
  | "rounds_exhausted" | "too_many_answers" | "walk_over" | "version_conflict" | "payload_too_large"
  | "unsupported_media_type" | "validation_failed" | "amount_out_of_range" | "card_number_not_allowed"
  | "currency_unknown" | "idempotency_mismatch" | "currency_mismatch" | "duplicate_option" | "kind_not_allowed"
  | "not_suggested" | "offers_nothing_new" | "option_invalid" | "too_many_options" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `accept_proposal`; there may be more in time. */
export type AcceptProposalCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "idempotency_key_missing" | "malformed_if_match"
  | "unauthenticated" | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout"
  | "idempotency_in_flight" | "agreement_overtaken" | "agreement_pending" | "approval_needed" | "assigned_to_another"
  | "awaits_approval" | "case_closed" | "counter_offer_required" | "deadline_passed" | "not_amendable" | "not_your_turn"
  | "own_proposal" | "proposal_superseded" | "rounds_exhausted" | "too_many_answers" | "walk_over"
  | "version_conflict" | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "amount_out_of_range"
  | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "no_such_option" | "rate_limited"
  | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `reject_proposal`; there may be more in time. */
export type RejectProposalCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated"
  | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "agreement_pending" | "assigned_to_another" | "awaits_approval" | "case_closed" | "counter_offer_required"
  | "deadline_passed" | "not_amendable" | "not_your_turn" | "own_proposal" | "proposal_superseded" | "rounds_exhausted"
  | "too_many_answers" | "walk_over" | "version_conflict" | "payload_too_large" | "unsupported_media_type"
  | "validation_failed" | "amount_out_of_range" | "card_number_not_allowed" | "currency_unknown"
  | "idempotency_mismatch" | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded"
  | "request_outdated";

/** Codes of the problems of `counter_proposal`; there may be more in time. */
export type CounterProposalCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated"
  | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "agreement_pending" | "assigned_to_another" | "awaits_approval" | "case_closed" | "counter_offer_required"
  | "deadline_passed" | "not_amendable" | "not_your_turn" | "own_proposal" | "proposal_superseded" | "rounds_exhausted"
  | "too_many_answers" | "walk_over" | "version_conflict" | "payload_too_large" | "unsupported_media_type"
  | "validation_failed" | "amount_out_of_range" | "card_number_not_allowed" | "currency_unknown"
  | "idempotency_mismatch" | "currency_mismatch" | "duplicate_option" | "kind_not_allowed" | "not_suggested"
  | "offers_nothing_new" | "option_invalid" | "too_many_options" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `amend_proposal`; there may be more in time. */
export type AmendProposalCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated"
  | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "agreement_pending" | "assigned_to_another" | "awaits_approval" | "case_closed" | "counter_offer_required"
  | "deadline_passed" | "not_amendable" | "not_your_turn" | "proposal_superseded" | "question_unanswered"
  | "rounds_exhausted" | "too_many_answers" | "walk_over" | "version_conflict" | "payload_too_large"
  | "unsupported_media_type" | "validation_failed" | "amount_out_of_range" | "card_number_not_allowed"
  | "currency_unknown" | "idempotency_mismatch" | "currency_mismatch" | "duplicate_option" | "kind_not_allowed"
  | "not_suggested" | "offers_nothing_new" | "option_invalid" | "too_many_options" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded" | "request_outdated";
