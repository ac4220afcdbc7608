// Answers of evidence. Written by `make clients`: do not edit.

import type {
  Disclosure,
  ItemState,
  Level,
  Provenance,
  RequestState,
  ReuseHow,
  ScanState,
  Sufficiency,
} from "../evidence/choices.ts";
import type { ActorView, AllowedAction, NextAutomaticAction } from "../general/answers.ts";
import type { ExternalVideoContent } from "../general/answers_4.ts";
import type { ReasonCode, ShipmentDoubt, Side } from "../general/choices.ts";

/** Piece of evidence that was given for a request, or satisfies it, and whether it suffices. */
export interface RequestAnswerView {
  /** Id of the piece of evidence. */
  item: string;
  /** Which kind of evidence it is. */
  kind: string;
  /** `invalid`: an operator has found it so. */
  state: ItemState;
  /** Only what is `valid` and `sufficient` satisfies a request. */
  sufficiency: Sufficiency;
  /** Whether it is what satisfies the request. */
  satisfies: boolean;
  /** What speaks against a shipment record: look twice. */
  doubts: ShipmentDoubt[];
  /** Codes of the checklist's points that it shows, as its giver says. */
  covers: string[];
  /** Of a live recording: where its findings and words are read. */
  video_session: string | null;
  /** Of a live recording: what the checks, or an operator, have found. */
  result: string | null;
}

/** Addresses that stand alone until they expire: for a browser, an `<img>`, a `<video>`, an e-mail. */
export interface DownloadLink {
  /** Of the file as it was given. */
  url: string;
  /** Of a picture made of it; None where none can be made. */
  preview_url: string | null;
  /** When it ends by itself (UTC). */
  expires_at: string;
}

export interface FindingView {
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
  /** `pass`, `fail` or `unknown`. */
  outcome: string;
  /** Second of the recording in which it shows; null if in none. */
  at_seconds: number | null;
}

/** What is known of a live recording: for the party that made it, the platform and its operators. */
export interface ExaminationView {
  /** Id of the live recording. */
  video_session: string;
  /** Where the words that were to be said, the gaps and every finding are read. */
  href: string;
  /** The checks', or an operator's who overruled them; null until checked. */
  result: string | null;
  /** Whether an operator has decided otherwise than the checks. */
  overruled: boolean;
  /** What each check has found. */
  findings: FindingView[];
}

export interface FileView {
  /** Name that its giver gave it; for display only. */
  filename: string;
  /** What its content is, found out by reading it. */
  media_type: string;
  /** Size in bytes. */
  size: number;
  /** SHA-256 of the bytes, in hexadecimal. */
  sha256: string;
  /** What the malware scanner says; nobody sees a file before it is `clean`. */
  scan_state: ScanState;
}

export interface InvalidationView {
  /** Operator who found it invalid. */
  by: ActorView;
  /** When it happened (UTC). */
  at: string;
  /** Why, as one of the codes that the platform or the edition lists. */
  reason_code: string;
  /** Why, in words. */
  reason: string;
}

/** Piece of evidence without what it says: reading that is recorded, so it is read one by one. */
export interface ItemSummary {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Id of the dispute. */
  dispute: string;
  /** Which kind of evidence it is. */
  kind: string;
  /** The party it speaks for; null for the platform and its operators. */
  party: Side | null;
  /** Who gave it. */
  by: ActorView;
  /** Id of the request that it answers; null if none. */
  request: string | null;
  /** Codes of the checklist's points that it shows, as its giver says. */
  covers: string[];
  /** Handed in; reported in the deal; or mailed to support, who entered it for its party. */
  provenance: Provenance;
  /** The operator who entered what was mailed. */
  entered_by: ActorView | null;
  /** Whether it can satisfy a request: what is not `sufficient` satisfies none, valid as it may be. */
  sufficiency: Sufficiency;
  /** `invalid`: an operator has found it so, and it counts for nothing. */
  state: ItemState;
  /** What it said is gone for good. */
  erased: boolean;
  /** When its last byte arrived (UTC). */
  received_at: string;
  /** The file, without its bytes; null for what is no file. */
  file: FileView | null;
  /** Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it. */
  version: number;
}

export interface ShipmentRecordView {
  /** Name of the carrier, as people write it. */
  carrier: string;
  /** Of a carrier that is `other` than those known. */
  carrier_name: string | null;
  /** The carrier's number of the parcel. */
  tracking_number: string;
  /** When the parcel was handed over (UTC), as it was told; null if it was not. */
  shipped_at: string | null;
  /** What speaks against it: it counts until an operator finds it invalid, who looks twice. */
  doubts: ShipmentDoubt[];
}

