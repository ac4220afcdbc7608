// Operations of the group 'sandbox'. Written by `make clients`: do not edit.

import { type Caller } from "../../calls.ts";
import type { AdvanceBody, TestClockView } from "../models/index.ts";

export class SandboxOperations {
  protected readonly caller: Caller;

  constructor(caller: Caller) {
    this.caller = caller;
  }

  /** Tell what time it is for this platform, and whether time stands still. */
  async getTestClock(): Promise<TestClockView> {
    return (await this.caller.call("GET", `/v1/test-clock`)) as TestClockView;
  }

  /**
   * Move this platform's time forward and do all that falls due on the way, in order and in every service: one leap
   * brings about the same as many steps. What takes longer than two minutes is answered 503 `clock_too_slow` with how
   * far it got; time stands still there, and the same request with the same Idempotency-Key goes on to the same
   * instant.
   */
  async advanceTestClock(body: AdvanceBody, options: { idempotencyKey?: string } = {}): Promise<TestClockView> {
    return (await this.caller.call(
      "POST",
      `/v1/test-clock/advance`,
      { body, key: options.idempotencyKey, takesKey: true },
    )) as TestClockView;
  }

  /** Let a held time run on from where it stands. One that runs, runs on. */
  async releaseTestClock(): Promise<TestClockView> {
    return (await this.caller.call("POST", `/v1/test-clock/release`)) as TestClockView;
  }
}
