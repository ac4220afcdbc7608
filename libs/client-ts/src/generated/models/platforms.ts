// Bodies and answers of platforms. Written by `make clients`: do not edit.

export type PlatformStatus = "active" | "suspended";

export type SecretStatus = "valid" | "expiring" | "expired" | "revoked";

export type PlatformOpenedStatus = "active" | "suspended";

export interface NameBody {
  /** What the platform's people know it by from now on. */
  name: string;
}

export interface NewPlatformBody {
  /** What the platform's people know it by; pages that they are sent to say it. */
  name: string;
  /** Policy, or edition of one, that new escrows get. */
  default_policy?: string;
}

/** Allowed origins: scheme, host and port of pages, as browsers send them. */
export interface OriginsBody {
  /** Https, or this machine. No path, no wildcard: name each host. */
  origins: string[];
}

/** Dispute policies that new escrows get: names of policies or of editions, yours or Parley's. */
export interface PoliciesBody {
  /** What new escrows get whose category has no policy of its own. */
  default_policy: string;
  /** What new escrows of a category get, by its code. */
  by_category?: Record<string, string>;
}

export interface RotationBody {
  /**
   * For how long the secrets of before still get tokens, in seconds; 0 ends them at once. A day if left out, 30
   * days at most.
   */
  overlap_seconds?: number;
}

export interface NewSecretView {
  /** Id of the secret, to revoke it by. */
  id: string;
  /** Client id for `/oauth/token`. */
  client_id: string;
  /** Shown in the first answer only: a repeated request is answered without it. */
  client_secret: string | null;
}

export interface OriginsView {
  /** Platform whose pages they are. */
  platform: string;
  /** Pages of these origins may call with the tokens of this platform and its people. */
  origins: string[];
  /** Whether pages of this very machine may, on any port, without being named: in a sandbox. */
  loopback: boolean;
  /** Version of the platform, to be named in If-Match. */
  version: number;
}

export interface PlatformView {
  /** Id of the platform; its backend authenticates with it as `client_id`. */
  id: string;
  /** What the platform's people know it by. */
  name: string;
  /** Policy, or edition of one, that new escrows get. */
  default_policy: string;
  /** Policies that new escrows of a category get instead. */
  policies_by_category: Record<string, string>;
  /** A suspended platform gets no token and makes no escrow; its deadlines and disputes go on. */
  status: PlatformStatus;
  /** Number of changes of the platform: its ETag. */
  version: number;
  /** Client id for `/oauth/token`. */
  client_id: string;
}

export interface PlatformViewPage {
  /** What was asked for, in the order that the operation describes. */
  data: PlatformView[];
  /** Whether there is another page. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor?: string | null;
}

/** What is known of a secret. The secret itself is kept nowhere. */
export interface SecretView {
  /** Id of the secret, to revoke it by. */
  id: string;
  /** A valid or expiring secret gets tokens, the others do not. */
  status: SecretStatus;
  /** When it was made, by the real clock. */
  created_at: string;
  /** Until when it gets tokens, since another one has taken its place; null: until it is revoked. */
  expires_at: string | null;
  /** When it was revoked. */
  revoked_at: string | null;
}

export interface SecretViewPage {
  /** What was asked for, in the order that the operation describes. */
  data: SecretView[];
  /** Whether there is another page. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor?: string | null;
}

export interface PlatformOpenedView {
  /** Id of the platform; its backend authenticates with it as `client_id`. */
  id: string;
  /** What the platform's people know it by. */
  name: string;
  /** Policy, or edition of one, that new escrows get. */
  default_policy: string;
  /** Policies that new escrows of a category get instead. */
  policies_by_category: Record<string, string>;
  /** A suspended platform gets no token and makes no escrow; its deadlines and disputes go on. */
  status: PlatformOpenedStatus;
  /** Number of changes of the platform: its ETag. */
  version: number;
  /** Client id for `/oauth/token`. */
  client_id: string;
  /** Shown in the first answer only: a repeated request is answered without it. */
  client_secret: string | null;
  /** Id of the secret, to revoke it by. */
  secret_id: string;
}

export interface RevokedView {
  /** Id of the secret. */
  id: string;
  /** True: it gets no token any more. */
  revoked: boolean;
}

export interface RotatedSecretView {
  /** Id of the secret, to revoke it by. */
  id: string;
  /** Client id for `/oauth/token`. */
  client_id: string;
  /** Shown in the first answer only: a repeated request is answered without it. */
  client_secret: string | null;
  /** Secrets that worked until now. */
  replaced: string[];
  /** Until when they still get a token, by the real clock. */
  replaced_expire_at: string | null;
}

/** Filters of `list_platforms`. */
export interface PlatformsFilters {
  /** Only platforms that are active, or only suspended ones. */
  status?: "active" | "suspended";
}
