// Bodies and answers of execution. Written by `make clients`: do not edit.

import type { Condition, ContactMeans } from "./general/choices.ts";

export type AppealOnBehalfOf = "buyer" | "seller";

export type FulfilmentOnBehalfOf = "buyer" | "seller";

export type ReceiptOnBehalfOf = "buyer" | "seller";

export type ReturnAddressOnBehalfOf = "buyer" | "seller";

export type ReturnOnBehalfOf = "buyer" | "seller";

export interface AddressBody {
  /** Who receives it there. */
  recipient: string;
  /** Street and number, or what stands for them there. */
  street: string;
  /** Where the country has one. */
  postal_code?: string | null;
  /** Town or city; left out only where addresses have none, as in Singapore. */
  city?: string | null;
  /** State, province, prefecture or emirate: needed where the country's addresses name it, as in the US or Brazil. */
  state?: string | null;
  /** ISO 3166-1, two capital letters. */
  country: string;
}

export interface AppealBody {
  /** Party for whom an operator acts. Parties leave it out. */
  on_behalf_of?: AppealOnBehalfOf | null;
  /** How the party has told support what it wants; it is recorded and told. */
  means?: ContactMeans | null;
  /** In full, why you disagree (K18). The evidence is given as evidence, with the points it covers. */
  explanation: string;
}

/** Parcel by which the promised goods are on their way. */
export interface FulfilmentBody {
  /** Party for whom an operator acts. Parties leave it out. */
  on_behalf_of?: FulfilmentOnBehalfOf | null;
  /** How the party has told support what it wants; it is recorded and told. */
  means?: ContactMeans | null;
  /**
   * One of 4PX, Amazon Logistics, An Post, Aramex, Australia Post, Blue Dart, CTT, Cainiao, Canada Post, China
   * Post, Correios, Correos, DHL, DPD, Delhivery, Deutsche Post, EMS, FedEx, GLS, Hermes, InPost, India Post, J&T
   * Express, Japan Post, Kerry Express, La Poste, Mondial Relay, Ninja Van, PostNL, PostNord, Poste Italiane,
   * Posti, Purolator, Royal Mail, SF Express, Sagawa, Seur, Swiss Post, TNT, UPS, USPS, Yamato, Yanwen, YunExpress,
   * bpost, Österreichische Post; or `other`.
   */
  carrier: string;
  /** As the carrier prints it: letters, digits, blanks, and the marks ( ) . / _ + # : * and - between them. */
  tracking_number: string;
  /** Of a carrier that is `other`. */
  carrier_name?: string | null;
}

/** Parcel from which money follows. A carrier that is none of those known is `other`, with its `carrier_name`. */
export interface ParcelBody {
  /**
   * One of 4PX, Amazon Logistics, An Post, Aramex, Australia Post, Blue Dart, CTT, Cainiao, Canada Post, China
   * Post, Correios, Correos, DHL, DPD, Delhivery, Deutsche Post, EMS, FedEx, GLS, Hermes, InPost, India Post, J&T
   * Express, Japan Post, Kerry Express, La Poste, Mondial Relay, Ninja Van, PostNL, PostNord, Poste Italiane,
   * Posti, Purolator, Royal Mail, SF Express, Sagawa, Seur, Swiss Post, TNT, UPS, USPS, Yamato, Yanwen, YunExpress,
   * bpost, Österreichische Post; or `other`.
   */
  carrier: string;
  /** As the carrier prints it: letters, digits, blanks, and the marks ( ) . / _ + # : * and - between them. */
  tracking_number: string;
  /** Of a carrier that is `other`. */
  carrier_name?: string | null;
}

/** Condition in which goods arrived. Anything but `received` contests it. */
export interface ReceiptBody {
  /** Party for whom an operator acts. Parties leave it out. */
  on_behalf_of?: ReceiptOnBehalfOf | null;
  /** How the party has told support what it wants; it is recorded and told. */
  means?: ContactMeans | null;
  /** How the goods arrived. */
  condition: Condition;
  /** What you saw, in words. */
  note?: string | null;
}

export interface ReturnAddressBody {
  /** Party for whom an operator acts. Parties leave it out. */
  on_behalf_of?: ReturnAddressOnBehalfOf | null;
  /** How the party has told support what it wants; it is recorded and told. */
  means?: ContactMeans | null;
  /** Where the goods are to be sent. */
  address: AddressBody;
}

/** Return address, from the seller (D10), or then the parcel, from the buyer (D11). */
export interface ReturnBody {
  /** Party for whom an operator acts. Parties leave it out. */
  on_behalf_of?: ReturnOnBehalfOf | null;
  /** How the party has told support what it wants; it is recorded and told. */
  means?: ContactMeans | null;
  /** Where the goods are to be sent. From the seller. */
  address?: AddressBody | null;
  /** What is on its way. From the buyer. */
  parcel?: ParcelBody | null;
}

