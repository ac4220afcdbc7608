// Operations of the group 'disputes'. Written by `make clients`: do not edit.

import { type Caller, type Page, iteratePages } from "../../calls.ts";
import type {
  DisputeCounts,
  DisputeSummary,
  DisputeSummaryPage,
  DisputeView,
  DisputesFilters,
  EligibilityView,
  ExpandedDisputeView,
  ForecastView,
  Language,
  MessageBody,
  MessageView,
  MessageViewPage,
  OpeningBody,
  Part,
  PlainActBody,
  ReadBody,
  ReadMarkView,
  StoryEntryView,
  StoryEntryViewPage,
  StreamLink,
  TimelineView,
} from "../models/index.ts";

export class DisputesOperations {
  protected readonly caller: Caller;

  constructor(caller: Caller) {
    this.caller = caller;
  }

  /**
   * Everything that "Report a problem" is drawn from: whether it can be reported now, for which reasons and by whom,
   * when that begins and ends, how much can be claimed, what must be said, what can be asked for, which evidence will
   * be wanted, and what follows if nobody answers. If not, why; and since when not, if the time is over.
   */
  async getEligibility(
    options: { language?: Language; escrow: string; on_behalf_of?: "buyer" | "seller" },
  ): Promise<EligibilityView> {
    return (await this.caller.call(
      "GET",
      `/v1/disputes/eligibility`,
      { query: { "language": options.language, "escrow": options.escrow, "on_behalf_of": options.on_behalf_of } },
    )) as EligibilityView;
  }

  /**
   * Parties see their own, the platform and its operators see all. Each row is enough to draw a list.
   *
   * Newest first; a desk asks for `sort=due`, which begins with what is overdue. Parties cannot ask who has a case,
   * or how the operators stand with it.
   */
  async listDisputes(options: DisputesFilters & Page = {}): Promise<DisputeSummaryPage> {
    return (await this.caller.call("GET", `/v1/disputes`, { query: { ...options } })) as DisputeSummaryPage;
  }

  /** List disputes, page after page. */
  iterateDisputes(filters: DisputesFilters = {}): AsyncGenerator<DisputeSummary> {
    return iteratePages((page) => this.listDisputes({ ...filters, ...page }));
  }

  /**
   * Dispute held money. The answer comes after escrow has frozen it: from then on nobody can release it, and the
   * clocks run. While `pending` says `freeze`, escrow has not answered yet and the money is not safe; read the case
   * to see when it is. If the money went out before, the case is `closed` as `void`.
   *
   * What has to be said beside the explanation, the policy of the escrow says: options, or the transaction in detail,
   * or nothing. An operator may open on somebody's behalf.
   */
  async openDispute(body: OpeningBody, options: { idempotencyKey?: string } = {}): Promise<DisputeView> {
    return (await this.caller.call(
      "POST",
      `/v1/disputes`,
      { body, key: options.idempotencyKey, takesKey: true },
    )) as DisputeView;
  }

  /** Count the open cases that you can see, by status, by stage, by whose turn it is, and by what needs attention. */
  async countDisputes(): Promise<DisputeCounts> {
    return (await this.caller.call("GET", `/v1/disputes/counts`)) as DisputeCounts;
  }

  /**
   * Read the case as you may see it, with what you may do and what follows if nobody does anything.
   *
   * `expand` adds what a screen shows beside it: the deal, offers, evidence, messages, the story, standings. One
   * request instead of many; of each list the latest 50 are shown, with the address of the rest.
   */
  async getDispute(dispute: string, options: { expand?: Part[] } = {}): Promise<ExpandedDisputeView> {
    return (await this.caller.call(
      "GET",
      `/v1/disputes/${encodeURIComponent(dispute)}`,
      { query: { "expand": options.expand } },
    )) as ExpandedDisputeView;
  }

  /**
   * Everything that has happened to the case, in order, the first first: stages, offers, evidence, messages, rulings,
   * penalties, deadlines that passed and money that moved.
   *
   * You see what you may see: parties neither how operators share their work nor the other's evidence while it is
   * sealed. What another service tells a moment late stands where it happened.
   */
  async getStory(dispute: string, options: Page = {}): Promise<StoryEntryViewPage> {
    return (await this.caller.call(
      "GET",
      `/v1/disputes/${encodeURIComponent(dispute)}/story`,
      { query: { ...options } },
    )) as StoryEntryViewPage;
  }

  /** Read the story of a case, page after page. */
  iterateStory(dispute: string): AsyncGenerator<StoryEntryView> {
    return iteratePages((page) => this.getStory(dispute, page));
  }

  /**
   * Receive what happens to all your cases as it happens, as in the stream of one: `data` has the `dispute` beside
   * the entry. A buyer's or a seller's are those they are a party of, the platform's and its operators' are all.
   */
  streamOwnStories(
    options: { after?: string; named?: boolean; token?: string } = {},
  ): AsyncGenerator<Record<string, unknown>> {
    return this.caller.stream(
      "GET",
      `/v1/disputes/stream`,
      { query: { "after": options.after, "named": options.named, "token": options.token } },
    );
  }

