// Codes of evidence. Written by `make clients`: do not edit.

/** Codes of the problems of `upload_evidence`; there may be more in time. */
export type UploadEvidenceCode =
  | "bad_request" | "idempotency_key_invalid" | "checksum_unsupported" | "upload_interrupted" | "unauthenticated"
  | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "upload_too_slow"
  | "idempotency_in_flight" | "case_closed" | "deadline_passed" | "request_not_open" | "too_many_files"
  | "payload_too_large" | "file_too_large" | "platform_full" | "quota_exceeded" | "unsupported_media_type"
  | "form_not_allowed" | "validation_failed" | "idempotency_mismatch" | "card_number_not_allowed" | "carrier_unknown"
  | "content_not_of_kind" | "content_rejected" | "covers_unknown" | "kind_not_allowed" | "kind_not_asked"
  | "shipped_before_sale" | "shipped_in_future" | "rate_limited" | "too_many_uploads" | "checksum_mismatch"
  | "internal_error" | "dependency_unavailable" | "overloaded" | "inspection_busy" | "request_outdated" | "storage_full";

/** Codes of the problems of `create_download_link`; there may be more in time. */
export type CreateDownloadLinkCode =
  | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated" | "forbidden"
  | "platform_not_active" | "not_found" | "not_acceptable" | "idempotency_in_flight" | "not_a_file" | "quarantined"
  | "evidence_erased" | "version_conflict" | "payload_too_large" | "unsupported_media_type" | "validation_failed"
  | "idempotency_mismatch" | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `download_evidence`; there may be more in time. */
export type DownloadEvidenceCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "link_refused" | "not_found" | "not_acceptable"
  | "content_altered" | "not_a_file" | "quarantined" | "evidence_erased" | "range_not_satisfiable" | "validation_failed"
  | "rate_limited" | "too_many_downloads" | "internal_error" | "dependency_unavailable" | "overloaded"
  | "request_outdated";

/** Codes of the problems of `preview_evidence`; there may be more in time. */
export type PreviewEvidenceCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "link_refused" | "not_found" | "no_preview" | "not_acceptable"
  | "content_altered" | "not_a_file" | "quarantined" | "evidence_erased" | "validation_failed" | "rate_limited"
  | "internal_error" | "dependency_unavailable" | "overloaded" | "inspection_busy" | "request_outdated" | "storage_full";

/** Codes of the problems of `get_evidence_signals`; there may be more in time. */
export type GetEvidenceSignalsCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable" | "validation_failed"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `list_evidence`; there may be more in time. */
export type ListEvidenceCode =
  | "bad_request" | "bad_cursor" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable"
  | "validation_failed" | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `submit_evidence`; there may be more in time. */
export type SubmitEvidenceCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "unauthenticated" | "forbidden"
  | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight" | "case_closed"
  | "deadline_passed" | "request_not_open" | "too_many_files" | "payload_too_large" | "platform_full"
  | "quota_exceeded" | "unsupported_media_type" | "validation_failed" | "amount_out_of_range"
  | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "carrier_unknown" | "content_not_of_kind"
  | "covers_unknown" | "kind_not_allowed" | "kind_not_asked" | "shipped_before_sale" | "shipped_in_future"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `get_evidence`; there may be more in time. */
export type GetEvidenceCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable" | "validation_failed"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `invalidate_evidence`; there may be more in time. */
export type InvalidateEvidenceCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated"
  | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "already_invalid" | "case_closed" | "version_conflict" | "payload_too_large" | "unsupported_media_type"
  | "validation_failed" | "amount_out_of_range" | "card_number_not_allowed" | "currency_unknown"
  | "idempotency_mismatch" | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded"
  | "request_outdated";

/** Codes of the problems of `list_evidence_requests`; there may be more in time. */
export type ListEvidenceRequestsCode =
  | "bad_request" | "bad_cursor" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable"
  | "validation_failed" | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded"
  | "request_outdated";

/** Codes of the problems of `get_evidence_request`; there may be more in time. */
export type GetEvidenceRequestCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable" | "validation_failed"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `attach_evidence`; there may be more in time. */
export type AttachEvidenceCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated"
  | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "already_invalid" | "case_closed" | "deadline_passed" | "request_not_open" | "evidence_erased" | "version_conflict"
  | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "amount_out_of_range"
  | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "covers_unknown" | "kind_not_asked"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";
