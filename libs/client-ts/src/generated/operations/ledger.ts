// Operations of the group 'ledger'. Written by `make clients`: do not edit.

import { type Caller, type Page, iteratePages } from "../../calls.ts";
import type { AccountsView, DebtView, DebtViewPage, IntegrityView } from "../models/index.ts";

export class LedgerOperations {
  protected readonly caller: Caller;

  constructor(caller: Caller) {
    this.caller = caller;
  }

  /**
   * List what is held, owed, earned, parked and to be paid by participants, by currency. Derived from the entries,
   * never stored. A receivable is what participants owe: after a fine, or when a settlement was decided anew.
   */
  async listAccounts(): Promise<AccountsView> {
    return (await this.caller.call("GET", `/v1/accounts`)) as AccountsView;
  }

  /** Read debts by currency: fines, and what a reversed settlement had paid too much. Empty for those who owe nothing. */
  async getDebts(participant: string): Promise<AccountsView> {
    return (await this.caller.call("GET", `/v1/accounts/${encodeURIComponent(participant)}`)) as AccountsView;
  }

  /** List every movement that made or lifted a debt, the newest first. */
  async getDebtPostings(participant: string, options: Page = {}): Promise<DebtViewPage> {
    return (await this.caller.call(
      "GET",
      `/v1/accounts/${encodeURIComponent(participant)}/postings`,
      { query: { ...options } },
    )) as DebtViewPage;
  }

  /** List the postings of a participant's debts, page after page. */
  iterateDebtPostings(participant: string): AsyncGenerator<DebtView> {
    return iteratePages((page) => this.getDebtPostings(participant, page));
  }

  /** Add everything up anew: transactions must sum to nothing, holds must equal their entries. */
  async checkIntegrity(): Promise<IntegrityView> {
    return (await this.caller.call("GET", `/v1/ledger/integrity`)) as IntegrityView;
  }
}
