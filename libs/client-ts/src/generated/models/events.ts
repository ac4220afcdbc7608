// Bodies and answers of events. Written by `make clients`: do not edit.

import type { ActorView } from "./general/answers.ts";

/** Event, word for word what webhooks carry. */
export interface EventView {
  /** What happened, as in `dispute.opened`. */
  type: string;
  /** When it took effect: of what happens by itself, when it was due. */
  timestamp: string;
  /** When it was carried out, where it had taken effect before. */
  recorded_at?: string | null;
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Counts the subject's events from 1; the gaps are internal ones. Null to a party of the case. */
  sequence: number | null;
  /**
   * Version of the subject after it. Null to a party in events about cases, and where the other party was asked for
   * it.
   */
  version: number | null;
  /** Counts the subject's public events from 1, without a gap and in order; null in a test event. */
  number: number | null;
  /** Id of what it happened to. */
  subject: string;
  /** Role and id of whoever did it. */
  actor: ActorView;
  /** What brought it about: an act, a deadline, another event. */
  cause: string;
  /** What the type tells; see the catalogue of events. */
  data: Record<string, unknown>;
}

/** Page of events, oldest first. Keep `next_cursor`, also of the last page: it asks later for what came since. */
export interface EventPage {
  /** What was asked for, in the order that the operation describes. */
  data: EventView[];
  /** Whether there is another page. */
  has_more: boolean;
  /** Keep it, also of the last page: with it you ask later for what came since. */
  next_cursor: string | null;
}

/** Codes of the problems of `list_events`; there may be more in time. */
export type ListEventsCode =
  | "bad_request" | "bad_cursor" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable"
  | "validation_failed" | "event_type_unknown" | "rate_limited" | "internal_error" | "dependency_unavailable"
  | "overloaded";

/** Codes of the problems of `stream_events`; there may be more in time. */
export type StreamEventsCode =
  | "bad_request" | "bad_cursor" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable"
  | "validation_failed" | "event_type_unknown" | "rate_limited" | "too_many_streams" | "internal_error"
  | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `create_event_stream_link`; there may be more in time. */
export type CreateEventStreamLinkCode =
  | "bad_request" | "bad_cursor" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable"
  | "validation_failed" | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `get_event`; there may be more in time. */
export type GetEventCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable" | "validation_failed"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded";

/** Filters of `list_events`. */
export interface EventsFilters {
  /**
   * Where to begin without a cursor: at the first event whose `timestamp` is at or after this instant, and with all
   * that came into the feed after it; or `latest`, behind the last event there is. Left out, at the oldest.
   */
  since?: string | "latest" | null;
  /** Names or families, separated by commas. */
  type?: string[];
  /** Id of what the events are about. */
  subject?: string;
}
