// Answers of general. Written by `make clients`: do not edit.

import type {
  AllowedAction,
  AppealView,
  CauseView,
  CredibilityView,
  DeadlineView,
  EffectView,
  MoneyView,
  NextAutomaticAction,
  PointTextView,
} from "../general/answers.ts";
import type {
  DisputedFundsView,
  ForecastStepView,
  NegotiationView,
  ObligationView,
  OfficeView,
  PendingView,
  PolicyView,
  RulingView,
  SettlementView,
  SolutionView,
  TransactionVerificationView,
  TransactionView,
  VideoFindingView,
  WantedPointView,
} from "../general/answers_2.ts";
import type {
  DisputeOutcome,
  DisputeViewerState,
  Phase,
  Role,
  RulingKind,
  Status,
  WantedEvidenceRequestedBy,
  WantedEvidenceState,
} from "../general/choices.ts";

export interface WantedEvidenceView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Party that owes the evidence. */
  party: Role;
  /** Kinds of evidence; one of them satisfies. */
  kinds: string[];
  /** `required`, one of several (`one_of`), or `optional`. */
  level: string;
  /** Whether the policy or an operator asks for it. */
  requested_by: WantedEvidenceRequestedBy;
  /** What an operator who asked wants to be shown. */
  note: string | null;
  /** Until when, excluded (UTC). */
  due_at: string;
  /** Evidence is taken beyond `due_at`, too, while the case is in the stages that decide about it. */
  stays_open: boolean;
  /** What was given before counts only once it is attached to the request. */
  since_asked: boolean;
  /** Null while what the other party gives is sealed from you (T8). `closed`: the case ended before. */
  state: WantedEvidenceState | null;
  /** Whether it has been satisfied. */
  satisfied: boolean | null;
  /** Id of the evidence that satisfies it; null while none does. */
  satisfied_by: string | null;
  /** What good evidence shows. */
  checklist: WantedPointView[];
  /** What follows at `due_at` if nothing comes; null once it is over. */
  on_silence: ForecastStepView | null;
}

export interface DisputeView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** Where the case is, in words that all policies share. */
  status: Status;
  /** Whether it is your turn. */
  viewer_state: DisputeViewerState;
  /** As far as the reader may know: what tells of sealed evidence of the other party alone counts later (T8). */
  version: number;
  /** Stage of its policy; null while the money is not frozen yet. */
  stage: string | null;
  /** Which part of a case the stage belongs to; null while the money is not frozen yet. */
  phase: Phase | null;
  /** Code of the reason it was opened for. */
  reason: string;
  /** The buyer's user id on your platform. */
  buyer: string;
  /** The seller's user id on your platform. */
  seller: string;
  /** Who opened it: `buyer` or `seller`. */
  claimant: Role;
  /** The edition that it follows to its end. */
  policy: PolicyView;
  /** What is disputed, and where the money is. */
  funds: DisputedFundsView;
  /** What happened, in the words of whoever opened it. */
  explanation: string;
  /** The withdrawn dispute of this escrow that this one reopens; what was left of its clocks runs on. */
  reopens: string | null;
  /** The deal as the opening describes it; null where the policy does not ask for that. */
  transaction: TransactionView | null;
  /** Why completion must be substantiated, in the opener's words; null where the policy does not ask for that. */
  need: string | null;
  /** Solutions that the opening asks for. */
  options: SolutionView[];
  /** Whose turn it is; empty if nobody's. */
  awaiting: Role[];
  /** What you may do now, each with its address, deadline and limits. What is not listed is refused. */
  allowed_actions: AllowedAction[];
  /** What happens by itself if nobody acts; null if nothing does. */
  next_automatic_action: NextAutomaticAction | null;
  /** Everything that happens by itself if nobody acts, in order. */
  forecast: ForecastStepView[];
  /** What another service has not confirmed yet; null if nothing. */
  pending: PendingView | null;
  /** Where the talks are; null without any. */
  negotiation: NegotiationView | null;
  /** What evidence was asked of whom. */
  evidence_requests: WantedEvidenceView[];
  /** What was found of live recordings. */
  videos: VideoFindingView[];
  /** How complete each party's case is, as far as you may see it. */
  credibility: CredibilityView[];
  /** What the policy presumes where only the claimant gave evidence: shown to operators, decides nothing (K11). */
  presumption: RulingKind | null;
  /** Clocks that run, by the names by which they can be extended. */
  deadlines: DeadlineView[];
  /** When an operator stopped the clocks (UTC); null while they run. */
  paused_at: string | null;
  /** For operators and the platform only, like `overdue_since`. */
  assignee: string | null;
  /** Office of the platform that has the case, and since when; null while the parties are among themselves. */
  office: OfficeView | null;
  /** Since when operators are late with what they owe. */
  overdue_since: string | null;
  /** What an operator found of the transaction; null before. */
  verification: TransactionVerificationView | null;
  /** The latest ruling; null before. */
  ruling: RulingView | null;
  /** Rulings before it, the first one first. */
  earlier_rulings: RulingView[];
  /** The appeal against a ruling; null without one. */
  appeal: AppealView | null;
  /** What was promised in goods, and how far it is; null if nothing was. */
  obligation: ObligationView | null;
  /** How the money was ordered to be divided; null before. */
  settlement: SettlementView | null;
  /** How it ended; null before. */
  outcome: DisputeOutcome | null;
  /** Why it ended without a settlement, as a code; null if it did not. */
  why: string | null;
  /** Where silence has brought the outcome about, or what is promised: whose, and what was carried out for it. */
  cause: CauseView | null;
  /** When it was opened (UTC). */
  opened_at: string;
  /** When the money was frozen (UTC); null before. */
  frozen_at: string | null;
  /** When it ended (UTC); null before. */
  closed_at: string | null;
}

