// Operations of the group 'execution'. Written by `make clients`: do not edit.

import { type Caller } from "../../calls.ts";
import type {
  AppealBody,
  DisputeView,
  FulfilmentBody,
  ReceiptBody,
  ReturnAddressBody,
  ReturnBody,
} from "../models/index.ts";

export class ExecutionOperations {
  protected readonly caller: Caller;

  constructor(caller: Caller) {
    this.caller = caller;
  }

  /**
   * Name the return address as the seller (D10), then the parcel as the buyer (D11).
   *
   * Whoever is silent loses, as forecast.
   */
  async reportReturn(
    dispute: string,
    body: ReturnBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<DisputeView> {
    return (await this.caller.call(
      "POST",
      `/v1/disputes/${encodeURIComponent(dispute)}/return`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as DisputeView;
  }

  /**
   * Put a misspelt address right as the seller, until the buyer has sent the goods back. No clock moves; the buyer is
   * told by `return.address_corrected`.
   */
  async correctReturnAddress(
    dispute: string,
    body: ReturnAddressBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<DisputeView> {
    return (await this.caller.call(
      "POST",
      `/v1/disputes/${encodeURIComponent(dispute)}/return/correct-address`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as DisputeView;
  }

  /**
   * Put right what you said of the parcel, a return or a replacement, until the other side has said how it arrived.
   * No clock moves; they are told by `parcel.corrected`.
   */
  async correctParcel(
    dispute: string,
    body: FulfilmentBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<DisputeView> {
    return (await this.caller.call(
      "POST",
      `/v1/disputes/${encodeURIComponent(dispute)}/correct-parcel`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as DisputeView;
  }

  /**
   * `received` pays as agreed or ruled; anything else brings the case back to review (D13).
   *
   * Needs an Idempotency-Key.
   */
  async acknowledgeReturn(
    dispute: string,
    body: ReceiptBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<DisputeView> {
    return (await this.caller.call(
      "POST",
      `/v1/disputes/${encodeURIComponent(dispute)}/return/acknowledge`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as DisputeView;
  }

  /** Say under which number the promised goods are on their way. */
  async fulfilObligation(
    dispute: string,
    body: FulfilmentBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<DisputeView> {
    return (await this.caller.call(
      "POST",
      `/v1/disputes/${encodeURIComponent(dispute)}/obligation/fulfil`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as DisputeView;
  }

  /** `received` ends the case; anything else brings it to review. Needs an Idempotency-Key. */
  async confirmObligation(
    dispute: string,
    body: ReceiptBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<DisputeView> {
    return (await this.caller.call(
      "POST",
      `/v1/disputes/${encodeURIComponent(dispute)}/obligation/confirm`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as DisputeView;
  }

  /**
   * Within the appeal window, once, with the complete evidence and a full explanation (K4, K18).
   *
   * Give the evidence first: every required point of the policy's list must be covered by a valid item of yours.
   * Another operator decides, and that is final. What a party has said on the phone or written to support, an
   * operator registers with `on_behalf_of`.
   */
  async fileAppeal(
    dispute: string,
    body: AppealBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<DisputeView> {
    return (await this.caller.call(
      "POST",
      `/v1/disputes/${encodeURIComponent(dispute)}/appeals`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as DisputeView;
  }
}
