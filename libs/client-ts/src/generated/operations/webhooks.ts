// Operations of the group 'webhooks'. Written by `make clients`: do not edit.

import { type Caller, type Page, iteratePages } from "../../calls.ts";
import type {
  DeliveriesFilters,
  DeliveryView,
  DeliveryViewPage,
  EndpointChangeBody,
  EndpointListView,
  EndpointView,
  EndpointWithSecretView,
  NewEndpointBody,
  ReplayBody,
  ReplayView,
  SampleEventBody,
  SecretBody,
} from "../models/index.ts";

export class WebhooksOperations {
  protected readonly caller: Caller;

  constructor(caller: Caller) {
    this.caller = caller;
  }

  /** List all of them, oldest first: there are never more than 50. Of operators those with the scope `lead` may. */
  async listWebhookEndpoints(): Promise<EndpointListView> {
    return (await this.caller.call("GET", `/v1/webhook-endpoints`)) as EndpointListView;
  }

  /**
   * Send events there that happen from now on and match `event_types`, signed as Standard Webhooks 1.0.0 says.
   *
   * The secret is shown in this answer only. The address must be public and reached by https.
   */
  async createWebhookEndpoint(
    body: NewEndpointBody,
    options: { idempotencyKey?: string } = {},
  ): Promise<EndpointWithSecretView> {
    return (await this.caller.call(
      "POST",
      `/v1/webhook-endpoints`,
      { body, key: options.idempotencyKey, takesKey: true },
    )) as EndpointWithSecretView;
  }

  /** Read where it points, what it wants and how it stands: `failing_since` is when it last began to fail. */
  async getWebhookEndpoint(endpoint: string): Promise<EndpointView> {
    return (await this.caller.call("GET", `/v1/webhook-endpoints/${encodeURIComponent(endpoint)}`)) as EndpointView;
  }

  /** Change the address, the events, or turn it on and off. What it missed while it was off can be replayed. */
  async changeWebhookEndpoint(
    endpoint: string,
    body: EndpointChangeBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<EndpointView> {
    return (await this.caller.call(
      "PATCH",
      `/v1/webhook-endpoints/${encodeURIComponent(endpoint)}`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as EndpointView;
  }

  /** Send nothing more there, not even what is waiting, and forget its secrets. */
  async deleteWebhookEndpoint(
    endpoint: string,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<EndpointView> {
    return (await this.caller.call(
      "DELETE",
      `/v1/webhook-endpoints/${encodeURIComponent(endpoint)}`,
      { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as EndpointView;
  }

  /**
   * Replace the secret. The replaced one signs too for 24 hours, so that receivers can change over without losing an
   * event.
   */
  async rotateWebhookSecret(
    endpoint: string,
    body?: SecretBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<EndpointWithSecretView> {
    return (await this.caller.call(
      "POST",
      `/v1/webhook-endpoints/${encodeURIComponent(endpoint)}/secret/rotate`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as EndpointWithSecretView;
  }

  /**
   * Send `webhook_endpoint.test`, or the recorded sample of a public type, whatever the endpoint is subscribed to. A
   * sample is about nothing of yours: its `number` is null. Read the delivery to see how it went.
   */
  async testWebhookEndpoint(
    endpoint: string,
    body?: SampleEventBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<DeliveryView> {
    return (await this.caller.call(
      "POST",
      `/v1/webhook-endpoints/${encodeURIComponent(endpoint)}/test`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as DeliveryView;
  }

  /** List deliveries, the newest first, each with every attempt that was made. */
  async listDeliveries(endpoint: string, options: DeliveriesFilters & Page = {}): Promise<DeliveryViewPage> {
    return (await this.caller.call(
      "GET",
      `/v1/webhook-endpoints/${encodeURIComponent(endpoint)}/deliveries`,
      { query: { ...options } },
    )) as DeliveryViewPage;
  }

  /** List an endpoint's deliveries, page after page. */
  iterateDeliveries(endpoint: string, filters: DeliveriesFilters = {}): AsyncGenerator<DeliveryView> {
    return iteratePages((page) => this.listDeliveries(endpoint, { ...filters, ...page }));
  }

  /** Read one event for one endpoint, with every attempt that was made. */
  async getDelivery(delivery: string): Promise<DeliveryView> {
    return (await this.caller.call(
      "GET",
      `/v1/webhook-endpoints/deliveries/${encodeURIComponent(delivery)}`,
    )) as DeliveryView;
  }

  /**
   * Start the schedule anew, whatever became of it before. The receiver sees the same `webhook-id`. Of operators
   * those with the scope `lead` may.
   */
  async redeliverEvent(delivery: string, options: { idempotencyKey?: string } = {}): Promise<DeliveryView> {
    return (await this.caller.call(
      "POST",
      `/v1/webhook-endpoints/deliveries/${encodeURIComponent(delivery)}/redeliver`,
      { key: options.idempotencyKey, takesKey: true },
    )) as DeliveryView;
  }

  /** Send all the endpoint is subscribed to and that happened in the range, also what it never got. At most 1,000. */
  async replayEvents(
    endpoint: string,
    body: ReplayBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<ReplayView> {
    return (await this.caller.call(
      "POST",
      `/v1/webhook-endpoints/${encodeURIComponent(endpoint)}/replay`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as ReplayView;
  }
}
