// Operations of the group 'events'. Written by `make clients`: do not edit.

import { type Caller, type Page, iteratePages } from "../../calls.ts";
import type { EventPage, EventView, EventsFilters, StreamLink } from "../models/index.ts";

export class EventsOperations {
  protected readonly caller: Caller;

  constructor(caller: Caller) {
    this.caller = caller;
  }

  /**
   * List every event of the last 30 days, oldest first, in an order that never changes.
   *
   * Follow `next_cursor` to rebuild everything, and keep the last one to ask later for what came since: no event is
   * ever inserted before a cursor you hold. Events of one subject stand in the order in which they happened, `number`
   * 1, 2, 3 and on.
   */
  async listEvents(options: EventsFilters & Page = {}): Promise<EventPage> {
    return (await this.caller.call("GET", `/v1/events`, { query: { ...options } })) as EventPage;
  }

  /** Read the event feed, page after page. */
  iterateEvents(filters: EventsFilters = {}): AsyncGenerator<EventView> {
    return iteratePages((page) => this.listEvents({ ...filters, ...page }));
  }

  /**
   * Receive events as they come (server-sent events): `id` is the event's, `event` its type, `data` the event, word
   * for word what webhooks carry, in the order of the feed.
   *
   * Buyers and sellers receive the events of their own deals and cases, as they may see them: nothing of the other
   * side's evidence before it is revealed, no operator by name, and no `number`, which would count what they are not
   * told. What happens to one case, line by line as it is shown: `GET /v1/disputes/{dispute}/stream`.
   *
   * It begins with what comes from now on, and goes on behind the last event you have seen: send its id as `Last-
   * Event-ID`. Until one has come, the id of the first lines (`at_…`) does the same. A comment comes every 15
   * seconds. When the token ends an event `end` says so (`{"reason": "token_expired"}`) and the stream ends: ask for
   * a new token and come back. The `EventSource` of a browser, which sends no token, opens a link: `POST
   * /v1/events/stream/link`.
   */
  streamEvents(
    options: { after?: string; named?: boolean; token?: string; since?: string | "latest"; type?: string[]; subject?: string } = {},
  ): AsyncGenerator<Record<string, unknown>> {
    return this.caller.stream(
      "GET",
      `/v1/events/stream`,
      { query: { "after": options.after, "named": options.named, "token": options.token, "since": options.since, "type": options.type, "subject": options.subject } },
    );
  }

  /**
   * Good as long as your token and for this stream, in your name: for the `EventSource` of a browser, which sends no
   * token. Streams opened by it end when it does, and whoever has it sees what you may see.
   *
   * It begins where it was asked for (`after`). Add what narrows the stream: `&type=…`; with `&named=false` all
   * events come to `onmessage`.
   */
  async createEventStreamLink(): Promise<StreamLink> {
    return (await this.caller.call("POST", `/v1/events/stream/link`)) as StreamLink;
  }

  /** Read an event, word for word what webhooks carried. */
  async getEvent(event: string): Promise<EventView> {
    return (await this.caller.call("GET", `/v1/events/${encodeURIComponent(event)}`)) as EventView;
  }
}
