// Operations of the group 'evidence'. Written by `make clients`: do not edit.

import { type Caller, type Content, type Page, iteratePages } from "../../calls.ts";
import type {
  Attach,
  DownloadLink,
  EvidenceFilters,
  EvidenceRequestsFilters,
  Invalidate,
  ItemSummary,
  ItemSummaryPage,
  ItemView,
  RequestView,
  RequestViewPage,
  ShipmentRecordBody,
  Side,
  SignalsView,
  StatementBody,
} from "../models/index.ts";

export class EvidenceOperations {
  protected readonly caller: Caller;

  constructor(caller: Caller) {
    this.caller = caller;
  }

  /**
   * Send the file as it is as the body: JPEG (210 megapixels), GIF (65), HEIC (66; 50 with more than eight bits), PNG
   * (66), AVIF (25), WEBP (15), PDF that runs nothing, plain text, film or sound. What it is, its content says. Send
   * `Content-Digest: sha-256=:…:` to be sure that it arrives unharmed. It is received when its last byte is: at the
   * cut-off of a request for it, it is late (D12).
   */
  async uploadEvidence(
    content: Content,
    options: { dispute: string; kind: string; filename?: string; request?: string; covers?: string[]; on_behalf_of?: Side; idempotencyKey?: string },
  ): Promise<ItemView> {
    return (await this.caller.call(
      "POST",
      `/v1/evidence/uploads`,
      { query: { "dispute": options.dispute, "kind": options.kind, "filename": options.filename, "request": options.request, "covers": options.covers, "on_behalf_of": options.on_behalf_of }, content, contentType: "application/octet-stream", key: options.idempotencyKey, takesKey: true },
    )) as ItemView;
  }

  /**
   * Good for ten minutes and for this file, in your name: whoever has the link needs no token, and what they see is
   * entered as seen by you. For an `<img>`, a `<video>`, a download, an e-mail.
   */
  async createDownloadLink(
    item: string,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<DownloadLink> {
    return (await this.caller.call(
      "POST",
      `/v1/evidence/items/${encodeURIComponent(item)}/download`,
      { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as DownloadLink;
  }

  /**
   * By a link that has not expired; it needs no token, and with one it must be your own. Every download, and every
   * one refused, is entered in the custody, in the name of whoever asked for the link. What leaves was compared with
   * what was received.
   */
  async downloadEvidence(item: string, options: { token: string }): Promise<Uint8Array> {
    return (await this.caller.download(
      "GET",
      `/v1/evidence/items/${encodeURIComponent(item)}/content`,
      { query: { "token": options.token } },
    )) as Uint8Array;
  }

  /**
   * See the photo, the first page of a document, the first picture of a video or a `contact_sheet` of twelve: made
   * anew, 1,280 pixels at most, without place, device or any other metadata. Sound and text have none (404).
   */
  async previewEvidence(
    item: string,
    options: { variant?: "picture" | "contact_sheet"; token?: string } = {},
  ): Promise<Uint8Array> {
    return (await this.caller.download(
      "GET",
      `/v1/evidence/items/${encodeURIComponent(item)}/preview`,
      { query: { "variant": options.variant, "token": options.token } },
    )) as Uint8Array;
  }

  /**
   * See, as an operator, other cases of the platform with the same file or a picture that looks the same, and whether
   * it says it was taken after it was received. Fingerprints are taken within seconds of receipt.
   */
  async getEvidenceSignals(item: string): Promise<SignalsView> {
    return (await this.caller.call("GET", `/v1/evidence/items/${encodeURIComponent(item)}/signals`)) as SignalsView;
  }

  /**
   * Newest first, both parties' and what operators added; what is still sealed is not there for the other party. What
   * an item says is read one by one.
   */
  async listEvidence(options: EvidenceFilters & Page): Promise<ItemSummaryPage> {
    return (await this.caller.call("GET", `/v1/evidence`, { query: { ...options } })) as ItemSummaryPage;
  }

  /** List the evidence of a dispute, page after page. */
  iterateEvidence(filters: EvidenceFilters): AsyncGenerator<ItemSummary> {
    return iteratePages((page) => this.listEvidence({ ...filters, ...page }));
  }

  /**
   * Submit it in time: a shipment record satisfies a request for one if it comes before the cut-off (D6); at that
   * instant it is late. An operator enters what a party has mailed to support with `on_behalf_of`.
   */
  async submitEvidence(
    body: ShipmentRecordBody | StatementBody,
    options: { idempotencyKey?: string } = {},
  ): Promise<ItemView> {
    return (await this.caller.call(
      "POST",
      `/v1/evidence/items`,
      { body, key: options.idempotencyKey, takesKey: true },
    )) as ItemView;
  }

  /** Read it with what it says. Whoever reads the other side's statement or shipment record is entered in its custody. */
  async getEvidence(item: string): Promise<ItemView> {
    return (await this.caller.call("GET", `/v1/evidence/items/${encodeURIComponent(item)}`)) as ItemView;
  }

  /**
   * Find it invalid: it counts as none from now on (D12). Before the cut-off its party may replace it, afterwards the
   * request has lapsed as of the cut-off, unless other valid evidence of the kind was in time. Needs the scope
   * `decide`.
   */
  async invalidateEvidence(
    item: string,
    body: Invalidate,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<ItemView> {
    return (await this.caller.call(
      "POST",
      `/v1/evidence/items/${encodeURIComponent(item)}/invalidate`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as ItemView;
  }

  /** Newest first; each party sees what the other owes, too, unless that is sealed until both have given. */
  async listEvidenceRequests(options: EvidenceRequestsFilters & Page): Promise<RequestViewPage> {
    return (await this.caller.call("GET", `/v1/evidence/requests`, { query: { ...options } })) as RequestViewPage;
  }

  /** List evidence requests, page after page. */
  iterateEvidenceRequests(filters: EvidenceRequestsFilters): AsyncGenerator<RequestView> {
    return iteratePages((page) => this.listEvidenceRequests({ ...filters, ...page }));
  }

  /** Read who owes what until when, how to give it, and what happens if nobody does. */
  async getEvidenceRequest(request: string): Promise<RequestView> {
    return (await this.caller.call("GET", `/v1/evidence/requests/${encodeURIComponent(request)}`)) as RequestView;
  }

  /**
   * Give what you gave in this case before for this request as well, and say which points of its checklist it covers:
   * they add up. It counts if the request is still open; when the evidence itself was given does not matter.
   */
  async attachEvidence(
    request: string,
    body: Attach,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<RequestView> {
    return (await this.caller.call(
      "POST",
      `/v1/evidence/requests/${encodeURIComponent(request)}/items`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as RequestView;
  }
}
