// Bodies and answers of webhooks. Written by `make clients`: do not edit.

/** Reason why an attempt failed, as its owner may know it. Nothing here tells names or addresses apart. */
export type DeliveryFailure =
  | "http_status" | "redirect_refused" | "unreachable" | "tls_failed" | "timeout" | "protocol_error" | "internal_error";

export type MessageState = "pending" | "delivered" | "failed" | "stopped";

/** Reason why it is disabled: who or what did it. */
export type DisabledReason = "owner" | "gone" | "failing";

export type EndpointState = "enabled" | "disabled" | "deleted";

/** Changes of an endpoint; what is left out stays as it is. */
export interface EndpointChangeBody {
  /** Where to deliver: HTTPS, a public address. */
  url?: string | null;
  /** Which events to deliver: names, families such as `dispute.*`, or `*`. */
  event_types?: string[] | null;
  /** Your own words about it; never interpreted. */
  description?: string | null;
  /** `true` delivers again; `false` stops. */
  enabled?: boolean | null;
}

/** `event_types` are names of the catalogue, families like `dispute.*`, or `*` for all that exist or will. */
export interface NewEndpointBody {
  /** Where to deliver: HTTPS, a public address (in a sandbox loopback, too). */
  url: string;
  /** Which events to deliver: names, families such as `dispute.*`, or `*`. */
  event_types: string[];
  /** Your own words about it; never interpreted. */
  description?: string | null;
  /** Your own `whsec_…` of 24 to 64 bytes; left out, one is made. */
  secret?: string | null;
}

/** Range of the events' own timestamps, half open. */
export interface ReplayBody {
  /** From which timestamp on, included. */
  since: string;
  /** Until which timestamp, excluded. */
  until: string;
}

export interface SampleEventBody {
  /** Public type whose recorded sample is sent; left out, `webhook_endpoint.test`, which is about nothing. */
  event_type?: string;
}

export interface SecretBody {
  /** Your own; left out, one is made. */
  secret?: string | null;
}

export interface AttemptView {
  /** Number of the attempt, from 1. */
  number: number;
  /** When it was made (UTC). */
  at: string;
  /** HTTP status of the answer; null if there was none. */
  status_code: number | null;
  /** Why it failed; null if it did not. */
  error: DeliveryFailure | null;
  /** How long it took, in milliseconds. */
  duration_ms: number;
}

export interface DeliveryView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** The `webhook-id` header: the same for every attempt, also after a redelivery. */
  webhook_id: string;
  /** Id of the webhook endpoint. */
  endpoint: string;
  /** Id of the event; it is also the `webhook-id` that was sent. */
  event: string;
  /** Type of the event. */
  event_type: string;
  /** State of the delivery. */
  state: MessageState;
  /** When it was created (UTC). */
  created_at: string;
  /** When it is tried next (UTC); null if it is not. */
  next_attempt_at: string | null;
  /** Every attempt so far, the first one first. */
  attempts: AttemptView[];
}

export interface EndpointView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Where events are delivered. */
  url: string;
  /** Which events are delivered. */
  event_types: string[];
  /** Your own words about it; never interpreted. */
  description: string | null;
  /** Whether events are delivered. */
  state: EndpointState;
  /** Why not: by you, by a 410, or after 120 hours of nothing but failures; null while it is enabled. */
  disabled_why: DisabledReason | null;
  /** Since when every delivery has failed (UTC); null if the last one did not. */
  failing_since: string | null;
  /** When it was created (UTC). */
  created_at: string;
  /** Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it. */
  version: number;
}

export interface EndpointListView {
  /** What was asked for, in the order that the operation describes. */
  data: EndpointView[];
}

export interface EndpointWithSecretView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Where events are delivered. */
  url: string;
  /** Which events are delivered. */
  event_types: string[];
  /** Your own words about it; never interpreted. */
  description: string | null;
  /** Whether events are delivered. */
  state: EndpointState;
  /** Why not: by you, by a 410, or after 120 hours of nothing but failures; null while it is enabled. */
  disabled_why: DisabledReason | null;
  /** Since when every delivery has failed (UTC); null if the last one did not. */
  failing_since: string | null;
  /** When it was created (UTC). */
  created_at: string;
  /** Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it. */
  version: number;
  /** Shown this once. Verify signatures with it. */
  secret: string;
}

export interface DeliveryViewPage {
  /** What was asked for, in the order that the operation describes. */
  data: DeliveryView[];
  /** Whether there is another page. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor?: string | null;
}

export interface ReplayView {
  /** Id of the webhook endpoint. */
  endpoint: string;
  /** Number of events that will be sent. */
  events: number;
}

/** Codes of the problems of `list_webhook_endpoints`; there may be more in time. */
export type ListWebhookEndpointsCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable" | "validation_failed"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `create_webhook_endpoint`; there may be more in time. */
export type CreateWebhookEndpointCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "unauthenticated" | "forbidden"
  | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "too_many_endpoints" | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "amount_out_of_range"
  | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "event_type_unknown" | "secret_invalid"
  | "url_forbidden" | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `get_webhook_endpoint`; there may be more in time. */
export type GetWebhookEndpointCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable" | "validation_failed"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `change_webhook_endpoint`; there may be more in time. */
export type ChangeWebhookEndpointCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated"
  | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "version_conflict" | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "amount_out_of_range"
  | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "event_type_unknown" | "url_forbidden"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `delete_webhook_endpoint`; there may be more in time. */
export type DeleteWebhookEndpointCode =
  | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated" | "forbidden"
  | "platform_not_active" | "not_found" | "not_acceptable" | "idempotency_in_flight" | "version_conflict"
  | "validation_failed" | "idempotency_mismatch" | "rate_limited" | "internal_error" | "dependency_unavailable"
  | "overloaded" | "request_outdated";

/** Codes of the problems of `rotate_webhook_secret`; there may be more in time. */
export type RotateWebhookSecretCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated"
  | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "too_many_rotations" | "version_conflict" | "payload_too_large" | "unsupported_media_type" | "validation_failed"
  | "amount_out_of_range" | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "secret_invalid"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `test_webhook_endpoint`; there may be more in time. */
export type TestWebhookEndpointCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated"
  | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "endpoint_is_disabled" | "version_conflict" | "payload_too_large" | "unsupported_media_type" | "validation_failed"
  | "amount_out_of_range" | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch"
  | "event_type_unknown" | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded"
  | "request_outdated";

/** Codes of the problems of `list_deliveries`; there may be more in time. */
export type ListDeliveriesCode =
  | "bad_request" | "bad_cursor" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable"
  | "validation_failed" | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `get_delivery`; there may be more in time. */
export type GetDeliveryCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable" | "validation_failed"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `redeliver_event`; there may be more in time. */
export type RedeliverEventCode =
  | "bad_request" | "idempotency_key_invalid" | "unauthenticated" | "forbidden" | "platform_not_active" | "not_found"
  | "not_acceptable" | "idempotency_in_flight" | "endpoint_is_disabled" | "validation_failed" | "idempotency_mismatch"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `replay_events`; there may be more in time. */
export type ReplayEventsCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated"
  | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "endpoint_is_disabled" | "retention_exceeded" | "version_conflict" | "payload_too_large" | "unsupported_media_type"
  | "validation_failed" | "amount_out_of_range" | "card_number_not_allowed" | "currency_unknown"
  | "idempotency_mismatch" | "replay_backwards" | "replay_too_large" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Filters of `list_deliveries`. */
export interface DeliveriesFilters {
  /** States, separated by commas. */
  state?: MessageState[];
}
