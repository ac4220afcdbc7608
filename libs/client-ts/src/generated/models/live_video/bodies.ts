// Bodies of live video. Written by `make clients`: do not edit.

import type { Side } from "../general/choices.ts";
import type { AttestedOutcome, Result } from "../live_video/choices.ts";

export interface Attest {
  /** Whether the call took place as it was told. */
  held: AttestedOutcome;
  /** What you attest, in words. */
  statement: string;
}

export interface FinishVideoBody {
  /** How many pieces there are. */
  chunks: number;
  /** Codes of the request's checklist that it shows. */
  covers?: string[];
}

export interface OpenVideoBody {
  /** Id of the dispute. */
  dispute: string;
  /** The request it answers; found by its kind if left out. */
  request?: string | null;
}

export interface OverruleBody {
  /** What you have found instead. */
  result: Result;
  /** Why, in words; it is recorded. */
  reason: string;
}

export interface StartSegmentBody {
  /** The case code the recorder shows. */
  code: string;
  /** What the recorder makes, as in `video/webm;codecs=vp8,opus`. */
  media_type: string;
}

export interface SubmitExternalVideo {
  /** Id of the dispute. */
  dispute: string;
  /** The request it answers; found by its kind if left out. */
  request?: string | null;
  /** Address of the call or of its recording, elsewhere. */
  link: string;
  /** Name of the platform on which it took place. */
  provider: string;
  /** When it began (RFC 3339). */
  started_at: string;
  /** When it ended (RFC 3339). */
  ended_at: string;
  /** An uploaded video of the same side that is its recording. */
  recording?: string | null;
  /** Codes of the request's checklist that it shows. */
  covers?: string[];
  /** For operators: the party that has mailed it to support. It is entered as that, for that party. */
  on_behalf_of?: Side | null;
}
