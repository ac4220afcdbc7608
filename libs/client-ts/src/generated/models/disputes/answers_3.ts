// Answers of disputes. Written by `make clients`: do not edit.

import type { DisputeSummary } from "../disputes/answers.ts";
import type { MessageView, StoryEntryView } from "../disputes/answers_2.ts";
import type { ActorView, BehalfView } from "../general/answers.ts";

/** Step of the case: from where to where, why, and by whom. */
export interface CaseMovementView {
  /** Its number in the log, from 1. */
  seq: number;
  /** Where the case was. */
  from_state: string;
  /** State that the case went into. */
  to_state: string;
  /** What brought it about. */
  cause: string;
  /** Who did it; `system` for what happened by itself. */
  actor: ActorView;
  /** Where an operator did what a party had asked for. */
  on_behalf_of: BehalfView | null;
  /**
   * When it took effect; of what happened by itself, the instant at which it was due; of what came in time and was
   * decided late, its receipt.
   */
  at: string;
  /** When it was carried out, where it had taken effect before. */
  recorded_at: string | null;
}

export interface DisputeSummaryPage {
  /** What was asked for, in the order that the operation describes. */
  data: DisputeSummary[];
  /** Whether there is another page. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor?: string | null;
}

export interface MessageViewPage {
  /** What was asked for, in the order that the operation describes. */
  data: MessageView[];
  /** Whether there is another page. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor?: string | null;
}

export interface StoryEntryViewPage {
  /** What was asked for, in the order that the operation describes. */
  data: StoryEntryView[];
  /** Whether there is another page. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor?: string | null;
}

/** How far you have read the case, if not further already. */
export interface ReadMarkView {
  /** Id of the dispute. */
  dispute: string;
  /** Id of the last entry of the story that you have read. */
  entry: string;
  /** When that happened (UTC). */
  at: string;
}

export interface TimelineView {
  /** Id of the dispute. */
  dispute: string;
  /** The steps, the first one first. */
  data: CaseMovementView[];
}
