// Answers of disputes. Written by `make clients`: do not edit.

import type { DisputeSummary } from "../disputes/answers.ts";
import type { CaseMovementView, MessageView, StoryEntryView } from "../disputes/answers_2.ts";

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
