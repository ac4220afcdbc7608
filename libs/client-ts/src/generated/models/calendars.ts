// Bodies and answers of calendars. Written by `make clients`: do not edit.

export interface CalendarBody {
  /** Time zone, as in `Europe/Berlin`. */
  zone: string;
  /** Days of the week on which it is open: 0 is Monday, 6 is Sunday. */
  weekdays: number[];
  /** When the business day begins, as in `09:00`. */
  opens?: string;
  /** Null: open until midnight. */
  closes?: string | null;
  /** Its public holidays are closed. */
  country?: string | null;
  /** Part of the country whose holidays count, as in `BE`. */
  subdivision?: string | null;
  /** Days (ISO 8601) on which it is closed, beside the public holidays. */
  holidays?: string[];
}

export interface CalendarView {
  /** Name, as people read it. */
  name: string;
  /** Time zone, as in `Europe/Berlin`. */
  zone: string;
  /** Business days: 1 is Monday, 7 Sunday. */
  weekdays: number[];
  /** When the business day begins, as in `09:00`. */
  opens: string;
  /** When it ends; null for the end of the day. */
  closes: string | null;
  /** Country whose holidays count (ISO 3166-1); null for none. */
  country: string | null;
  /** Part of the country whose holidays count; null for none. */
  subdivision: string | null;
  /** Days of your own on which nothing is due. */
  holidays: string[];
  /** Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it. */
  version: number;
}

export interface CalendarsView {
  /** What was asked for, in the order that the operation describes. */
  data: CalendarView[];
}

/** Codes of the problems of `list_calendars`; there may be more in time. */
export type ListCalendarsCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable" | "validation_failed"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `get_calendar`; there may be more in time. */
export type GetCalendarCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable" | "validation_failed"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `put_calendar`; there may be more in time. */
export type PutCalendarCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated"
  | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "version_conflict" | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "amount_out_of_range"
  | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "calendar_invalid" | "rate_limited"
  | "internal_error" | "dependency_unavailable" | "overloaded";
