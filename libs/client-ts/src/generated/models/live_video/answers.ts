// Answers of live video. Written by `make clients`: do not edit.

import type { ActorView, AllowedAction } from "../general/answers.ts";
import type { ExternalVideoContent } from "../general/answers_4.ts";
import type { ReasonCode, Side } from "../general/choices.ts";
import type { AttestedOutcome, CheckName, CheckOutcome, GapKind, Result, VideoState } from "../live_video/choices.ts";

export interface AttestationView {
  /** Operator who attested it. */
  by: ActorView;
  /** When it happened (UTC). */
  at: string;
  /** Whether the call took place as it was told. */
  held: AttestedOutcome;
  /** What the operator attests, in words. */
  statement: string;
}

export interface ChallengeView {
  /** Code of the case, to be shown in the video. */
  code: string;
  /** What the person is asked to say, in each language. */
  words: Record<string, string[]>;
}

export interface VideoCheckView {
  /** Why, as a code. */
  reason: string;
  /** Stable; null for what was found before there were codes. */
  reason_code: ReasonCode | null;
  /**
   * What the reason names: seconds, frames and pieces as numbers, a share as a part of one, and the decoder's own
   * report as it is.
   */
  params: Record<string, number | string>;
  /** What was checked. */
  check: CheckName;
  /** `unknown`: it could not be found out, and an operator looks. */
  outcome: CheckOutcome;
  /** Picture in which it shows, counted from 0; null if in none. */
  frame: number | null;
  /** Second of the recording in which it shows; null if in none. */
  at_seconds: number | null;
}

export interface ChecklistEntry {
  /** Code of the point, to be named in `covers`. */
  code: string;
  /** As the policy says it; null for a reminder, which no item covers. */
  text: string | null;
  /** Whether the recording must show it. */
  required: boolean;
}

export interface ChunkView {
  /** Number of the piece, from 0. */
  n: number;
  /** SHA-256 of the bytes, in hexadecimal. */
  sha256: string;
  /** Of the receipt: vouches for every receipt before it. */
  hash: string;
  /** When its last byte arrived (UTC). */
  received_at: string;
  /** Pieces that have arrived so far. */
  chunks: number;
}

export interface ExternalVideoFindingView {
  /** Why, as a code. */
  reason: string;
  /** Stable; null for what was found before there were codes. */
  reason_code: ReasonCode | null;
  /**
   * What the reason names: seconds, frames and pieces as numbers, a share as a part of one, and the decoder's own
   * report as it is.
   */
  params: Record<string, number | string>;
  /** What was checked. */
  check: string;
  /** `unknown`: it could not be found out, and an operator looks. */
  outcome: CheckOutcome;
}

/** Conversation on another platform. Whatever its recording shows, it is not verified to be live. */
export interface ExternalVideoView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Id of the dispute. */
  dispute: string;
  /** Id of the request that it answers; null if none. */
  request: string | null;
  /** Role and id of whoever gave the link. */
  by: ActorView;
  /** What was told of it. */
  said: ExternalVideoContent;
  /** Always false: only the integrated recorder can show that. */
  live_verified?: boolean;
  /** What the uploaded recording shows by itself; empty until checked. */
  findings: ExternalVideoFindingView[];
  /** When its recording was checked (UTC); null if it was not. */
  checked_at: string | null;
  /** What an operator has attested; null before. */
  attestation: AttestationView | null;
  /** What you may do now, each with its address, deadline and limits. What is not listed is refused. */
  allowed_actions: AllowedAction[];
  /** Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it. */
  version: number;
}

export interface FinishedView {
  /** Id of the live recording. */
  id: string;
  /** Id of the piece of evidence it has become. */
  item: string;
  /** How far the recording is. */
  state: VideoState;
}

export interface GapView {
  /** Number of the piece before which something is missing. */
  before_chunk: number;
  /** How long the gap is. */
  seconds: number;
  /** `paused`, `restarted` by a second start, or `missing` pieces. */
  kind: GapKind;
}

