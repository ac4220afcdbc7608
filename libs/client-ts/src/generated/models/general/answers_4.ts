// Answers of general. Written by `make clients`: do not edit.

import type { MoneyView } from "../general/answers.ts";
import type { ImposedView, WarningView } from "../general/answers_3.ts";
import type { StandingStatus } from "../general/choices.ts";

export interface StandingView {
  /** The participant's user id on your platform. */
  participant: string;
  /** `active`, `suspended` or `closed`. */
  status: StandingStatus;
  /** Points that count now. */
  points: number;
  /** Until when the participant is suspended (UTC); null if not. */
  suspended_until: string | null;
  /** Warnings that count now, by the act they were given for. */
  warnings: WarningView[];
  /** The sum of those that stand, by currency. */
  fines: MoneyView[];
  /** All there ever were, each with its cause; what was reversed counts no more. */
  penalties: ImposedView[];
  /** Number of the standing's changes. */
  version: number;
}

/** Address of a stream that stands alone until it expires: for the `EventSource` of a browser. */
export interface StreamLink {
  /** Of the stream, in your name. It begins where it was asked for, by `after`. What narrows the stream is added. */
  url: string;
  /** When it opens no more, and streams opened by it end: together with the token that asked for it. */
  expires_at: string;
}

/** Conversation on another platform: not verified to be live. */
export interface ExternalVideoContent {
  /** Address of the call or of its recording, elsewhere. */
  link: string;
  /** Name of the platform on which it took place. */
  provider: string;
  /** When it began (UTC), as it was told. */
  started_at: string;
  /** When it ended (UTC), as it was told. */
  ended_at: string;
  /** Id of the evidence that has its recording; null if none was given. */
  recording: string | null;
}
