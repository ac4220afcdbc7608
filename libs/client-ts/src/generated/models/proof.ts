// Bodies and answers of proof. Written by `make clients`: do not edit.

export type BundleState = "pending" | "ready" | "failed" | "expired";

export interface BundleRequest {
  /** Id of the dispute. */
  dispute: string;
}

/** Archive of everything about a case. `download` is there once it is ready, for ten minutes at a time. */
export interface BundleView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Id of the dispute. */
  dispute: string;
  /** How far it is: `pending` until it is made. */
  state: BundleState;
  /** When it was asked for (UTC). */
  requested_at: string;
  /** Size in bytes; null until it is ready. */
  size: number | null;
  /** SHA-256 of the bytes, in hexadecimal. */
  sha256: string | null;
  /** Until when it can be downloaded (UTC); null until it is ready. */
  expires_at: string | null;
  /** Address of the archive, good for ten minutes; null until it is ready. */
  download: string | null;
}

/** Seal of what was there at a ruling. `manifest` is signed as it is, byte by byte. */
export interface SealView {
  /** Which ruling it is about: 1 for the first. */
  instance: number;
  /** When it was sealed (UTC). */
  sealed_at: string;
  /** What was there, as JSON in a text: exactly these bytes are signed. */
  manifest: string;
  /** SHA-256 of the bytes, in hexadecimal. */
  sha256: string;
  /** Ed25519, in Base64. */
  signature: string;
  /** Id of the key that signed it. */
  key_id: string;
  /** A token of RFC 3161 over the manifest, in Base64. */
  timestamp: string | null;
}

export interface SealsView {
  /** What was asked for, in the order that the operation describes. */
  data: SealView[];
}

/** Codes of the problems of `list_seals`; there may be more in time. */
export type ListSealsCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable" | "evidence_sealed"
  | "validation_failed" | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `create_bundle`; there may be more in time. */
export type CreateBundleCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "unauthenticated" | "forbidden"
  | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "evidence_sealed" | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "amount_out_of_range"
  | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `get_bundle`; there may be more in time. */
export type GetBundleCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable" | "validation_failed"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `download_bundle`; there may be more in time. */
export type DownloadBundleCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "link_refused" | "not_found" | "not_acceptable"
  | "bundle_not_ready" | "content_altered" | "validation_failed" | "rate_limited" | "too_many_downloads"
  | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `get_seal_key`; there may be more in time. */
export type GetSealKeyCode =
  | "bad_request" | "not_acceptable" | "validation_failed" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `get_heads_key`; there may be more in time. */
export type GetHeadsKeyCode =
  | "bad_request" | "not_found" | "not_acceptable" | "validation_failed" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `get_verification_program`; there may be more in time. */
export type GetVerificationProgramCode =
  | "bad_request" | "not_found" | "not_acceptable" | "validation_failed" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded";