/** Place of the mark: a band below the picture, cells from its margin on. */
export interface MarkView {
  /** Cells in each row of the mark. */
  columns?: number;
  /** Rows of cells that the mark has. */
  rows?: number;
  /** Size of a cell, in pixels. */
  cell?: number;
  /** White around them, in pixels. */
  margin?: number;
  /** Height of the band below the picture, in pixels. */
  band?: number;
}

export interface OverrulingView {
  /** Operator who decided otherwise than the checks. */
  by: ActorView;
  /** When it happened (UTC). */
  at: string;
  /** What the operator found. */
  result: Result;
  /** Why, in the operator's words. */
  reason: string;
}

/** State of a session as the recorder page needs it. */
export interface RecorderView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Platform of which it is: `get_branding` says how its pages look. */
  platform: string;
  /** Name of the marketplace for which the video is recorded. */
  marketplace: string | null;
  /** What the deal is about, in the marketplace's words. */
  deal: string | null;
  /** Id of the dispute. */
  dispute: string;
  /** Whose recording it is. */
  party: Side;
  /** How far the recording is. */
  state: VideoState;
  /** What is to be shown and said. */
  challenge: ChallengeView;
  /** What the recording should show. */
  checklist: ChecklistEntry[];
  /** Where the mark is to be drawn. */
  mark: MarkView;
  /** Until when it must be finished, excluded (UTC). */
  expires_at: string;
  /** Time of the server (UTC). */
  server_time: string;
  /** Pieces that have arrived. */
  chunks: number;
  /** Number of the next piece. */
  next_chunk: number;
  /** How often recording was started. */
  segments: number;
  /** Largest piece, in bytes. */
  max_chunk_bytes: number;
  /** Longest recording, in seconds. */
  max_seconds: number;
  /** What the checks have found; null before. */
  result: Result | null;
}

export interface SegmentView {
  /** Number of this start, from 0. */
  segment: number;
  /** Number of the next piece. */
  next_chunk: number;
}

/** Current mark, for the next moments only. */
export interface ChallengeMarkView {
  /** Number of the mark in the recording. */
  slot: number;
  /** Row by row, a bit a cell, 1 is white; hexadecimal. */
  cells: string;
  /** Time of the server (UTC). */
  server_time: string;
  /** Until there is a new one. */
  next_ms: number;
}

/** Result of the checks. `words_spoken` is always for the operator to hear. */
export interface VideoVerificationView {
  /** What the checks have found. */
  result: Result;
  /** Length of the recording. */
  seconds: number;
  /** Pictures in the film. */
  frames: number;
  /** What each check has found. */
  checks: VideoCheckView[];
  /** When it was checked (UTC). */
  verified_at: string;
}

/** Live recording: who is to show what until when, what has arrived, and what the checks found. */
export interface VideoView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Id of the dispute. */
  dispute: string;
  /** Id of the request that it answers; null if none. */
  request: string | null;
  /** Whose recording it is. */
  party: Side;
  /** Role and id of whoever opened the session. */
  by: ActorView;
  /** How far the recording is. */
  state: VideoState;
  /** What is to be shown and said. */
  challenge: ChallengeView;
  /** Opens the recorder; shown to the party while it may record. */
  recorder_url: string | null;
  /** When it was opened (UTC). */
  opened_at: string;
  /** Until when it must be finished, excluded (UTC). */
  expires_at: string;
  /** When recording began (UTC); null before. */
  started_at: string | null;
  /** When the last piece arrived (UTC); null before. */
  last_chunk_at: string | null;
  /** When it was finished (UTC); null before. */
  finished_at: string | null;
  /** Pieces that have arrived. */
  chunks: number;
  /** Their size together, in bytes. */
  total_bytes: number;
  /** Where something is missing, or was stopped. */
  gaps: GapView[];
  /** Id of the piece of evidence it has become; null before. */
  item: string | null;
  /** The checks', or an operator's who overruled them. */
  result: Result | null;
  /** What the checks have found; null before. */
  verification: VideoVerificationView | null;
  /** What an operator has found instead; null if nothing. */
  overruling: OverrulingView | null;
  /** Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it. */
  version: number;
  /** What you may do now, each with its address, deadline and limits. What is not listed is refused. */
  allowed_actions: AllowedAction[];
}
