// Operations of the group 'privacy'. Written by `make clients`: do not edit.

import { type Caller } from "../../calls.ts";
import type {
  EraseBody,
  ErasureView,
  HoldBody,
  HoldView,
  LegalHoldReleaseBody,
  RetentionBody,
  RetentionView,
} from "../models/index.ts";

export class PrivacyOperations {
  protected readonly caller: Caller;

  constructor(caller: Caller) {
    this.caller = caller;
  }

  /**
   * Destroy the keys to their files and to what they wrote, for good; archives that held them end. What they said in
   * their cases goes as well, in every service, with what operators wrote there: explanations, messages, notes,
   * reasons, addresses. That something was there, when, and its sum stay, so every chain of custody and every seal
   * still verifies. Of deals that are over and that nobody ever disputed title, terms, metadata and parcel go, too.
   * Refused while a case of theirs is open (`case_open`) or under a legal hold (`legal_hold`); asked again, it erases
   * what came since, and is the same receipt. Platform, or an operator with `lead`.
   */
  async eraseParticipant(body: EraseBody, options: { idempotencyKey?: string } = {}): Promise<ErasureView> {
    return (await this.caller.call(
      "POST",
      `/v1/evidence/erasures`,
      { body, key: options.idempotencyKey, takesKey: true },
    )) as ErasureView;
  }

  /** Until it is released. Platform, or an operator with `lead`. */
  async placeLegalHold(body: HoldBody, options: { idempotencyKey?: string } = {}): Promise<HoldView> {
    return (await this.caller.call(
      "POST",
      `/v1/evidence/legal-holds`,
      { body, key: options.idempotencyKey, takesKey: true },
    )) as HoldView;
  }

  /** Platform, or an operator with `lead`. */
  async releaseLegalHold(body: LegalHoldReleaseBody, options: { idempotencyKey?: string } = {}): Promise<HoldView> {
    return (await this.caller.call(
      "POST",
      `/v1/evidence/legal-holds/release`,
      { body, key: options.idempotencyKey, takesKey: true },
    )) as HoldView;
  }

  /** Read it in days after a case has ended for good. Platform, or an operator with `lead`. */
  async getRetention(): Promise<RetentionView> {
    return (await this.caller.call("GET", `/v1/evidence/retention`)) as RetentionView;
  }

  /**
   * Afterwards what the case holds is erased, as if every giver had asked for it: texts, files and archives. Chains
   * of custody and seals stay and verify. Never under a legal hold, nor while the case goes on or can be contested.
   * It counts for cases that are over already, too: a shorter time can be over at once. Platform, or an operator with
   * `lead`.
   */
  async putRetention(body: RetentionBody, options: { idempotencyKey?: string } = {}): Promise<RetentionView> {
    return (await this.caller.call(
      "PUT",
      `/v1/evidence/retention`,
      { body, key: options.idempotencyKey, takesKey: true },
    )) as RetentionView;
  }
}
