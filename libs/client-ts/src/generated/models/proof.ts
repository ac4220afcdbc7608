// Bodies and answers of proof. Written by `make clients`: do not edit.

export type BundleState = "pending" | "ready" | "failed" | "expired";

export interface BundleRequest {
  /** Id of the dispute. */
  dispute: string;
}

/** Archive of everything about a case. `download` is there once it is ready, for ten minutes at a time. */
export interface BundleView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Id of the dispute. */
  dispute: string;
  /** How far it is: `pending` until it is made. */
  state: BundleState;
  /** When it was asked for (UTC). */
  requested_at: string;
  /** Size in bytes; null until it is ready. */
  size: number | null;
  /** SHA-256 of the bytes, in hexadecimal. */
  sha256: string | null;
  /** Until when it can be downloaded (UTC); null until it is ready. */
  expires_at: string | null;
  /** Address of the archive, good for ten minutes; null until it is ready. */
  download: string | null;
}

/** Seal of what was there at a ruling. `manifest` is signed as it is, byte by byte. */
export interface SealView {
  /** Which ruling it is about: 1 for the first. */
  instance: number;
  /** When it was sealed (UTC). */
  sealed_at: string;
  /** What was there, as JSON in a text: exactly these bytes are signed. */
  manifest: string;
  /** SHA-256 of the bytes, in hexadecimal. */
  sha256: string;
  /** Ed25519, in Base64. */
  signature: string;
  /** Id of the key that signed it. */
  key_id: string;
  /** A token of RFC 3161 over the manifest, in Base64. */
  timestamp: string | null;
}

export interface SealsView {
  /** What was asked for, in the order that the operation describes. */
  data: SealView[];
}
