// Operations of the group 'analytics'. Written by `make clients`: do not edit.

import { type Caller } from "../../calls.ts";
import type { AnalyticsView, Interval } from "../models/index.ts";

export class AnalyticsOperations {
  protected readonly caller: Caller;

  constructor(caller: Caller) {
    this.caller = caller;
  }

  /**
   * Measure the cases closed from `from` until before `to`: all numbers are of these, counted from the case log.
   *
   * Share resolved without an operator, acts of the support team against your baseline, interactions, time to
   * resolution, missed targets and limits, and outcomes with their money by policy and reason (O8).
   */
  async disputeAnalytics(
    options: { from: string; to: string; interval?: Interval; policy?: string },
  ): Promise<AnalyticsView> {
    return (await this.caller.call(
      "GET",
      `/v1/analytics/disputes`,
      { query: { "from": options.from, "to": options.to, "interval": options.interval, "policy": options.policy } },
    )) as AnalyticsView;
  }
}
