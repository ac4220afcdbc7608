// Operations of the group 'calendars'. Written by `make clients`: do not edit.

import { type Caller } from "../../calls.ts";
import type { CalendarBody, CalendarView, CalendarsView } from "../models/index.ts";

export class CalendarsOperations {
  protected readonly caller: Caller;

  constructor(caller: Caller) {
    this.caller = caller;
  }

  /** By name. Which one holds for which policy, `dispute-settings` say, or the edition itself. */
  async listCalendars(): Promise<CalendarsView> {
    return (await this.caller.call("GET", `/v1/calendars`)) as CalendarsView;
  }

  /** Read a calendar as you wrote it; the public holidays of its country are looked up when a case is opened. */
  async getCalendar(name: string): Promise<CalendarView> {
    return (await this.caller.call("GET", `/v1/calendars/${encodeURIComponent(name)}`)) as CalendarView;
  }

  /** Make or replace it. Cases that are open keep the days and hours they were opened with: no deadline moves. */
  async putCalendar(
    name: string,
    body: CalendarBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<CalendarView> {
    return (await this.caller.call(
      "PUT",
      `/v1/calendars/${encodeURIComponent(name)}`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as CalendarView;
  }
}
