// Operations of the group 'trees'. Written by `make clients`: do not edit.

import { type Caller } from "../../calls.ts";
import type { Language, TreeBody, TreeList, TreeView } from "../models/index.ts";

export class TreesOperations {
  protected readonly caller: Caller;

  constructor(caller: Caller) {
    this.caller = caller;
  }

  /** List the platform's own editions, newest first, then those that come with Parley. */
  async listTrees(options: { name?: string } = {}): Promise<TreeList> {
    return (await this.caller.call("GET", `/v1/trees`, { query: { "name": options.name } })) as TreeList;
  }

  /**
   * Publish an edition, checked as a whole before: a question nobody can reach, a circle, a condition that cannot be
   * evaluated or a walk without suggestion is refused as `tree_unsound`. An edition is never edited afterwards.
   */
  async publishTree(body: TreeBody, options: { idempotencyKey?: string } = {}): Promise<TreeView> {
    return (await this.caller.call(
      "POST",
      `/v1/trees`,
      { body, key: options.idempotencyKey, takesKey: true },
    )) as TreeView;
  }

  /**
   * Read its questions, conditions and suggestions, in the language that `language` or Accept-Language asks for, and
   * the SHA-256 of its canonical JSON in its own.
   */
  async getTree(edition: string, options: { language?: Language } = {}): Promise<TreeView> {
    return (await this.caller.call(
      "GET",
      `/v1/trees/${encodeURIComponent(edition)}`,
      { query: { "language": options.language } },
    )) as TreeView;
  }
}
