// Operations of the group 'escrows'. Written by `make clients`: do not edit.

import { type Caller, type Page, iteratePages } from "../../calls.ts";
import type {
  AmountBody,
  BulkBody,
  BulkView,
  EscrowView,
  EscrowViewPage,
  EscrowsFilters,
  NewEscrowBody,
  PaymentBody,
  ShipmentBody,
  StatementView,
} from "../models/index.ts";

export class EscrowsOperations {
  protected readonly caller: Caller;

  constructor(caller: Caller) {
    this.caller = caller;
  }

  /** List escrows, the newest first. A buyer or seller sees their own. */
  async listEscrows(options: EscrowsFilters & Page = {}): Promise<EscrowViewPage> {
    return (await this.caller.call("GET", `/v1/escrows`, { query: { ...options } })) as EscrowViewPage;
  }

  /** List escrows, page after page. */
  iterateEscrows(filters: EscrowsFilters = {}): AsyncGenerator<EscrowView> {
    return iteratePages((page) => this.listEscrows({ ...filters, ...page }));
  }

  /** Agree on a deal: who buys what of whom, for how much, by when. The buyer's money is awaited from now on. */
  async createEscrow(body: NewEscrowBody, options: { idempotencyKey?: string } = {}): Promise<EscrowView> {
    return (await this.caller.call(
      "POST",
      `/v1/escrows`,
      { body, key: options.idempotencyKey, takesKey: true },
    )) as EscrowView;
  }

  /** Read how it stands, what you may do, and what happens by itself if nobody does anything. */
  async getEscrow(escrow: string): Promise<EscrowView> {
    return (await this.caller.call("GET", `/v1/escrows/${encodeURIComponent(escrow)}`)) as EscrowView;
  }

  /** Read every movement of its money, from the first payment on. */
  async getPostings(escrow: string): Promise<StatementView> {
    return (await this.caller.call("GET", `/v1/escrows/${encodeURIComponent(escrow)}/postings`)) as StatementView;
  }

  /** Report that the buyer has paid. What is too much, or too late, is parked until it is sent back. */
  async fundEscrow(
    escrow: string,
    body: PaymentBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<EscrowView> {
    return (await this.caller.call(
      "POST",
      `/v1/escrows/${encodeURIComponent(escrow)}/fund`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as EscrowView;
  }

  /** Report that the seller has handed it to a carrier. */
  async shipEscrow(
    escrow: string,
    body: ShipmentBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<EscrowView> {
    return (await this.caller.call(
      "POST",
      `/v1/escrows/${encodeURIComponent(escrow)}/ship`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as EscrowView;
  }

  /** Put right a misspelt carrier or tracking number, until it is delivered, accepted or disputed. No clock moves. */
  async correctShipment(
    escrow: string,
    body: ShipmentBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<EscrowView> {
    return (await this.caller.call(
      "POST",
      `/v1/escrows/${encodeURIComponent(escrow)}/correct-shipment`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as EscrowView;
  }

  /** Report that it has arrived: the buyer inspects it, and after that the money is released by itself. */
  async deliverEscrow(
    escrow: string,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<EscrowView> {
    return (await this.caller.call(
      "POST",
      `/v1/escrows/${encodeURIComponent(escrow)}/deliver`,
      { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as EscrowView;
  }

  /** Accept the goods as the buyer: everything that is held goes to the seller. */
  async acceptGoods(escrow: string, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<EscrowView> {
    return (await this.caller.call(
      "POST",
      `/v1/escrows/${encodeURIComponent(escrow)}/accept`,
      { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as EscrowView;
  }

  /** Pay the seller what is held, or a part of it. What a dispute has frozen stays. */
  async releaseEscrow(
    escrow: string,
    body?: AmountBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<EscrowView> {
    return (await this.caller.call(
      "POST",
      `/v1/escrows/${encodeURIComponent(escrow)}/release`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as EscrowView;
  }

  /** Give the buyer back what is held, or a part of it. What a dispute has frozen stays. */
  async refundEscrow(
    escrow: string,
    body?: AmountBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<EscrowView> {
    return (await this.caller.call(
      "POST",
      `/v1/escrows/${encodeURIComponent(escrow)}/refund`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as EscrowView;
  }

  /** Call the deal off before the price is complete. What has come goes back. */
  async cancelEscrow(escrow: string, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<EscrowView> {
    return (await this.caller.call(
      "POST",
      `/v1/escrows/${encodeURIComponent(escrow)}/cancel`,
      { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as EscrowView;
  }

  /**
   * Carry out up to 50 instructions, each as the request that it would be alone: own key, own outcome, own events.
   *
   * One that is refused touches no other, so look at every outcome: the answer is 200 whatever they are. Those on one
   * escrow are carried out in their order. A body that cannot be read is refused as a whole, and nothing is carried
   * out. Sent again with the same keys, nothing happens twice. Each instruction names the version it is decided on;
   * for all of them together there is none, so `If-Match` is refused.
   */
  async carryOutBulk(body: BulkBody): Promise<BulkView> {
    return (await this.caller.call("POST", `/v1/bulk`, { body })) as BulkView;
  }
}
