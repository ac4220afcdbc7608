// Answers of disputes. Written by `make clients`: do not edit.

import type { DisputeSummaryViewerState, SlaStatus } from "../disputes/choices.ts";
import type { MoneyView, StageClockView } from "../general/answers.ts";
import type { DecisionView, OfficeView, PolicyView } from "../general/answers_2.ts";
import type { EvidenceTermsView, OptionTermsView, TermView } from "../general/answers_3.ts";
import type { DisputeOutcome, Language, OptionKind, Role, Status } from "../general/choices.ts";

export interface AmountLimitsView {
  /** Least that can be disputed, in minor units. */
  min: number;
  /** Most that can be disputed, in minor units: what the escrow still holds. */
  max: number;
  /** ISO 4217 code of the currency, in three capital letters. */
  currency: string;
}

export interface AwaitingCount {
  /** Whose turn it is. */
  awaiting: Role;
  /** Open cases of that kind. */
  count: number;
}

/** Latest decisions, the first of them first. */
export interface DecisionsPart {
  /** What was asked for, in the order that the operation describes. */
  data: DecisionView[];
  /** Whether there are older ones. */
  has_more: boolean;
  /** Address of all of them. */
  href: string;
}

/** Open cases by how operators stand with them. */
export interface DeskCounts {
  /** Cases that no operator has. */
  unassigned: number;
  /** Cases that you have. */
  mine: number;
  /** Cases in which the policy's target was missed. */
  target_missed: number;
  /** Cases in which the policy's limit was broken. */
  breached: number;
}

/** Open cases by what a list can be filtered for. */
export interface FlagCounts {
  /** It is your turn. */
  required_action: number;
  /** The time for the next act has passed. */
  overdue: number;
  /** Due within 24 hours from now, and not overdue. */
  due_within_day: number;
  /** An offer stands. */
  offer: number;
  /** A ruling was contested. */
  contested: number;
  /** The clocks are stopped. */
  paused: number;
}

export interface OfficeCount {
  /** Code of the office. */
  office: string;
  /** Open cases that it has. */
  count: number;
}

export interface StageCount {
  /** Name of the policy. */
  policy: string;
  /** Null while the money is not frozen yet. */
  stage: string | null;
  /** Open cases that are in the stage. */
  count: number;
}

export interface StatusCount {
  /** Status of the cases. */
  status: Status;
  /** Open cases that have it. */
  count: number;
}

/** Open cases that you can see, counted. Each number is that of the list with the filter of its name. */
export interface DisputeCounts {
  /** When they were counted (UTC). */
  as_of: string;
  /** Cases that have not ended. */
  open: number;
  /** How many open cases have each status. */
  by_status: StatusCount[];
  /** How many open cases are in each stage of each policy. */
  by_stage: StageCount[];
  /** How many open cases wait for each side. */
  by_awaiting: AwaitingCount[];
  /** How many open cases each office has. */
  by_office: OfficeCount[];
  /** How many open cases each flag of the list would find. */
  flags: FlagCounts;
  /** For operators and the platform. */
  desk: DeskCounts | null;
}

/** What others have done since you last marked the case as read, of what you may see. */
export interface UnreadView {
  /** How many messages you have not read. */
  messages: number;
  /** Entries of the story, messages among them. */
  entries: number;
}

/** Case as a row of a list shows it. */
export interface DisputeSummary {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** What the deal is about, in the platform's words; null for the moment before this service has heard of it. */
  title: string | null;
  /** Where the case is, in words that all policies share. */
  status: Status;
  /** Whether it is your turn. */
  viewer_state: DisputeSummaryViewerState;
  /** Stage of its policy; null while the money is not frozen yet. */
  stage: string | null;
  /** Code of the reason it was opened for. */
  reason: string;
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** Who opened it: `buyer` or `seller`. */
  claimant: Role;
  /** The one you are in dispute with; null for operators and the platform. */
  other_party: string | null;
  /** What is disputed. */
  disputed: MoneyView;
  /** The edition that it follows to its end. */
  policy: PolicyView;
  /** Whose turn it is. */
  awaiting: Role[];
  /** Office of the platform that has the case, and since when. */
  office: OfficeView | null;
  /** Who has made the offer that stands, if one does. */
  offer_by: Role | null;
  /** A ruling was contested. */
  contested: boolean;
  /** For operators and the platform only, like `sla`. */
  assignee: string | null;
  /** How operators stand with their time; for operators and the platform, else null. */
  sla: SlaStatus | null;
  /**
   * When the next act is due; of an overdue case, when it was; in a pause, when it ends by itself. Null after the
   * end.
   */
  next_due_at: string | null;
  /** The time for the next act has passed. To operators and the platform also their own lateness is shown. */
  overdue: boolean;
  /** When something happened last that you may see in the story of the case. */
  last_activity_at: string;
  /** What others have done since you last read it. */
  unread: UnreadView;
  /** When an operator stopped the clocks (UTC); null while they run. */
  paused_at: string | null;
  /** How it ended; null before. */
  outcome: DisputeOutcome | null;
  /** When it was opened (UTC). */
  opened_at: string;
  /** Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it. */
  version: number;
}