/** Fine for an act, in basis points of the disputed amount, and between which the operator may choose. */
export interface FineTermsView {
  /** Usual fine, in basis points of the disputed amount. */
  basis_points: number;
  /** Least that the operator may choose. */
  least_basis_points: number;
  /** Most that the operator may choose. */
  most_basis_points: number;
  /** From which warning on it is due. */
  from_warning: number;
}

export interface PenalisedActView {
  /** Code of the act that is penalised. */
  act: string;
  /** Ranking points that it costs those named in `points_for`. */
  points: number;
  /** The fine for it; null if none is due. */
  fine: FineTermsView | null;
  /** The account is closed for good at this warning for the act; 1: at once. */
  closed_at_warning: number;
}

/** Acts that can be penalised in a ruling, and what each further one brings. */
export interface PenaltyTermsView {
  /** Whose acts bring points. */
  points_for: Role[];
  /** From this warning for the same act on; warnings are counted for each act by itself. */
  suspended_at_warning: number;
  /** How long a suspension lasts. */
  suspension: string;
  /** Acts, and what each brings. */
  acts: PenalisedActView[];
}

/** Solution that can be asked for. `stage`: it begins with goods there, and the money follows. */
export interface OptionTermsView {
  /** Stable code, for programs. */
  code: string;
  /** What people call it, in the language of the answer. */
  label: string;
  /** A sentence that explains it to people; null if there is none. */
  help: string | null;
  /** Whether an amount has to be named with it. */
  names_amount: boolean;
  /** Stage in which the goods are waited for; null if money moves at once. */
  stage: string | null;
}

/** Word of an edition: the code that the API speaks, and what people call it. */
export interface TermView {
  /** Stable code, for programs. */
  code: string;
  /** What people call it, in the language of the answer. */
  label: string;
  /** A sentence that explains it to people; null if there is none. */
  help: string | null;
}

/** Evidence that is asked for: of whom, which kinds, what it should show, for how long, and what silence brings. */
export interface EvidenceTermsView {
  /** Stage in which it is asked for. */
  stage: string;
  /** Who is asked. */
  party: string;
  /** Kinds of evidence; one of them satisfies. */
  kinds: TermView[];
  /** `required`, one of several (`one_of`), or `optional`. */
  level: string;
  /** For how long, as in `72 hours`. */
  term: string;
  /** Whether each sees the other's once both are in, or the time is over. */
  sealed_until_all_are_in: boolean;
  /** None: as often as there is time for. */
  resubmissions: number | null;
  /** What good evidence shows. */
  checklist: PointTextView[];
  /** How long before its end it reminds. */
  reminders: string[];
  /** What follows if nothing comes; null if nothing does. */
  on_silence: EffectView | null;
}

export interface NoteView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Id of the dispute. */
  dispute: string;
  /** User id of the operator. */
  author: string;
  /** What was written. */
  text: string;
  /** When it happened (UTC). */
  at: string;
}

/** Penalty, and the ruling that is its cause. */
export interface ImposedView {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Id of the dispute. */
  dispute: string;
  /** In which ruling of the case it was stated: 1 for the first. */
  instance: number;
  /** The party it is about: `buyer` or `seller`. */
  party: Role;
  /** Code of the act that was penalised. */
  act: string;
  /** Points that it brought. */
  points: number;
  /** Which warning for this act it is: 1 for the first. */
  warning: number;
  /** The fine; null without one. */
  fine: MoneyView | null;
  /** Id of the order that charged the fine; null without one. */
  fine_instruction: string | null;
  /** Until when the participant is suspended (UTC); null if not. */
  suspended_until: string | null;
  /** Whether it closed the participant's account. */
  closed: boolean;
  /** From when on it counts (UTC). */
  imposed_at: string;
  /** When it was reversed (UTC); null if it stands. */
  reversed_at: string | null;
  /** Why it was reversed, in words; null if it stands. */
  reversal_reason: string | null;
}

export interface WarningView {
  /** Code of the act that the warning is for. */
  act: string;
  /** Warnings for it so far. */
  count: number;
}
