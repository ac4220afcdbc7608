// Operations of the group 'platforms'. Written by `make clients`: do not edit.

import { type Caller, type Page, iteratePages } from "../../calls.ts";
import type {
  IssuedSecretView,
  NameBody,
  NewPlatformBody,
  OriginsBody,
  OriginsView,
  PlatformOpenedView,
  PlatformView,
  PlatformViewPage,
  PlatformsFilters,
  PoliciesBody,
  RevokedView,
  RotatedSecretView,
  RotationBody,
  SecretView,
  SecretViewPage,
} from "../models/index.ts";

export class PlatformsOperations {
  protected readonly caller: Caller;

  constructor(caller: Caller) {
    this.caller = caller;
  }

  /** List all platforms as an administrator, newest first; a platform finds itself alone. */
  async listPlatforms(options: PlatformsFilters & Page = {}): Promise<PlatformViewPage> {
    return (await this.caller.call("GET", `/v1/platforms`, { query: { ...options } })) as PlatformViewPage;
  }

  /** List platforms, page after page. */
  iteratePlatforms(filters: PlatformsFilters = {}): AsyncGenerator<PlatformView> {
    return iteratePages((page) => this.listPlatforms({ ...filters, ...page }));
  }

  /** Open a new tenant with its first credentials. */
  async openPlatform(body: NewPlatformBody, options: { idempotencyKey?: string } = {}): Promise<PlatformOpenedView> {
    return (await this.caller.call(
      "POST",
      `/v1/platforms`,
      { body, key: options.idempotencyKey, takesKey: true },
    )) as PlatformOpenedView;
  }

  /** Read any platform as an administrator, or your own. */
  async getPlatform(platform: string): Promise<PlatformView> {
    return (await this.caller.call("GET", `/v1/platforms/${encodeURIComponent(platform)}`)) as PlatformView;
  }

  /** Read from where browsers may call for this platform. */
  async getAllowedOrigins(platform: string): Promise<OriginsView> {
    return (await this.caller.call("GET", `/v1/platforms/${encodeURIComponent(platform)}/origins`)) as OriginsView;
  }

  /**
   * Replace the list as a whole: pages of these origins may call with the tokens of this platform and its people.
   *
   * All services go by it within a few seconds. Parley's own pages may also be framed by pages of these origins.
   */
  async allowOrigins(
    platform: string,
    body: OriginsBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<OriginsView> {
    return (await this.caller.call(
      "PUT",
      `/v1/platforms/${encodeURIComponent(platform)}/origins`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as OriginsView;
  }

  /**
   * Replace the choice as a whole. A deal that names its policy itself keeps that; escrows there are keep the edition
   * they were made with.
   */
  async choosePolicies(
    platform: string,
    body: PoliciesBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<PlatformView> {
    return (await this.caller.call(
      "PUT",
      `/v1/platforms/${encodeURIComponent(platform)}/policies`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as PlatformView;
  }

  /** Change the name that the platform's people know it by. Its id, tokens and deals stay as they are. */
  async renamePlatform(
    platform: string,
    body: NameBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<PlatformView> {
    return (await this.caller.call(
      "POST",
      `/v1/platforms/${encodeURIComponent(platform)}/rename`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as PlatformView;
  }

  /** Allow no new tokens and no new escrows; deadlines and disputes go on. */
  async suspendPlatform(
    platform: string,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<PlatformView> {
    return (await this.caller.call(
      "POST",
      `/v1/platforms/${encodeURIComponent(platform)}/suspend`,
      { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as PlatformView;
  }

  /** Undo a suspension. */
  async reinstatePlatform(
    platform: string,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<PlatformView> {
    return (await this.caller.call(
      "POST",
      `/v1/platforms/${encodeURIComponent(platform)}/reinstate`,
      { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as PlatformView;
  }

  /**
   * List what is known of a platform's secrets, newest first, those that ended as well; the secrets themselves are
   * kept nowhere. An administrator may for any platform, a platform for itself.
   */
  async listSecrets(platform: string, options: Page = {}): Promise<SecretViewPage> {
    return (await this.caller.call(
      "GET",
      `/v1/platforms/${encodeURIComponent(platform)}/secrets`,
      { query: { ...options } },
    )) as SecretViewPage;
  }

  /** List client secrets, page after page. */
  iterateSecrets(platform: string): AsyncGenerator<SecretView> {
    return iteratePages((page) => this.listSecrets(platform, page));
  }

  /**
   * Add a secret beside those there are, five at most: for another server of the platform's backend, say. An
   * administrator may for any platform, a platform for itself.
   */
  async addSecret(
    platform: string,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<IssuedSecretView> {
    return (await this.caller.call(
      "POST",
      `/v1/platforms/${encodeURIComponent(platform)}/secrets`,
      { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as IssuedSecretView;
  }

  /**
   * Put a new secret in the place of all others. Those still get tokens for a day, or for as long as you say, so that
   * your servers can change over without a gap. An administrator may for any platform, a platform for itself.
   */
  async rotateSecret(
    platform: string,
    body?: RotationBody,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<RotatedSecretView> {
    return (await this.caller.call(
      "POST",
      `/v1/platforms/${encodeURIComponent(platform)}/secrets/rotate`,
      { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as RotatedSecretView;
  }

  /**
   * Revoke a secret: from now on it gets no token any more. An administrator may for any platform; a platform for
   * itself, but for the last one that works.
   */
  async revokeSecret(
    platform: string,
    secret: string,
    options: { ifMatch?: number; idempotencyKey?: string } = {},
  ): Promise<RevokedView> {
    return (await this.caller.call(
      "POST",
      `/v1/platforms/${encodeURIComponent(platform)}/secrets/${encodeURIComponent(secret)}/revoke`,
      { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true },
    )) as RevokedView;
  }
}
