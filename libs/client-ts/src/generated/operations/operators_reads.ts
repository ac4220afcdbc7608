// Reads of the group 'operators'. Written by `make clients`: do not edit.

import { type Caller, type Page, iteratePages } from "../../calls.ts";
import type {
  DecisionsView,
  NoteView,
  NoteViewPage,
  ReasonTextView,
  ReasonTextViewPage,
  ReasonTextsFilters,
  SettingsView,
} from "../models/index.ts";

export class OperatorsReads {
  protected readonly caller: Caller;

  constructor(caller: Caller) {
    this.caller = caller;
  }

  /** List what operators noted on the case, newest first; the parties never see it. */
  async listNotes(dispute: string, options: Page = {}): Promise<NoteViewPage> {
    return (await this.caller.call(
      "GET",
      `/v1/disputes/${encodeURIComponent(dispute)}/notes`,
      { query: { ...options } },
    )) as NoteViewPage;
  }

  /** List the operators' notes, page after page. */
  iterateNotes(dispute: string): AsyncGenerator<NoteView> {
    return iteratePages((page) => this.listNotes(dispute, page));
  }

  /** List the texts of a reason code, or all. Newest first. */
  async listReasonTexts(options: ReasonTextsFilters & Page = {}): Promise<ReasonTextViewPage> {
    return (await this.caller.call("GET", `/v1/reason-texts`, { query: { ...options } })) as ReasonTextViewPage;
  }

  /** List reason texts, page after page. */
  iterateReasonTexts(filters: ReasonTextsFilters = {}): AsyncGenerator<ReasonTextView> {
    return iteratePages((page) => this.listReasonTexts({ ...filters, ...page }));
  }

  /** Version 0 is what holds while you have set nothing. */
  async getDisputeSettings(): Promise<SettingsView> {
    return (await this.caller.call("GET", `/v1/dispute-settings`)) as SettingsView;
  }

  /** Every decision, also those that wait for approval, were rejected or came to nothing. Not for parties. */
  async listDecisions(dispute: string): Promise<DecisionsView> {
    return (await this.caller.call("GET", `/v1/disputes/${encodeURIComponent(dispute)}/decisions`)) as DecisionsView;
  }
}