  /** As of one case: good as long as your token and for the stream of all your cases, in your name. */
  async createOwnStoriesLink(): Promise<StreamLink> {
    return (await this.caller.call("POST", `/v1/disputes/stream/link`)) as StreamLink;
  }

  /**
   * Receive what happens to the case as it happens (server-sent events): `id` is the entry's, `event` its kind,
   * `data` the entry as in the story, of which you see what you may see.
   *
   * It begins with what comes from now on, and goes on behind the last entry you have seen: send its id as `Last-
   * Event-ID`. Until one has come, the id of the first lines (`at_…`) does the same. `evidence_revealed` means that
   * you may now see more of what has been: read the story again. A comment comes every 15 seconds. When the token
   * ends an event `end` says so (`{"reason": "token_expired"}`) and the stream ends: ask for a new token and come
   * back. The `EventSource` of a browser, which sends no token, opens a link: `POST
   * /v1/disputes/{dispute}/stream/link`.
   */
  streamStory(
    dispute: string,
    options: { after?: string; named?: boolean; token?: string } = {},
  ): AsyncGenerator<Record<string, unknown>> {
    return this.caller.stream(
      "GET",
      `/v1/disputes/${encodeURIComponent(dispute)}/stream`,
      { query: { "after": options.after, "named": options.named, "token": options.token } },
    );
  }

  /**
   * Good as long as your token and for this stream, in your name: for the `EventSource` of a browser, which sends no
   * token. Streams opened by it end when it does, and whoever has it sees what you may see of the case. It begins
   * where it was asked for (`after`). Add `&named=false` so that all entries come to `onmessage`.
   */
  async createStoryLink(dispute: string): Promise<StreamLink> {
    return (await this.caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/stream/link`)) as StreamLink;
  }

  /**
   * Say how far you have read: up to a message, up to an entry of the story, or everything. Lists and `expand` then
   * count as `unread` what others have done since. It never goes back, changes nothing in the case, and is told
   * nobody.
   */
  async markDisputeRead(
    dispute: string,
    body?: ReadBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<ReadMarkView> {
    return (await this.caller.call(
      "POST",
      `/v1/disputes/${encodeURIComponent(dispute)}/read`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as ReadMarkView;
  }

  /** Foresee the whole chain of what happens by itself, by the very rules that will run. */
  async getForecast(dispute: string): Promise<ForecastView> {
    return (await this.caller.call("GET", `/v1/disputes/${encodeURIComponent(dispute)}/forecast`)) as ForecastView;
  }

  /** Every step of the case so far, who or what took it, and when. */
  async getTimeline(dispute: string): Promise<TimelineView> {
    return (await this.caller.call("GET", `/v1/disputes/${encodeURIComponent(dispute)}/timeline`)) as TimelineView;
  }

  /** List what was written in the case, newest first. */
  async listMessages(dispute: string, options: Page = {}): Promise<MessageViewPage> {
    return (await this.caller.call(
      "GET",
      `/v1/disputes/${encodeURIComponent(dispute)}/messages`,
      { query: { ...options } },
    )) as MessageViewPage;
  }

  /** List messages, page after page. */
  iterateMessages(dispute: string): AsyncGenerator<MessageView> {
    return iteratePages((page) => this.listMessages(dispute, page));
  }

  /**
   * Write to everybody in the case. A message is a comment, or your explanation of what happened (K17).
   *
   * Screenshots and other files come along by the ids under which they were given as evidence of this case. An
   * operator writes down with `on_behalf_of` what a party has told support: it counts as theirs, and says who wrote
   * it.
   */
  async postMessage(
    dispute: string,
    body: MessageBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<MessageView> {
    return (await this.caller.call(
      "POST",
      `/v1/disputes/${encodeURIComponent(dispute)}/messages`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as MessageView;
  }

  /** Refuse what is on the table and hand the case over, as the policy says (D5). */
  async escalateDispute(
    dispute: string,
    body?: PlainActBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<DisputeView> {
    return (await this.caller.call(
      "POST",
      `/v1/disputes/${encodeURIComponent(dispute)}/escalate`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as DisputeView;
  }

  /**
   * End your own case. The money is no longer frozen and takes its ordinary course.
   *
   * An operator does so for the claimant who has asked for it; above the platform's limit a second one has to
   * approve.
   */
  async withdrawDispute(
    dispute: string,
    body?: PlainActBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<DisputeView> {
    return (await this.caller.call(
      "POST",
      `/v1/disputes/${encodeURIComponent(dispute)}/withdraw`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as DisputeView;
  }

  /**
   * Give the claimant all that is disputed, at once. Needs an Idempotency-Key.
   *
   * An operator does so for a respondent who pays up by other means than this API, in a case that no colleague has.
   * Above the platform's limit that waits for a second operator, like a ruling: the case is `awaiting_approval`, and
   * its clocks stand still, so that no silence overtakes what the respondent has conceded.
   */
  async acceptClaim(
    dispute: string,
    body?: PlainActBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<DisputeView> {
    return (await this.caller.call(
      "POST",
      `/v1/disputes/${encodeURIComponent(dispute)}/accept-claim`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as DisputeView;
  }
}