/** Codes of the problems of `report_return`; there may be more in time. */
export type ReportReturnCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "idempotency_key_missing" | "malformed_if_match"
  | "unauthenticated" | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout"
  | "idempotency_in_flight" | "action_not_allowed_in_state" | "assigned_to_another" | "awaits_approval" | "case_closed"
  | "deadline_passed" | "edition_changed" | "penalty_reversed" | "version_conflict" | "payload_too_large"
  | "unsupported_media_type" | "validation_failed" | "amount_out_of_range" | "card_number_not_allowed"
  | "currency_unknown" | "idempotency_mismatch" | "carrier_unknown" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `correct_return_address`; there may be more in time. */
export type CorrectReturnAddressCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated"
  | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "action_not_allowed_in_state" | "assigned_to_another" | "awaits_approval" | "case_closed" | "deadline_passed"
  | "edition_changed" | "penalty_reversed" | "version_conflict" | "payload_too_large" | "unsupported_media_type"
  | "validation_failed" | "amount_out_of_range" | "card_number_not_allowed" | "currency_unknown"
  | "idempotency_mismatch" | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded"
  | "request_outdated";

/** Codes of the problems of `correct_parcel`; there may be more in time. */
export type CorrectParcelCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated"
  | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "action_not_allowed_in_state" | "assigned_to_another" | "awaits_approval" | "case_closed" | "deadline_passed"
  | "edition_changed" | "penalty_reversed" | "version_conflict" | "payload_too_large" | "unsupported_media_type"
  | "validation_failed" | "amount_out_of_range" | "card_number_not_allowed" | "currency_unknown"
  | "idempotency_mismatch" | "carrier_unknown" | "rate_limited" | "internal_error" | "dependency_unavailable"
  | "overloaded" | "request_outdated";

/** Codes of the problems of `acknowledge_return`; there may be more in time. */
export type AcknowledgeReturnCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "idempotency_key_missing" | "malformed_if_match"
  | "unauthenticated" | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout"
  | "idempotency_in_flight" | "action_not_allowed_in_state" | "assigned_to_another" | "awaits_approval" | "case_closed"
  | "deadline_passed" | "edition_changed" | "penalty_reversed" | "version_conflict" | "payload_too_large"
  | "unsupported_media_type" | "validation_failed" | "amount_out_of_range" | "card_number_not_allowed"
  | "currency_unknown" | "idempotency_mismatch" | "rate_limited" | "internal_error" | "dependency_unavailable"
  | "overloaded" | "request_outdated";

/** Codes of the problems of `fulfil_obligation`; there may be more in time. */
export type FulfilObligationCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "idempotency_key_missing" | "malformed_if_match"
  | "unauthenticated" | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout"
  | "idempotency_in_flight" | "action_not_allowed_in_state" | "assigned_to_another" | "awaits_approval" | "case_closed"
  | "deadline_passed" | "edition_changed" | "penalty_reversed" | "version_conflict" | "payload_too_large"
  | "unsupported_media_type" | "validation_failed" | "amount_out_of_range" | "card_number_not_allowed"
  | "currency_unknown" | "idempotency_mismatch" | "carrier_unknown" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `confirm_obligation`; there may be more in time. */
export type ConfirmObligationCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "idempotency_key_missing" | "malformed_if_match"
  | "unauthenticated" | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout"
  | "idempotency_in_flight" | "action_not_allowed_in_state" | "assigned_to_another" | "awaits_approval" | "case_closed"
  | "deadline_passed" | "edition_changed" | "penalty_reversed" | "version_conflict" | "payload_too_large"
  | "unsupported_media_type" | "validation_failed" | "amount_out_of_range" | "card_number_not_allowed"
  | "currency_unknown" | "idempotency_mismatch" | "rate_limited" | "internal_error" | "dependency_unavailable"
  | "overloaded" | "request_outdated";

/** Codes of the problems of `file_appeal`; there may be more in time. */
export type FileAppealCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "idempotency_key_missing" | "malformed_if_match"
  | "unauthenticated" | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout"
  | "idempotency_in_flight" | "action_not_allowed_in_state" | "assigned_to_another" | "awaits_approval" | "case_closed"
  | "deadline_passed" | "edition_changed" | "penalty_reversed" | "version_conflict" | "payload_too_large"
  | "unsupported_media_type" | "validation_failed" | "amount_out_of_range" | "card_number_not_allowed"
  | "currency_unknown" | "idempotency_mismatch" | "appeal_incomplete" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded" | "request_outdated";
