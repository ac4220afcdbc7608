// Operations of the group 'participants'. Written by `make clients`: do not edit.

import { type Caller } from "../../calls.ts";
import type { ReversalBody, StandingView } from "../models/index.ts";

export class ParticipantsOperations {
  protected readonly caller: Caller;

  constructor(caller: Caller) {
    this.caller = caller;
  }

  /**
   * Points, warnings, suspension, fines and closure, each with its cause. People read their own.
   *
   * Of somebody nothing has been ruled on, the standing is clean. An open report changes nothing (K12).
   */
  async getStanding(participant: string): Promise<StandingView> {
    return (await this.caller.call(
      "GET",
      `/v1/participants/${encodeURIComponent(participant)}/standing`,
    )) as StandingView;
  }

  /**
   * Undo it and everything that came of it: points, warning, suspension, closure, fine (K15, K16).
   *
   * For an operator with the scope `lead` who neither imposed it nor is a party to the case. Needs an Idempotency-
   * Key.
   */
  async reversePenalty(
    participant: string,
    penalty: string,
    body: ReversalBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<StandingView> {
    return (await this.caller.call(
      "POST",
      `/v1/participants/${encodeURIComponent(participant)}/penalties/${encodeURIComponent(penalty)}/reverse`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as StandingView;
  }
}
