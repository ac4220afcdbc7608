// Operations of the group 'proof'. Written by `make clients`: do not edit.

import { type Caller } from "../../calls.ts";
import type { BundleRequest, BundleView, SealsView } from "../models/index.ts";

export class ProofOperations {
  protected readonly caller: Caller;

  constructor(caller: Caller) {
    this.caller = caller;
  }

  /** List the signed manifests of all evidence at each ruling, first to last, with the head of each chain of custody. */
  async listSeals(options: { dispute: string }): Promise<SealsView> {
    return (await this.caller.call(
      "GET",
      `/v1/evidence/seals`,
      { query: { "dispute": options.dispute } },
    )) as SealsView;
  }

  /**
   * Case, timeline, messages, negotiation, evidence, seals and ledger postings, signed; a court or partner checks it
   * offline with the programs of `/v1/evidence/verification`. Made in the background: read it until it is `ready`.
   */
  async createBundle(body: BundleRequest, options: { idempotencyKey?: string } = {}): Promise<BundleView> {
    return (await this.caller.call(
      "POST",
      `/v1/evidence/bundles`,
      { body, key: options.idempotencyKey, takesKey: true },
    )) as BundleView;
  }

  /** Read how far it is: only whoever asked for it, and the platform and its operators, know of it. */
  async getBundle(bundle: string): Promise<BundleView> {
    return (await this.caller.call("GET", `/v1/evidence/bundles/${encodeURIComponent(bundle)}`)) as BundleView;
  }

  /** By the link that reading it gives. */
  async downloadBundle(bundle: string, options: { token: string }): Promise<Uint8Array> {
    return (await this.caller.download(
      "GET",
      `/v1/evidence/bundles/${encodeURIComponent(bundle)}/content`,
      { query: { "token": options.token } },
    )) as Uint8Array;
  }

  /**
   * Needs no token: whoever checks a bundle takes the key from here, not from the bundle. Save the answer whole: what
   * an earlier key has sealed verifies with that one.
   */
  async getSealKey(): Promise<Uint8Array> {
    return (await this.caller.download("GET", `/v1/evidence/verification/key`)) as Uint8Array;
  }

  /**
   * Needs no token. With it anybody checks that a chain of custody is the one whose heads were signed as it went on.
   * 404 where this installation keeps none.
   */
  async getHeadsKey(): Promise<Uint8Array> {
    return (await this.caller.download("GET", `/v1/evidence/verification/heads-key`)) as Uint8Array;
  }

  /** `verify.sh` (sh, sha256sum, openssl) or `verify.py` (Python alone). Needs no token and no network to run. */
  async getVerificationProgram(program: string): Promise<Uint8Array> {
    return (await this.caller.download(
      "GET",
      `/v1/evidence/verification/${encodeURIComponent(program)}`,
    )) as Uint8Array;
  }
}
