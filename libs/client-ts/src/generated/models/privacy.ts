// Bodies and answers of privacy. Written by `make clients`: do not edit.

export type EraseRole = "buyer" | "seller" | "representative";

export type HoldState = "held" | "released";

export interface EraseBody {
  /** What the person is on your platform. */
  role: EraseRole;
  /** The person's user id on your platform. */
  participant: string;
}

export interface HoldBody {
  /** Id of the dispute. */
  dispute: string;
  /** Why nothing of the case may be erased, in words. */
  reason: string;
}

export interface LegalHoldReleaseBody {
  /** Id of the dispute. */
  dispute: string;
}

export interface RetentionBody {
  /** Days after the end of a case until its evidence is erased. */
  days: number;
}

export interface ErasureView {
  /** Pieces of evidence that were erased. */
  erased_items: number;
  /** When (UTC). */
  erased_at: string;
}

export interface HoldView {
  /** Id of the dispute. */
  dispute: string;
  /** `held`: nothing of the case is erased. */
  state: HoldState;
  /** When it happened (UTC). */
  at: string;
}

/** Days after the end of a case until its evidence is erased. */
export interface RetentionView {
  /** Days after the end of a case until its evidence is erased. */
  days: number;
  /** The platform has said nothing; it is as long as usual. */
  usual: boolean;
}
