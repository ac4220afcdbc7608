// Operations of the group 'policies'. Written by `make clients`: do not edit.

import { type Caller } from "../../calls.ts";
import type {
  DiffView,
  EditionBody,
  EditionDetail,
  EditionList,
  EditionView,
  Language,
  PolicyDocument,
  SimulationBody,
  SimulationView,
} from "../models/index.ts";

export class PoliciesOperations {
  protected readonly caller: Caller;

  constructor(caller: Caller) {
    this.caller = caller;
  }

  /**
   * Play closed cases again, act by act, with the engine that ran them and this edition. Changes nothing.
   *
   * People are taken to do what they did, when they did it; where a stage begins at another time, operators and
   * givers of evidence act as long after its beginning as they did. Through the edition in force, history comes out
   * as it was. At most 500 cases at once: narrow the period. One simulation of a platform runs at a time. Of
   * operators those with the scope `lead`.
   */
  async simulatePolicy(edition: string, body: SimulationBody): Promise<SimulationView> {
    return (await this.caller.call(
      "POST",
      `/v1/policies/${encodeURIComponent(edition)}/simulate`,
      { body },
    )) as SimulationView;
  }

  /**
   * Read an edition as JSON: reasons, stages, who owes what by when and what silence brings, options, evidence, check
   * lists, rulings and penalties, each with words for people. In the language that `language` or Accept-Language asks
   * for: English, French, Portuguese or Chinese. `current` is the edition that new escrows of this policy get.
   */
  async explainPolicy(name: string, edition: string, options: { language?: Language } = {}): Promise<PolicyDocument> {
    return (await this.caller.call(
      "GET",
      `/v1/policies/${encodeURIComponent(name)}/${encodeURIComponent(edition)}`,
      { query: { "language": options.language } },
    )) as PolicyDocument;
  }

  /** Every edition there is for you: those of Parley and your own. An escrow keeps the one it was created under. */
  async listPolicies(): Promise<EditionList> {
    return (await this.caller.call("GET", `/v1/policies`)) as EditionList;
  }

  /**
   * Publish an edition, checked as strictly as those that come with Parley: what is wrong is named with its place.
   *
   * It is never edited; publish another. `dry_run=true` checks and keeps nothing. Your escrows can name it from the
   * moment escrow has heard of it; those that name only the policy get it once you make it current.
   */
  async publishPolicy(
    body: EditionBody,
    options: { dry_run?: boolean; idempotencyKey?: string } = {},
  ): Promise<EditionDetail> {
    return (await this.caller.call(
      "POST",
      `/v1/policies`,
      { query: { "dry_run": options.dry_run }, body, key: options.idempotencyKey, takesKey: true },
    )) as EditionDetail;
  }

  /**
   * Give new escrows this edition wherever they get it by the policy's name: one of yours, or one of Parley's again.
   *
   * With the bare name of one of Parley's policies (`agreement_first`) you choose none any more: new escrows get
   * Parley's newest, as before your first choice, also when a newer one comes. Publishing alone changes no escrow.
   * Those there are keep the edition that they were created under. Of operators those with the scope `lead`.
   */
  async makePolicyCurrent(edition: string, options: { idempotencyKey?: string } = {}): Promise<EditionView> {
    return (await this.caller.call(
      "POST",
      `/v1/policies/${encodeURIComponent(edition)}/make-current`,
      { key: options.idempotencyKey, takesKey: true },
    )) as EditionView;
  }

  /** Read one edition in full: who may do what in which stage, for how long, and what silence means. */
  async getPolicy(edition: string): Promise<EditionDetail> {
    return (await this.caller.call("GET", `/v1/policies/${encodeURIComponent(edition)}`)) as EditionDetail;
  }

  /** Every place at which they differ, with what stands there in each. Layout and comments do not count. */
  async diffPolicies(edition: string, other: string): Promise<DiffView> {
    return (await this.caller.call(
      "GET",
      `/v1/policies/${encodeURIComponent(edition)}/diff/${encodeURIComponent(other)}`,
    )) as DiffView;
  }
}