/** Piece of evidence, and what may be done with it. */
export interface ItemView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Id of the dispute. */
  dispute: string;
  /** Which kind of evidence it is. */
  kind: string;
  /** The party it speaks for; null for the platform and its operators. */
  party: Side | null;
  /** Who gave it. */
  by: ActorView;
  /** Id of the request that it answers; null if none. */
  request: string | null;
  /** Codes of the checklist's points that it shows, as its giver says. */
  covers: string[];
  /** Handed in; reported in the deal; or mailed to support, who entered it for its party. */
  provenance: Provenance;
  /** The operator who entered what was mailed. */
  entered_by: ActorView | null;
  /** Whether it can satisfy a request: what is not `sufficient` satisfies none, valid as it may be. */
  sufficiency: Sufficiency;
  /** `invalid`: an operator has found it so, and it counts for nothing. */
  state: ItemState;
  /** What it said is gone for good. */
  erased: boolean;
  /** When its last byte arrived (UTC). */
  received_at: string;
  /** The file, without its bytes; null for what is no file. */
  file: FileView | null;
  /** Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it. */
  version: number;
  /** Carrier and number, of a shipment record; else null. */
  shipment_record: ShipmentRecordView | null;
  /** What a statement says; null for everything else. */
  text: string | null;
  /** What was told of a video call elsewhere; else null. */
  external_video: ExternalVideoContent | null;
  /** What is known of a live recording; else null. */
  examination: ExaminationView | null;
  /** Who found it invalid, and why; null while it is valid. */
  invalidation: InvalidationView | null;
  /** When it is erased. Null while its case goes on or a legal hold forbids it. */
  retained_until: string | null;
  /** What you may do now, each with its address, deadline and limits. What is not listed is refused. */
  allowed_actions: AllowedAction[];
}

export interface ItemSummaryPage {
  /** What was asked for, in the order that the operation describes. */
  data: ItemSummary[];
  /** Whether there is another page. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor?: string | null;
}

/** Point that good evidence shows. Name its `code` in `covers` when you give evidence that does. */
export interface RequestPointView {
  /** Name it in `covers`. */
  code: string;
  /** What good evidence shows, in the language of the answer. */
  text: string;
  /** Whether evidence without it is incomplete. */
  required: boolean;
  /** What it says in each language; none of a platform's own programme. */
  texts: Record<string, string>;
}

/** Request for evidence: who owes which kinds until when, and what happens if none comes. */
export interface RequestView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Id of the dispute. */
  dispute: string;
  /** Party that was asked for it. */
  party: Side;
  /** Kinds of evidence that satisfy it; one of them does. */
  kinds: string[];
  /** `required`, one of several (`one_of`), or `optional`. */
  level: Level;
  /** Requests of one group are sealed and revealed, and given grace, together. */
  group: string;
  /** `sealed`: the other party sees it once both have given theirs, or the time is over. */
  disclosure: Disclosure;
  /** What good evidence shows. */
  checklist: RequestPointView[];
  /** Whether it is open still. */
  state: RequestState;
  /** Whether it has been satisfied. */
  satisfied: boolean;
  /** Id of the evidence that satisfies it; null while none does. */
  satisfied_by: string | null;
  /** All required points of the checklist have to be covered, by the pieces together. */
  needs_all_points: boolean;
  /** What was given before it was asked for counts only once it is attached to it. */
  since_asked: boolean;
  /** What was given for it, the first first. */
  answers: RequestAnswerView[];
  /** How often invalid evidence may be replaced; null: always. */
  resubmissions_left: number | null;
  /** When it was opened (UTC). */
  opened_at: string;
  /** The first instant that is too late, unless it `stays_open`. */
  due_at: string;
  /** Evidence is taken beyond `due_at`, too, as long as the case is in the stages that decide about it. */
  stays_open: boolean;
  /** Since when its clock stands still. */
  paused_at: string | null;
  /** Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it. */
  version: number;
  /** What you may do now, each with its address, deadline and limits. What is not listed is refused. */
  allowed_actions: AllowedAction[];
  /**
   * What its silence does to it: `grant_grace` or `lapse_request`. Where the case then goes, and what that pays, is
   * `on_silence` of the same request in the case, `GET /v1/disputes/{dispute}`. Null if nothing is owed, or its
   * clock stands still.
   */
  next_automatic_action: NextAutomaticAction | null;
}

export interface RequestViewPage {
  /** What was asked for, in the order that the operation describes. */
  data: RequestView[];
  /** Whether there is another page. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor?: string | null;
}

export interface ReuseView {
  /** Id of the other piece of evidence. */
  item: string;
  /** Id of the case that it was given in. */
  dispute: string;
  /** `same_file`: byte by byte. `looks_alike`: a similar picture. */
  how: ReuseHow;
}

/** Signals only: nothing follows from them by itself. */
export interface SignalsView {
  /** Other pieces of evidence that are or show the same. */
  reused: ReuseView[];
  /** When the picture says that it was taken (UTC); null if it does not. */
  taken_at: string | null;
  /** Whether it says that it was taken after it arrived here. */
  taken_after_receipt: boolean;
}
