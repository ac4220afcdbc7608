// Operations of the group 'mediations'. Written by `make clients`: do not edit.

import { type Caller, type Page, iteratePages } from "../../calls.ts";
import type {
  AcceptBody,
  AnswerBody,
  ForetoldOptionView,
  Language,
  MediationSummary,
  MediationSummaryPage,
  MediationView,
  MediationsFilters,
  ProposeBody,
  RejectBody,
  RewordBody,
  SuggestionsView,
} from "../models/index.ts";

export class MediationsOperations {
  protected readonly caller: Caller;

  constructor(caller: Caller) {
    this.caller = caller;
  }

  /** List negotiations, newest first. Parties see their own, the platform and its operators see all. */
  async listMediations(options: MediationsFilters & Page = {}): Promise<MediationSummaryPage> {
    return (await this.caller.call("GET", `/v1/mediations`, { query: { ...options } })) as MediationSummaryPage;
  }

  /** List negotiations, page after page. */
  iterateMediations(filters: MediationsFilters = {}): AsyncGenerator<MediationSummary> {
    return iteratePages((page) => this.listMediations({ ...filters, ...page }));
  }

  /**
   * Read all proposals, what the caller may do now, and what happens if nobody does anything. Questions and
   * suggestions of a guide are in the language that `language` or Accept-Language asks for.
   */
  async getMediation(mediation: string, options: { language?: Language } = {}): Promise<MediationView> {
    return (await this.caller.call(
      "GET",
      `/v1/mediations/${encodeURIComponent(mediation)}`,
      { query: { "language": options.language } },
    )) as MediationView;
  }

  /**
   * Answer what `walk.question` asks, or an earlier question anew: that takes back every answer from there on. The
   * answer holds the next question in full, or, at the end, the suggestions (O2).
   */
  async answerQuestion(
    mediation: string,
    body: AnswerBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<MediationView> {
    return (await this.caller.call(
      "POST",
      `/v1/mediations/${encodeURIComponent(mediation)}/answers`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as MediationView;
  }

  /**
   * List what the claimant's answers lead to, the best first (O3).
   *
   * Not for the other party, who sees what is proposed.
   */
  async listSuggestions(mediation: string, options: { language?: Language } = {}): Promise<SuggestionsView> {
    return (await this.caller.call(
      "GET",
      `/v1/mediations/${encodeURIComponent(mediation)}/suggestions`,
      { query: { "language": options.language } },
    )) as SuggestionsView;
  }

  /**
   * Say what each side would get of a solution that nobody has offered yet, net of fees and to the unit
   * (`money_effect`): for a form that shows both shares while somebody writes. Nothing is offered by it.
   */
  async foretellOption(
    mediation: string,
    options: { kind: "refund_full" | "refund_partial" | "release" | "replacement" | "return_and_refund"; amount?: number },
  ): Promise<ForetoldOptionView> {
    return (await this.caller.call(
      "GET",
      `/v1/mediations/${encodeURIComponent(mediation)}/option`,
      { query: { "kind": options.kind, "amount": options.amount } },
    )) as ForetoldOptionView;
  }

  /**
   * Make a new proposal. While an operator has the case (or nothing stands), either party may; it replaces what stood
   * (D14). Where the claimant is guided this ends the walk: every option is one of the suggestions or within its
   * bounds, ranked as the claimant likes, and the other party's time to answer begins (O4).
   *
   * An operator (scope `decide`) puts one solution to both parties as a mediator, once they have not agreed by
   * themselves: it is agreed when both have accepted it, and lapses when one has not answered in time. With
   * `on_behalf_of` it is that party's own proposal, which they have told support by the `means` named.
   */
  async createProposal(
    mediation: string,
    body: ProposeBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<MediationView> {
    return (await this.caller.call(
      "POST",
      `/v1/mediations/${encodeURIComponent(mediation)}/proposals`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as MediationView;
  }

  /**
   * Accept one option. 200 means agreed, for good: the money follows as `follows` says (D2, D4). What had ended the
   * case before is told by 409 `agreement_overtaken`, with its state and outcome. 202 means that this is not decided
   * yet; until then no other act is possible, and `href` tells the outcome. Needs an Idempotency-Key.
   *
   * The first of both parties to accept a mediator's proposal consents to it: it is agreed once the other does. What
   * an operator has accepted or worded for a party is not agreed above the platform's limit: 409 `approval_needed`.
   */
  async acceptProposal(
    mediation: string,
    number: number,
    body: AcceptBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<MediationView> {
    return (await this.caller.call(
      "POST",
      `/v1/mediations/${encodeURIComponent(mediation)}/proposals/${encodeURIComponent(number)}/accept`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as MediationView;
  }

  /**
   * Reject without a counter-offer. Where the policy asks for one a bare rejection is refused (D3); refusing a
   * counter-offer hands the case to the escalated stage (D5).
   */
  async rejectProposal(
    mediation: string,
    number: number,
    body: RejectBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<MediationView> {
    return (await this.caller.call(
      "POST",
      `/v1/mediations/${encodeURIComponent(mediation)}/proposals/${encodeURIComponent(number)}/reject`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as MediationView;
  }

  /** Refuse by saying what you would agree to; the other party's clock starts (D3). */
  async counterProposal(
    mediation: string,
    number: number,
    body: RewordBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<MediationView> {
    return (await this.caller.call(
      "POST",
      `/v1/mediations/${encodeURIComponent(mediation)}/proposals/${encodeURIComponent(number)}/counter`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as MediationView;
  }

  /** Word your own proposal anew, until the other party first acts. Its deadline stays; its version rises. */
  async amendProposal(
    mediation: string,
    number: number,
    body: RewordBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<MediationView> {
    return (await this.caller.call(
      "POST",
      `/v1/mediations/${encodeURIComponent(mediation)}/proposals/${encodeURIComponent(number)}/amend`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as MediationView;
  }
}