export interface WhyNotView {
  /** Why not, as the code that the act would be refused with. */
  code: string;
  /** The same, for people. */
  text: string;
}

/** Reason, whether it can be given now, and what it leads to. */
export interface ReasonEligibilityView {
  /** Stable code, for programs. */
  code: string;
  /** What people call it, in the language of the answer. */
  label: string;
  /** A sentence that explains it to people; null if there is none. */
  help: string | null;
  /** Whether it can be given now. */
  allowed: boolean;
  /** Why not; null if it can. */
  why_not: WhyNotView | null;
  /** Who may give it. */
  openers: Role[];
  /**
   * Which of the `options` can be asked for with this reason, in whose name it was asked. What would give all of
   * the money to the other side is none.
   */
  options: OptionKind[];
  /** Address of the questions whose answers lead to solutions, where there are some. */
  tree: string | null;
  /** What will be asked for first, or as soon as the parties do not agree. */
  evidence: EvidenceTermsView[];
  /** What the first step waits for, and what follows if it does not come. */
  on_silence: StageClockView[];
}

/** Everything that "Report a problem" is drawn from, for whoever asks. What it allows, the opening then does. */
export interface EligibilityView {
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** The edition that a dispute would follow. */
  policy: PolicyView;
  /** Language of the texts. */
  language: Language;
  /** Title of the deal. */
  title: string;
  /** In whose name it was asked. */
  roles: Role[];
  /** Whether a problem can be reported now. */
  allowed: boolean;
  /** Why not; null if it can. */
  why_not: WhyNotView | null;
  /** The dispute that stands in the way. */
  dispute: string | null;
  /** From when on it can be reported (UTC); null if it can already, or never. */
  opens_at: string | null;
  /**
   * When the policy's window is over, or before it everything is paid out by itself. None: as long as money is
   * held.
   */
  closes_at: string | null;
  /** Since when it can no longer be reported, if the time is over. */
  closed_at: string | null;
  /** How much can be disputed. */
  amount: AmountLimitsView;
  /** Reasons that can be given, and what each leads to. */
  reasons: ReasonEligibilityView[];
  /** What the body of the opening must hold, each under the name that it has there. */
  must_say: TermView[];
  /** Solutions that can be asked for. */
  options: OptionTermsView[];
  /** How many of them at most. */
  max_options: number;
  /** Method of the opening. */
  method?: "POST";
  /** Address of the opening. */
  href?: "/v1/disputes";
}

/** Piece of evidence that the case has heard of. */
export interface GivenItemView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Which kind of evidence it is. */
  kind: string;
  /** Who gave it; null if an operator did. */
  party: Role | null;
  /** The last one it was given for. */
  request: string | null;
  /** What its content is; null for what is no file. */
  media_type: string | null;
  /** Null, like the media type, of what was given before the case and only attached to it. */
  size: number | null;
  /** Codes of the checklist's points that it shows, as its giver says. */
  covers: string[];
  /** `false`: an operator has found it invalid. */
  valid: boolean;
  /** Whether its content is gone for good. */
  erased: boolean;
  /** When it was given (UTC). */
  given_at: string;
  /** Address to read it at. */
  href: string;
}

/** Latest pieces of evidence that you may see, the first of them first. */
export interface EvidencePart {
  /** What was asked for, in the order that the operation describes. */
  data: GivenItemView[];
  /** Whether there is older evidence. */
  has_more: boolean;
  /** Address of all of it. */
  href: string;
}
