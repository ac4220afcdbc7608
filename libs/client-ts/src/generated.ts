// Bodies, answers and operations of the API. Written by `make clients`: do not edit.

import { type Caller, type Content, iteratePages } from "./calls.ts";

/**
 * Kind of account. HOLD and FEE_HOLD exist once per escrow, a RECEIVABLE once per participant, the others once
 * per
 * platform; each in one currency.
 */
export type Account = "hold" | "fee_hold" | "external" | "seller_payable" | "buyer_payable" | "platform_fee" | "suspense" | "receivable" | "platform_fines";

/** `credit`: money owed to somebody. `debit`: money that has come in, seen from outside. */
export interface AccountView {
  kind: Account;
  balance: MoneyView;
  side: AccountSide;
  participant?: string | null;
}

export interface AccountsView {
  data: AccountView[];
}

/** One of the ways in which an action can be given, and what it does. */
export interface ActionChoice {
  given: Record<string, unknown>;
  leads_to?: string | null;
  money_effect?: MoneyEffect | null;
  least?: MoneyEffect | null;
  most?: MoneyEffect | null;
  then?: FollowingStep | null;
}

/** Instant or length of time, one of the two. */
export interface AdvanceBody {
  /** Where time is to stand. An instant that has passed means now: what is due by now is done. */
  to?: string | null;
  by?: string | null;
  /**
   * Whether time then stands still, at exactly that instant and in every service, until the clock is advanced or
   * released. Else it runs on from there.
   */
  hold?: boolean;
}

/** Terms agreed upon, as they will be shown if there is a dispute. */
export interface AgreementBody {
  title: string;
  terms?: string | null;
  photo_hashes?: string[];
}

export interface AgreementView {
  title: string;
  terms: string;
  photo_hashes: string[];
}

/** Action that is possible now: by whom, where, until when and within which limits. */
export interface AllowedAction {
  rel: string;
  method?: AllowedActionMethod;
  href: string;
  actor: Role;
  available_until?: string | null;
  constraints?: Record<string, unknown>;
  money_effect?: MoneyEffect | null;
  leads_to?: string | null;
  then?: FollowingStep | null;
  choices?: ActionChoice[];
}

/** Amount to move; everything that is held, if none is named. Null names none and is refused. */
export interface AmountBody {
  amount?: MoneyBody;
}

export interface TestClockView {
  now: string;
  /** Time stands still until the clock is advanced or released. */
  held?: boolean;
  steps?: ClockStepView[];
}

/** `incurred`: it is owed from now on. `lifted`: it is not any more. */
export interface DebtView {
  id: string;
  instruction: string;
  kind: MovementKind;
  direction: DebtDirection;
  amount: MoneyView;
  escrow: string | null;
  dispute: string | null;
  created_at: string;
}

/**
 * Window in which a problem can be reported, by the pinned edition; where it says so, a delivery prolongs it.
 *
 * Whether it can be reported at this moment, the action `dispute` says; `eligibility` says everything that it
 * takes.
 */
export interface DisputeWindowView {
  opens_at: string;
  closes_at: string | null;
  eligibility: string;
}

export type EscrowState = "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded" | "split_settled" | "cancelled" | "expired";

export interface EscrowView {
  id: string;
  status: EscrowState;
  version: number;
  buyer: string;
  seller: string;
  amount: MoneyView;
  fee: FeeView;
  agreement: AgreementView;
  windows: WindowsView;
  policy: string;
  policy_hash: string | null;
  category: string | null;
  partner_reference: string | null;
  metadata: Record<string, string>;
  funds: FundsView;
  dispute: string | null;
  shipment: ShipmentView | null;
  created_at: string;
  fund_by: string;
  funded_at: string | null;
  ship_by: string | null;
  shipped_at: string | null;
  deliver_by: string | null;
  delivered_at: string | null;
  delivery_presumed: boolean;
  inspection_ends_at: string | null;
  closed_at: string | null;
  dispute_window: DisputeWindowView | null;
  allowed_actions: AllowedAction[];
  next_automatic_action: NextAutomaticAction | null;
  when_unfrozen: NextAutomaticAction | null;
}

/** Fee of the platform: a rate, a fixed amount, or both; agreed now and never changed. */
export interface FeeBody {
  basis_points?: number;
  fixed?: MoneyBody | null;
  paid_by?: FeePayer;
}

export type FeePayer = "seller" | "buyer";

export interface FeeView {
  basis_points: number;
  fixed: MoneyView;
  paid_by: FeePayer;
}

/** Step that then happens by itself if nobody does anything: in which service, when, and what it pays. */
export interface FollowingStep {
  of: FollowingStepOf;
  at: string;
  action: string;
  money_effect?: MoneyEffect | null;
}

/** Places of the price. `missing` is what the buyer still has to pay, a fee on top included. */
export interface FundsView {
  held: MoneyView;
  frozen: MoneyView;
  releasable: MoneyView;
  missing: MoneyView;
  released: MoneyView;
  refunded: MoneyView;
  fee: MoneyView;
  fee_held: MoneyView;
}

/** `ok`: every transaction adds up to nothing, every hold is the sum of its entries. */
export interface IntegrityView {
  ok: boolean;
  transactions: number;
  unbalanced_transactions: number;
  escrows: number;
  differing_holds: number;
}

/** An amount in minor units of its ISO 4217 currency: 12500 EUR is 125.00 euros, 1050 JPY is 1,050 yen. */
export interface MoneyBody {
  amount: number;
  currency: string;
}

/**
 * Money that is paid, in minor units and net: what the buyer gets, what the seller gets, what the platform
 * takes.
 *
 * The three add up to what leaves the escrow, whoever pays the fee. Where money that was paid is divided anew,
 * they
 * add up to nothing, and less than nothing is owed.
 */
export interface MoneyEffect {
  buyer: number;
  seller: number;
  fee?: number;
  currency: string;
}

export interface MoneyView {
  amount: number;
  currency: string;
}

export type MovementKind = "fund" | "release" | "refund" | "fee" | "park" | "buyer_fee" | "buyer_fee_earned" | "buyer_fee_returned" | "reversal" | "buyer_fee_reversal" | "fine" | "fine_reversal";

export interface MovementView {
  kind: MovementKind;
  party: Party;
  from_account: Account;
  to_account: Account;
  amount: MoneyView;
}

export interface NewEscrowBody {
  buyer: string;
  seller: string;
  amount: MoneyBody;
  fee?: FeeBody;
  agreement: AgreementBody;
  windows?: WindowsBody;
  policy?: string | null;
  category?: string | null;
  partner_reference?: string | null;
  metadata?: Record<string, string>;
}

export interface NewPlatformBody {
  name: string;
  default_policy?: string;
}

export interface NewSecretView {
  id: string;
  client_id: string;
  client_secret: string | null;
}

/** Action that happens by itself: when, what it does, and what would prevent it. */
export interface NextAutomaticAction {
  at: string;
  clock?: NextAutomaticActionClock;
  action: string;
  money_effect?: MoneyEffect | null;
  prevented_by?: string[];
  then?: FollowingStep | null;
}

export interface OAuthErrorView {
  error: OAuthErrorError;
  error_description: string;
}

export interface DebtViewPage {
  data: DebtView[];
  has_more: boolean;
  next_cursor?: string | null;
}

export interface EscrowViewPage {
  data: EscrowView[];
  has_more: boolean;
  next_cursor?: string | null;
}

/** Participant for whom the token is, and what it is limited to. */
export interface ParticipantTokenBody {
  role: ParticipantTokenRole;
  participant: string;
  scopes?: ParticipantTokenScopes[];
  escrow?: string | null;
  dispute?: string | null;
  ttl?: number;
}

export type Party = "buyer" | "seller" | "platform";

export interface PaymentBody {
  amount: MoneyBody;
  provider_reference: string;
}

export interface PlatformOpenedView {
  id: string;
  name: string;
  default_policy: string;
  policies_by_category: Record<string, string>;
  status: PlatformOpenedStatus;
  version: number;
  client_id: string;
  client_secret: string | null;
  secret_id: string;
}

export interface PlatformView {
  id: string;
  name: string;
  default_policy: string;
  policies_by_category: Record<string, string>;
  status: PlatformStatus;
  version: number;
  client_id: string;
}

/** Dispute policies that new escrows get: names of policies or of editions, yours or Parley's. */
export interface PoliciesBody {
  default_policy: string;
  by_category?: Record<string, string>;
}

/** Ledger transaction. What leaves one account arrives in another, to the last minor unit. */
export interface PostingView {
  id: string;
  instruction: string;
  cause: string;
  provider_reference: string | null;
  created_at: string;
  recorded_at: string;
  movements: MovementView[];
}

export interface RevokedView {
  id: string;
  revoked: boolean;
}

/** Part in which somebody acts. The token says it, the domain decides what it means. */
export type Role = "buyer" | "seller" | "representative" | "operator" | "platform" | "system" | "admin";

export interface ShipmentBody {
  carrier: string;
  tracking_number: string;
}

/** Reason for looking twice at a shipment record. None says that it is false. */
export type ShipmentDoubt = "carrier_unknown" | "number_not_of_carrier" | "check_digit_wrong";

export interface ShipmentView {
  carrier: string;
  tracking_number: string;
  doubts: ShipmentDoubt[];
}

export interface StatementView {
  data: PostingView[];
}

export interface ClockStepView {
  at: string;
  service: string;
}

export interface AccessTokenView {
  access_token: string;
  token_type?: "Bearer";
  expires_in: number;
}

/** Outcome of a shipment that nobody reports as delivered (ADR 0015). */
export type Undelivered = "inspect" | "refund";

export interface WindowsBody {
  funding_expiry?: string;
  ship_within?: string;
  inspection?: string;
  delivery?: string;
  undelivered?: Undelivered;
}

export interface WindowsView {
  funding_expiry: string;
  ship_within: string;
  inspection: string;
  delivery: string;
  undelivered: Undelivered;
}

/** RFC 9457 problem details; `code` is stable. More members say what the code needs. */
export interface Problem {
  /** Page about this code, relative to this server. */
  type: string;
  /** Name of the HTTP status. */
  title: string;
  /** HTTP status of the answer. */
  status: number;
  /** What is wrong, for programs: stable, one of the catalogue at `/problems`. */
  code: string;
  /** What is wrong, in an English sentence for people. */
  detail: string;
  /** Id of the request, as in `X-Request-Id`. */
  request_id: string;
  /** Of 422: each member of the body or query that is wrong, twenty at most. */
  errors?: ({ "pointer"?: string; "code"?: string; "message"?: string })[];
}

export type AccountSide = "credit" | "debit";

export type AllowedActionMethod = "POST" | "PUT" | "PATCH" | "DELETE";

export type DebtDirection = "incurred" | "lifted";

export type FollowingStepOf = "escrow" | "disputes";

export type NextAutomaticActionClock = "natural" | "business";

export type OAuthErrorError = "invalid_request" | "invalid_client" | "unsupported_grant_type";

export type ParticipantTokenRole = "buyer" | "seller" | "representative" | "operator";

export type ParticipantTokenScopes = "read" | "decide" | "lead";

export type PlatformOpenedStatus = "active" | "suspended";

export type PlatformStatus = "active" | "suspended";

/** Acts of people on a case. Acts of negotiating and proving belong to mediation and evidence. */
export type Act = "escalate" | "withdraw" | "accept_claim" | "give_return_address" | "correct_return_address" | "ship_return" | "correct_parcel" | "acknowledge_return" | "fulfil" | "confirm" | "appeal" | "message" | "assign" | "verify" | "refuse_verification" | "request_video" | "decide" | "ask_for_evidence" | "extend" | "pause" | "resume";

export interface ActView {
  code: string;
  label: string;
  help: string | null;
  by: string;
  only_when_asked: boolean;
  checklist: PointTextView[];
}

export interface ActorView {
  role: Role;
  id: string | null;
}

export interface AddressBody {
  recipient: string;
  street: string;
  postal_code: string;
  city: string;
  country: string;
}

export interface AmountLimitsView {
  min: number;
  max: number;
  currency: string;
}

/** Figures of the cases closed in the period. Where there are none, shares and times are null. */
export interface AnalyticsView {
  since: string;
  until: string;
  cases: number;
  resolved_without_operator: number;
  resolved_without_operator_basis_points: number | null;
  unresolved: number;
  support_touches: number;
  support_touches_per_100_cases: number | null;
  baseline_touches_per_100_cases: number;
  fewer_touches_factor_percent: number | null;
  interactions: number;
  interactions_per_100_cases: number | null;
  median_seconds_to_resolution: number | null;
  p90_seconds_to_resolution: number | null;
  sla_targets_missed: number;
  sla_limits_breached: number;
  outcomes: OutcomeView[];
}

export interface AppealBody {
  on_behalf_of?: AppealOnBehalfOf | null;
  means?: ContactMeans | null;
  explanation: string;
}

export interface AppealTermsView {
  stage: string;
  window: string;
  explanation_characters: number;
}

export interface AppealView {
  by: Role;
  explanation: string;
  filed_at: string;
}

/** Second operator who would have to approve, if one would. */
export interface ApprovalNeededView {
  needed: boolean;
  /** Why. */
  weighs: DecisionWeight[];
  /** The platform's, above which a decision needs two. */
  limit: MoneyView | null;
  /** Of the token that approves. */
  scope: "lead" | null;
  /** Who could not: you, whoever opened the case, and its parties. */
  not_by: string[];
}

export interface AskingBody {
  party: AskingParty;
  kinds: AskingKinds[];
  until: string;
  note?: string | null;
}

export type Assignment = "assigned" | "unassigned";

export interface AssignmentBody {
  operator?: string | null;
}

export interface AssignmentView {
  dispute: string;
  result: AssignmentResult;
  assignee: string | null;
  version: number | null;
  refusal: RefusalView | null;
}

export interface AssignmentsBody {
  operator: string | null;
  disputes: string[];
}

export interface AssignmentsView {
  assigned: number;
  refused: number;
  data: AssignmentView[];
}

export interface AwaitingCount {
  awaiting: Role;
  count: number;
}

/** Party for whom an operator has acted, and by which means it had asked for it. */
export interface BehalfView {
  party: Role;
  means: ContactMeans;
}

export interface CalendarBody {
  zone: string;
  weekdays: number[];
  opens?: string;
  closes?: string | null;
  country?: string | null;
  subdivision?: string | null;
  holidays?: string[];
}

export interface CalendarTermsView {
  zone: string;
  weekdays: number[];
  opens: string;
  closes: string | null;
  named: string | null;
}

export interface CalendarView {
  name: string;
  zone: string;
  weekdays: number[];
  opens: string;
  closes: string | null;
  country: string | null;
  subdivision: string | null;
  holidays: string[];
  version: number;
}

export interface CalendarsView {
  data: CalendarView[];
}

export interface CaseResultView {
  outcome: DisputeOutcome | null;
  to_buyer: MoneyView | null;
  to_seller: MoneyView | null;
  places: string[];
  touches: number;
  ended_at: string | null;
}

/** Silence that has brought the outcome about: which clock ran out on whom, and what was carried out for it. */
export interface CauseView {
  deadline: string;
  owed_by: Role;
  due_at: string;
  executed: string;
}

/** Finding on one point of the policy's list. */
export interface CheckBody {
  code: string;
  finding: Finding;
  note?: string | null;
}

/** Finding of the operator on one point of the policy's list. */
export interface TransactionCheckView {
  code: string;
  finding: Finding;
  note: string | null;
}

/** Clock: what is owed by whom for how long, and what follows if it does not come. */
export interface StageClockView {
  code: string;
  label: string;
  help: string | null;
  owed_by: Role;
  term: string;
  starts_with: string;
  reminders: string[];
  on_silence: EffectView;
}

export interface CompletenessView {
  evidence: number;
  explanation: number;
  comments: number;
  full_explanation_characters: number;
  full_comments: number;
}

/** Condition of goods on arrival, in the receiver's words (D13). */
export type Condition = "received" | "not_received" | "damaged" | "wrong_or_empty" | "items_missing";

/** Means by which a party has told support what it wants. */
export type ContactMeans = "phone" | "email" | "letter" | "chat" | "in_person" | "other";

/** Completeness of a party's case, 0 to 100, over evidence, explanation and comments (K17). */
export interface CredibilityView {
  party: Role;
  score: number;
  covered: string[];
  missing: string[];
  explanation_characters: number;
  comments: number;
}

/** Clock that runs in this case, under the name by which an operator can extend it. */
export interface DeadlineView {
  deadline: string;
  owed_by: Role;
  due_at: string;
  request: string | null;
}

export interface DecisionBody {
  outcome: RulingKind;
  amount?: MoneyBody | null;
  responsible: Responsible;
  reason_code: string;
  policy_reference: string;
  explanation: string;
  checks?: CheckBody[];
  penalties?: PenaltyBody[];
}

export type DecisionState = "effective" | "awaiting_approval" | "approved" | "rejected" | "lapsed";

export interface DecisionView {
  id: string;
  dispute: string;
  instance: number;
  state: DecisionState;
  weighs: DecisionWeight[];
  /** Of a ruling; null where an operator has registered an act for a party, which `act` and `on_behalf_of` name. */
  outcome: RulingKind | null;
  responsible: Responsible | null;
  reason_code: string | null;
  policy_reference: string | null;
  explanation: string | null;
  act: Act | null;
  on_behalf_of: BehalfView | null;
  penalties: PenaltyView[];
  amount: MoneyView;
  limit: MoneyView | null;
  decided_by: string;
  decided_at: string;
  judged_by: string | null;
  judged_at: string | null;
  why: string | null;
}

/** Reason why a decision needs a second operator. */
export type DecisionWeight = "amount_above_limit" | "permanent_closure";

/** Latest decisions, the first of them first. */
export interface DecisionsPart {
  data: DecisionView[];
  has_more: boolean;
  href: string;
}

export interface DecisionsView {
  data: DecisionView[];
}

/** Open cases by how operators stand with them. */
export interface DeskCounts {
  unassigned: number;
  mine: number;
  target_missed: number;
  breached: number;
}

export interface DiffView {
  before: string;
  after: string;
  data: DifferenceView[];
}

export interface DifferenceView {
  pointer: string;
  before: unknown;
  after: unknown;
}

/** Open cases that you can see, counted. Each number is that of the list with the filter of its name. */
export interface DisputeCounts {
  as_of: string;
  open: number;
  by_status: StatusCount[];
  by_stage: StageCount[];
  by_awaiting: AwaitingCount[];
  by_office: OfficeCount[];
  flags: FlagCounts;
  /** For operators and the platform. */
  desk: DeskCounts | null;
}

/** Case as a row of a list shows it. */
export interface DisputeSummary {
  id: string;
  escrow: string;
  /** What the deal is about, in the platform's words; null for the moment before this service has heard of it. */
  title: string | null;
  status: Status;
  /** Whether it is your turn. */
  viewer_state: DisputeSummaryViewerState;
  stage: string | null;
  reason: string;
  buyer: string;
  seller: string;
  claimant: Role;
  /** The one you are in dispute with; null for operators and the platform. */
  other_party: string | null;
  disputed: MoneyView;
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
  sla: SlaStatus | null;
  /** When the next act is due; of an overdue case, when it was. Null in a pause and after the end. */
  next_due_at: string | null;
  /** The time for the next act has passed. To operators and the platform also their own lateness is shown. */
  overdue: boolean;
  /** When something happened last that you may see in the story of the case. */
  last_activity_at: string;
  unread: UnreadView;
  paused_at: string | null;
  outcome: DisputeOutcome | null;
  opened_at: string;
  version: number;
}

export interface DisputeView {
  id: string;
  escrow: string;
  status: Status;
  viewer_state: DisputeViewerState;
  version: number;
  stage: string | null;
  phase: Phase | null;
  reason: string;
  buyer: string;
  seller: string;
  claimant: Role;
  policy: PolicyView;
  funds: DisputedFundsView;
  explanation: string;
  reopens: string | null;
  transaction: TransactionView | null;
  need: string | null;
  options: SolutionView[];
  awaiting: Role[];
  allowed_actions: AllowedAction[];
  next_automatic_action: NextAutomaticAction | null;
  forecast: ForecastStepView[];
  pending: PendingView | null;
  negotiation: NegotiationView | null;
  evidence_requests: WantedEvidenceView[];
  videos: VideoFindingView[];
  credibility: CredibilityView[];
  presumption: RulingKind | null;
  deadlines: DeadlineView[];
  paused_at: string | null;
  assignee: string | null;
  office: OfficeView | null;
  overdue_since: string | null;
  verification: TransactionVerificationView | null;
  ruling: RulingView | null;
  earlier_rulings: RulingView[];
  appeal: AppealView | null;
  obligation: ObligationView | null;
  settlement: SettlementView | null;
  outcome: DisputeOutcome | null;
  why: string | null;
  cause: CauseView | null;
  opened_at: string;
  frozen_at: string | null;
  closed_at: string | null;
}

/** Edition, in TOML or as JSON: one of the two. */
export interface EditionBody {
  toml?: string | null;
  policy?: Record<string, unknown> | null;
}

export interface EditionDetail {
  name: string;
  edition: string;
  hash: string;
  current: boolean;
  origin: EditionOrigin;
  body: string;
  penalties: PenaltyTermsView | null;
}

export interface EditionList {
  data: EditionView[];
}

export interface EditionView {
  name: string;
  edition: string;
  hash: string;
  current: boolean;
  origin: EditionOrigin;
}

/** Consequence: what an act or a silence brings. `moves_money` is what the policy says in so many words. */
export interface EffectView {
  effect: string;
  stage: string | null;
  text: string;
  moves_money: boolean;
}

/** Everything that "Report a problem" is drawn from, for whoever asks. What it allows, the opening then does. */
export interface EligibilityView {
  escrow: string;
  policy: PolicyView;
  language: Language;
  title: string;
  roles: Role[];
  allowed: boolean;
  why_not: WhyNotView | null;
  dispute: string | null;
  opens_at: string | null;
  closes_at: string | null;
  closed_at: string | null;
  amount: AmountLimitsView;
  reasons: ReasonEligibilityView[];
  must_say: TermView[];
  options: OptionTermsView[];
  max_options: number;
  method?: "POST";
  href?: "/v1/disputes";
}

/** Latest pieces of evidence that you may see, the first of them first. */
export interface EvidencePart {
  data: GivenItemView[];
  has_more: boolean;
  href: string;
}

/** Evidence that is asked for: of whom, which kinds, what it should show, for how long, and what silence brings. */
export interface EvidenceTermsView {
  stage: string;
  party: string;
  kinds: TermView[];
  level: string;
  term: string;
  sealed_until_all_are_in: boolean;
  resubmissions: number | null;
  checklist: PointTextView[];
  reminders: string[];
  on_silence: EffectView | null;
}

export interface ExpandedDisputeView {
  id: string;
  escrow: string;
  status: Status;
  viewer_state: ExpandedDisputeViewerState;
  version: number;
  stage: string | null;
  phase: Phase | null;
  reason: string;
  buyer: string;
  seller: string;
  claimant: Role;
  policy: PolicyView;
  funds: DisputedFundsView;
  explanation: string;
  reopens: string | null;
  transaction: TransactionView | null;
  need: string | null;
  options: SolutionView[];
  awaiting: Role[];
  allowed_actions: AllowedAction[];
  next_automatic_action: NextAutomaticAction | null;
  forecast: ForecastStepView[];
  pending: PendingView | null;
  negotiation: NegotiationView | null;
  evidence_requests: WantedEvidenceView[];
  videos: VideoFindingView[];
  credibility: CredibilityView[];
  presumption: RulingKind | null;
  deadlines: DeadlineView[];
  paused_at: string | null;
  assignee: string | null;
  office: OfficeView | null;
  overdue_since: string | null;
  verification: TransactionVerificationView | null;
  ruling: RulingView | null;
  earlier_rulings: RulingView[];
  appeal: AppealView | null;
  obligation: ObligationView | null;
  settlement: SettlementView | null;
  outcome: DisputeOutcome | null;
  why: string | null;
  cause: CauseView | null;
  opened_at: string;
  frozen_at: string | null;
  closed_at: string | null;
  /** What `expand` asked for; not there without it. */
  expanded?: ExpandedParts | null;
}

/** Parts that were asked for; the others are null. */
export interface ExpandedParts {
  escrow?: KnownEscrowView | null;
  mediation?: OffersPart | null;
  evidence?: EvidencePart | null;
  messages?: MessagesPart | null;
  story?: StoryPart | null;
  /** Of both parties for operators and the platform, of yourself for you. */
  standing?: StandingView[] | null;
  notes?: NotesPart | null;
  decisions?: DecisionsPart | null;
}

/** More time for one clock of the case: see its `deadlines`. */
export interface ExtensionBody {
  deadline: string;
  request?: string | null;
  due_at: string;
  reason_code: string;
}

/** Window for reporting: it runs from the latest of `since` that has happened. */
export interface FilingView {
  since: string[];
  opens_after: string | null;
  closes_after: string;
  zone: string;
}

export type Finding = "yes" | "no" | "unclear";

/** Fine that is due, and the amounts between which you may choose. */
export interface FineBoundsView {
  least: MoneyView;
  usual: MoneyView;
  most: MoneyView;
}

/** Fine for an act, in basis points of the disputed amount, and between which the operator may choose. */
export interface FineTermsView {
  basis_points: number;
  least_basis_points: number;
  most_basis_points: number;
  from_warning: number;
}

/** Open cases by what a list can be filtered for. */
export interface FlagCounts {
  /** It is your turn. */
  required_action: number;
  overdue: number;
  /** Due within 24 hours from now, and not overdue. */
  due_within_day: number;
  offer: number;
  contested: number;
  paused: number;
}

/** Case that would have ended otherwise. `after` is null where the edition does not take such a case. */
export interface FlipView {
  dispute: string | null;
  reference: string | null;
  before: CaseResultView | null;
  after: CaseResultView | null;
}

/** What follows when something happens in a stage. */
export interface FollowUpView {
  when: string;
  then: EffectView;
}

/** Forecast of what happens if nobody acts: computed by the very rules that will run. */
export interface ForecastView {
  dispute: string;
  version: number;
  computed_at: string;
  steps: ForecastStepView[];
}

/** Parcel by which the promised goods are on their way. */
export interface FulfilmentBody {
  on_behalf_of?: FulfilmentOnBehalfOf | null;
  means?: ContactMeans | null;
  carrier: string;
  tracking_number: string;
}

export interface DisputedFundsView {
  state: DisputedFundsState;
  disputed: number;
  reduced: number;
  currency: string;
}

/** Piece of evidence that the case has heard of. */
export interface GivenItemView {
  id: string;
  kind: string;
  party: Role | null;
  /** The last one it was given for. */
  request: string | null;
  media_type: string | null;
  /** Null, like the media type, of what was given before the case and only attached to it. */
  size: number | null;
  covers: string[];
  valid: boolean;
  /** Whether its content is gone for good. */
  erased: boolean;
  given_at: string;
  href: string;
}

/** Penalty, and the ruling that is its cause. */
export interface ImposedView {
  id: string;
  dispute: string;
  instance: number;
  party: Role;
  act: string;
  points: number;
  warning: number;
  fine: MoneyView | null;
  fine_instruction: string | null;
  suspended_until: string | null;
  closed: boolean;
  imposed_at: string;
  reversed_at: string | null;
  reversal_reason: string | null;
}

/** Escrow as this service last heard of it. */
export interface KnownEscrowView {
  id: string;
  title: string | null;
  state: EscrowState;
  held: MoneyView;
  frozen: MoneyView;
  price: MoneyView | null;
  funded_at: string | null;
  delivered_at: string | null;
  version: number;
}

export type Language = "en" | "fr" | "pt" | "zh";

export interface MessageBody {
  on_behalf_of?: MessageOnBehalfOf | null;
  means?: ContactMeans | null;
  text: string;
  attachments?: string[];
  kind?: MessageKind;
}

/** Meaning of a message. */
export type MessageKind = "comment" | "explanation";

export interface MessageView {
  id: string;
  author: ActorView;
  kind: MessageKind;
  text: string;
  attachments: string[];
  on_behalf_of: BehalfView | null;
  at: string;
}

/** Latest messages, newest first. */
export interface MessagesPart {
  data: MessageView[];
  unread: number;
  has_more: boolean;
  href: string;
}

/** Step of the case: from where to where, why, and by whom. */
export interface CaseMovementView {
  seq: number;
  from_state: string;
  to_state: string;
  cause: string;
  actor: ActorView;
  on_behalf_of: BehalfView | null;
  at: string;
}

export interface NegotiationTermsView {
  first_to_answer: string;
  term: string;
  on_silence: EffectView;
  counter_term: string;
  on_silence_to_counter: EffectView;
  rejection: string;
  max_rounds: number;
  amendable: boolean;
  tree: string | null;
  walk_term: string | null;
  reminders: string[];
}

/** Negotiation as mediation last reported it. `mediation` is null for the moment before it first does. */
export interface NegotiationView {
  mediation: string | null;
  state: string;
  proposal: number | null;
  by: Role | null;
  options: SolutionView[];
  awaiting: Role | null;
  due_at: string | null;
}

export interface NoteBody {
  text: string;
}

export interface NoteView {
  id: string;
  dispute: string;
  author: string;
  text: string;
  at: string;
}

export interface NotesPart {
  data: NoteView[];
  has_more: boolean;
  href: string;
}

/** Obligation that was agreed or ruled and begins with goods: a return, a replacement; and how far it has come. */
export interface ObligationView {
  kind: OptionKind;
  to_buyer: MoneyView | null;
  to_seller: MoneyView | null;
  fee: MoneyView | null;
  reduction: MoneyView | null;
  return_address: Record<string, string> | null;
  parcel: ParcelView | null;
  condition: Condition | null;
  note: string | null;
}

/** Proposal of one party to the other, and what has become of it. */
export interface OfferView {
  mediation: string;
  number: number;
  by: Role;
  round: number;
  options: (Record<string, unknown>)[];
  /** `gone`: nobody has answered it, and it is no longer on the table. */
  state: OfferState;
  made_at: string;
  changed_at: string;
}

/** Latest proposals, the first of them first. */
export interface OffersPart {
  data: OfferView[];
  has_more: boolean;
  href: string | null;
}

/** Office of yours that works on cases. Parties see its name and since when it has their case. */
export interface OfficeBody {
  code: string;
  name: string;
  /** Cases that one of them has are this office's. Parties never see who they are. */
  operators?: string[];
  /** Names of policies whose cases come here while no operator has them; without any, those of all the others. */
  policies?: string[];
}

export interface OfficeCount {
  office: string;
  count: number;
}

export interface OfficeSettingView {
  code: string;
  name: string;
  operators: string[];
  policies: string[];
}

/** Office that has the case. Who belongs to it, parties do not see. */
export interface OfficeView {
  code: string;
  name: string;
  since: string;
}

export interface OpeningBody {
  escrow: string;
  reason: string;
  claimed: MoneyBody;
  options?: SolutionBody[];
  explanation: string;
  transaction?: TransactionBody | null;
  need?: string | null;
  on_behalf_of?: OpeningOnBehalfOf | null;
}

/**
 * Solution on offer. A partial refund names an amount or its share in basis points.
 *
 * So may a replacement, where the policy lets it come with a reduction: that much goes back to the buyer at
 * once.
 */
export interface SolutionBody {
  kind: OptionKind;
  amount?: MoneyBody | null;
  basis_points?: number | null;
}

/** Kind of a solution. */
export type OptionKind = "refund_full" | "refund_partial" | "release" | "replacement" | "return_and_refund";

/** Solution that can be asked for. `stage`: it begins with goods there, and the money follows. */
export interface OptionTermsView {
  code: string;
  label: string;
  help: string | null;
  names_amount: boolean;
  stage: string | null;
}

/** Solution, in money as it would be paid: `to_buyer + to_seller + fee` is the disputed amount. */
export interface SolutionView {
  kind: OptionKind;
  to_buyer: MoneyView | null;
  to_seller: MoneyView | null;
  fee: MoneyView | null;
  reduction: MoneyView | null;
}

export type DisputeOutcome = "agreement" | "decision" | "timeout" | "claim_accepted" | "withdrawn" | "void" | "not_verified" | "inconclusive" | "escrow_ended";

export interface OutcomeView {
  policy: string;
  reason: string;
  outcome: DisputeOutcome;
  cases: number;
  disputed: MoneyView;
  to_buyer: MoneyView;
  to_seller: MoneyView;
  fees: MoneyView;
}

/** What would be owed in goods before money moves, and when. */
export interface OwedView {
  kind: OptionKind;
  leads_to: string;
  due_at: string | null;
}

export interface DisputeSummaryPage {
  data: DisputeSummary[];
  has_more: boolean;
  next_cursor?: string | null;
}

export interface MessageViewPage {
  data: MessageView[];
  has_more: boolean;
  next_cursor?: string | null;
}

export interface NoteViewPage {
  data: NoteView[];
  has_more: boolean;
  next_cursor?: string | null;
}

export interface ReasonTextViewPage {
  data: ReasonTextView[];
  has_more: boolean;
  next_cursor?: string | null;
}

export interface StoryEntryViewPage {
  data: StoryEntryView[];
  has_more: boolean;
  next_cursor?: string | null;
}

export interface ParcelBody {
  carrier: string;
  tracking_number: string;
}

export interface ParcelView {
  carrier: string;
  tracking_number: string;
  doubts: ShipmentDoubt[];
}

/** Part of a screen that can be asked for with the case. */
export type Part = "escrow" | "mediation" | "evidence" | "messages" | "story" | "standing" | "notes" | "decisions";

export interface PauseBody {
  reason_code: string;
}

export interface PenalisedActView {
  act: string;
  /** Ranking points that it costs those named in `points_for`. */
  points: number;
  fine: FineTermsView | null;
  /** The account is closed for good at this warning for the act; 1: at once. */
  closed_at_warning: number;
}

export interface PenaltiesView {
  terms: PenaltyTermsView;
  acts: TermView[];
}

/** Party and act of a penalty. What follows, the policy's ladder and the person's standing say (K15, K16). */
export interface PenaltyBody {
  party: PenaltyParty;
  /** One of the policy's: see its `penalties`. */
  act: string;
  /** Fine that you choose, where one is due and the policy leaves a choice; without it, the policy's own. */
  fine?: MoneyBody | null;
}

/** Acts that can be penalised in a ruling, and what each further one brings. */
export interface PenaltyTermsView {
  points_for: Role[];
  /** From this warning for the same act on; warnings are counted for each act by itself. */
  suspended_at_warning: number;
  suspension: string;
  acts: PenalisedActView[];
}

export interface PenaltyView {
  party: Role;
  act: string;
  points: number;
  warning: number;
  fine: MoneyView | null;
  suspended_until: string | null;
  closed: boolean;
}

/** Confirmation that another service still owes. */
export interface PendingView {
  what: PendingWhat;
  of?: PendingOf;
}

export type Phase = "agreement" | "escalated" | "execution";

/** Nothing, from a party; from an operator for whom it is done. */
export interface PlainActBody {
  on_behalf_of?: PlainActOnBehalfOf | null;
  means?: ContactMeans | null;
}

export interface PointTextView {
  code: string;
  text: string;
  required: boolean;
}

/** Point that good evidence shows; items of evidence say by `code` which they cover. */
export interface WantedPointView {
  code: string;
  text: string;
  required: boolean;
}

/** Edition in full, each of its words with what people call it in the language of the answer. */
export interface PolicyDocument {
  name: string;
  edition: string;
  hash: string;
  current: boolean;
  origin: PolicyOrigin;
  language: Language;
  title: string;
  summary: string | null;
  calendar: CalendarTermsView;
  first_stage: string;
  must_say: TermView[];
  reasons: ReasonView[];
  filing: FilingView | null;
  options: OptionTermsView[];
  max_options: number;
  negotiation: NegotiationTermsView | null;
  stages: StageView[];
  case_clocks: StageClockView[];
  rulings: RulingsView;
  appeal: AppealTermsView | null;
  completeness: CompletenessView | null;
  penalties: PenaltiesView | null;
  represented: Role | null;
  evidence_kinds: TermView[];
  acts: TermView[];
  outcomes: TermView[];
  statuses: TermView[];
  roles: TermView[];
}

export interface PolicyView {
  name: string;
  edition: string;
  hash?: string | null;
}

/** Penalty as the ruling would state it, and what it makes of the person's standing once it counts. */
export interface PreviewedPenaltyView {
  penalty: PenaltyView;
  participant: string;
  fine_bounds: FineBoundsView | null;
  points_before: number;
  points_after: number;
  status_before: StandingStatus;
  status_after: StandingStatus;
}

/** Name the last message, or the last entry of the story, that was read; neither means all there is. */
export interface ReadBody {
  message?: string | null;
  entry?: string | null;
}

/** How far you have read the case, if not further already. */
export interface ReadMarkView {
  dispute: string;
  entry: string;
  at: string;
}

/** Reason, whether it can be given now, and what it leads to. */
export interface ReasonEligibilityView {
  code: string;
  label: string;
  help: string | null;
  allowed: boolean;
  why_not: WhyNotView | null;
  openers: Role[];
  tree: string | null;
  evidence: EvidenceTermsView[];
  on_silence: StageClockView[];
}

export interface ReasonTextBody {
  reason_code: string;
  title: string;
  text: string;
}

export interface ReasonTextView {
  id: string;
  reason_code: string;
  title: string;
  text: string;
  version: number;
}

export interface ReasonView {
  code: string;
  label: string;
  help: string | null;
  openers: Role[];
  escalates_to: string;
  rulings: TermView[];
  tree: string | null;
}

/** Condition in which goods arrived. Anything but `received` contests it. */
export interface ReceiptBody {
  on_behalf_of?: ReceiptOnBehalfOf | null;
  means?: ContactMeans | null;
  condition: Condition;
  note?: string | null;
}

export interface RefusalView {
  code: string;
  detail: string;
  members: Record<string, unknown>;
}

export interface RejectionBody {
  why: string;
}

export type WantedEvidenceState = "open" | "satisfied" | "lapsed";

export interface WantedEvidenceView {
  id: string;
  party: Role;
  kinds: string[];
  level: string;
  requested_by: WantedEvidenceRequestedBy;
  /** What an operator who asked wants to be shown. */
  note: string | null;
  due_at: string;
  /** Evidence is taken beyond `due_at`, too, while the case is in the stages that decide about it. */
  stays_open: boolean;
  /** What was given before counts only once it is attached to the request. */
  since_asked: boolean;
  state: WantedEvidenceState;
  satisfied: boolean;
  satisfied_by: string | null;
  checklist: WantedPointView[];
  /** What follows at `due_at` if nothing comes; null once it is over. */
  on_silence: ForecastStepView | null;
}

export type Responsible = "buyer" | "seller" | "both" | "none";

export interface ReturnAddressBody {
  on_behalf_of?: ReturnAddressOnBehalfOf | null;
  means?: ContactMeans | null;
  address: AddressBody;
}

/** Return address, from the seller (D10), or then the parcel, from the buyer (D11). */
export interface ReturnBody {
  on_behalf_of?: ReturnOnBehalfOf | null;
  means?: ContactMeans | null;
  address?: AddressBody | null;
  parcel?: ParcelBody | null;
}

export interface ReversalBody {
  reason: string;
}

/** Rulings an operator can give: a solution, or that none can be found (the freeze is lifted). */
export type RulingKind = "refund_full" | "refund_partial" | "release" | "replacement" | "return_and_refund" | "inconclusive";

/** Ruling as it would be, given now on this version of the case. */
export interface RulingPreviewView {
  dispute: string;
  version: number;
  ruling: RulingView;
  /** Where the case would stand. */
  leads_to: string;
  /** What is paid in the end, net of fees, whoever pays them; null where no money moves, or goods decide first. */
  money_effect: MoneyEffect | null;
  /** When it is paid if nobody contests the ruling; null where nothing is, or goods decide first. */
  executed_at: string | null;
  /** What follows by itself if nobody acts after the ruling. */
  then: FollowingStep | null;
  obligation: OwedView | null;
  penalties: PreviewedPenaltyView[];
  /** From when they count if nobody contests the ruling. */
  penalties_from: string;
  /** Acts that can be penalised in this case. */
  penalty_terms: PenaltyTermsView | null;
  approval: ApprovalNeededView;
}

/** `heard` says on whose evidence it rests (T4); penalties are stated in the ruling, for both to see (K14). */
export interface RulingView {
  instance: number;
  outcome: RulingKind;
  to_buyer: MoneyView | null;
  to_seller: MoneyView | null;
  fee: MoneyView | null;
  responsible: Responsible;
  reason_code: string;
  policy_reference: string;
  explanation: string;
  decided_at: string;
  heard: RulingHeard;
  absent: Role[];
  checks: TransactionCheckView[];
  penalties: PenaltyView[];
  contest_until: string | null;
}

export interface RulingsView {
  allowed: TermView[];
  reason_codes: TermView[];
  execution: string;
  presumed_without_answer: TermView | null;
}

export interface SettingsBody {
  approval_limits?: Record<string, number>;
  baseline_touches_per_100_cases?: number;
  minutes_per_touch?: number;
  calendar?: string | null;
  calendars?: Record<string, string>;
  offices?: OfficeBody[];
}

export interface SettingsView {
  approval_limits: Record<string, number>;
  baseline_touches_per_100_cases: number;
  minutes_per_touch: number;
  calendar: string | null;
  calendars: Record<string, string>;
  offices: OfficeSettingView[];
  version: number;
}

/** Settlement ordered of escrow: `to_buyer + to_seller + fee` is the disputed amount. */
export interface SettlementView {
  instruction: string;
  to_buyer: MoneyView;
  to_seller: MoneyView;
  fee: MoneyView;
  ordered_at: string;
}

/** Sums of all cases together, as they went or as they would have gone. */
export interface SideView {
  cases: number;
  resolved_without_operator: number;
  undecided: number;
  operator_touches: number;
  operator_minutes: number;
  to_buyers: MoneyView[];
  to_sellers: MoneyView[];
}

/** Closed cases of a period, or a caseload of your own: one of the two. */
export interface SimulationBody {
  from?: string | null;
  to?: string | null;
  cases?: SuppliedCase[];
}

export interface SimulationView {
  edition: string;
  cases: number;
  not_admitted: number;
  flips: number;
  flipped: FlipView[];
  before: SideView | null;
  after: SideView;
}

/** Standing of the operators with the time the edition gives them. */
export type SlaStatus = "on_track" | "target_missed" | "breached";

export type Sort = "newest" | "due";

export interface StageCount {
  policy: string;
  stage: string | null;
  count: number;
}

export interface StageView {
  code: string;
  label: string;
  help: string | null;
  phase: TermView;
  status: TermView;
  negotiates: boolean;
  acts: ActView[];
  evidence: EvidenceTermsView[];
  clocks: StageClockView[];
  follow_ups: FollowUpView[];
}

export type StandingStatus = "active" | "suspended" | "closed";

export interface StandingView {
  participant: string;
  status: StandingStatus;
  points: number;
  suspended_until: string | null;
  warnings: WarningView[];
  fines: MoneyView[];
  penalties: ImposedView[];
  version: number;
}

/** Status in lists. `opening`, `settling` and `reversing` wait for escrow; a `decided` case can be contested. */
export type Status = "opening" | "waiting_for_buyer" | "waiting_for_seller" | "waiting_for_both" | "under_review" | "awaiting_approval" | "decided" | "settling" | "reversing" | "closed";

export interface StatusCount {
  status: Status;
  count: number;
}

export interface ForecastStepView {
  at: string;
  clock: ForecastStepClock;
  action: string;
  of?: ForecastStepOf;
  leads_to: string;
  money_effect: MoneyEffect | null;
  outcome: DisputeOutcome | null;
  prevented_by: string[];
  then?: FollowingStep | null;
}

export interface StoryEntryView {
  id: string;
  /** When it took effect; of what happened by itself, the instant at which it was due. */
  at: string;
  /** What has happened: `proposal_made`, `evidence_received`, `money_paid`, `deadline_passed` … */
  kind: string;
  who: ActorView;
  /**
   * What a sentence about it needs: codes, amounts with their currency, instants. `on_behalf_of`: the party for
   * whom
   * an operator did it, and by which means it had asked for it.
   */
  params: Record<string, unknown>;
  /** What somebody wrote, where the entry is a message, or for operators a note. */
  text: string | null;
  /** Where it can be looked at by itself, if you may. */
  href: string | null;
}

/** Latest entries of the story, in order. */
export interface StoryPart {
  data: StoryEntryView[];
  unread: number;
  has_more: boolean;
  href: string;
}

/** Act in a supplied case: who did what and when. An agreement names its option, a ruling its outcome. */
export interface SuppliedAct {
  at: string;
  by: SuppliedActBy;
  did: SuppliedActDid;
  option?: SolutionBody | null;
  outcome?: RulingKind | null;
  amount?: MoneyBody | null;
}

export interface SuppliedCase {
  reference?: string | null;
  reason: string;
  claimant?: SuppliedCaseClaimant;
  claimed: MoneyBody;
  options?: SolutionBody[];
  opened_at: string;
  acts?: SuppliedAct[];
}

/** Word of an edition: the code that the API speaks, and what people call it. */
export interface TermView {
  code: string;
  label: string;
  help: string | null;
}

export interface TimelineView {
  dispute: string;
  data: CaseMovementView[];
}

export interface TransactionBody {
  item: string;
  agreed_price: MoneyBody;
  terms?: string | null;
}

export interface TransactionView {
  item: string;
  agreed_price: MoneyView;
  terms: string | null;
}

/** What others have done since you last marked the case as read, of what you may see. */
export interface UnreadView {
  messages: number;
  /** Entries of the story, messages among them. */
  entries: number;
}

/** Result of verifying the transaction (T2). What does not match closes the case. */
export interface VerificationBody {
  result: VerificationResult;
  checks?: CheckBody[];
  reason_code?: string | null;
}

/** Verification of the transaction by an operator (T2). */
export interface TransactionVerificationView {
  result: TransactionVerificationResult;
  checks: TransactionCheckView[];
  reason_code: string | null;
  at: string;
}

/** Finding about a live recording, for operators and the party that made it. What satisfies nothing says so. */
export interface VideoFindingView {
  item: string;
  party: Role;
  video_session: string;
  /** Where the words to be said, every finding and the act to overrule them are read. */
  href: string;
  result: string;
  overruled: boolean;
}

export interface WarningView {
  act: string;
  count: number;
}

export interface WhyNotView {
  code: string;
  text: string;
}

export type AppealOnBehalfOf = "buyer" | "seller";

export type AskingParty = "buyer" | "seller";

export type AskingKinds = "photo" | "video" | "live_video" | "external_video" | "document" | "screenshot" | "audio" | "agreement" | "receipt" | "shipment_record" | "statement";

export type AssignmentResult = "assigned" | "refused";

export type DisputeSummaryViewerState = "required_action" | "waiting" | "closed";

export type DisputeViewerState = "required_action" | "waiting" | "closed";

export type EditionOrigin = "parley" | "platform";

export type ExpandedDisputeViewerState = "required_action" | "waiting" | "closed";

export type FulfilmentOnBehalfOf = "buyer" | "seller";

export type DisputedFundsState = "freeze_requested" | "frozen" | "settled" | "unfrozen";

export type MessageOnBehalfOf = "buyer" | "seller";

export type OfferState = "made" | "amended" | "consented" | "rejected" | "accepted" | "expired" | "gone";

export type OpeningOnBehalfOf = "buyer" | "seller";

export type PenaltyParty = "buyer" | "seller";

export type PendingWhat = "freeze" | "settlement" | "reversal" | "agreement";

export type PendingOf = "escrow" | "disputes";

export type PlainActOnBehalfOf = "buyer" | "seller";

export type PolicyOrigin = "parley" | "platform";

export type ReceiptOnBehalfOf = "buyer" | "seller";

export type WantedEvidenceRequestedBy = "policy" | "operator";

export type ReturnAddressOnBehalfOf = "buyer" | "seller";

export type ReturnOnBehalfOf = "buyer" | "seller";

export type RulingHeard = "all" | "default_judgment" | "nobody";

export type ForecastStepClock = "natural" | "business";

export type ForecastStepOf = "disputes" | "escrow";

export type SuppliedActBy = "buyer" | "seller" | "operator";

export type SuppliedActDid = "agree" | "refuse" | "give_evidence" | "escalate" | "withdraw" | "accept_claim" | "request_video" | "rule";

export type SuppliedCaseClaimant = "buyer" | "seller";

export type VerificationResult = "verified" | "not_verified";

export type TransactionVerificationResult = "verified" | "not_verified";

/** Piece of evidence that was given for a request, or satisfies it, and whether it suffices. */
export interface RequestAnswerView {
  item: string;
  kind: string;
  state: ItemState;
  /** Only what is `valid` and `sufficient` satisfies a request. */
  sufficiency: Sufficiency;
  satisfies: boolean;
  /** What speaks against a shipment record: look twice. */
  doubts: ShipmentDoubt[];
  covers: string[];
  /** Of a live recording: where its findings and words are read. */
  video_session: string | null;
  /** Of a live recording: what the checks, or an operator, have found. */
  result: string | null;
}

export interface Attach {
  /** What its party gave in this case before. */
  item: string;
  /** Codes of the request's checklist that it shows. */
  covers?: string[];
  /** For operators: the party that has mailed it to support. It is entered as that, for that party. */
  on_behalf_of?: Side | null;
}

export interface Attest {
  held: AttestedOutcome;
  statement: string;
}

export interface AttestationView {
  by: ActorView;
  at: string;
  held: AttestedOutcome;
  statement: string;
}

export type AttestedOutcome = "as_stated" | "otherwise" | "not_at_all";

export interface BundleRequest {
  dispute: string;
}

export type BundleState = "pending" | "ready" | "failed" | "expired";

/** Archive of everything about a case. `download` is there once it is ready, for ten minutes at a time. */
export interface BundleView {
  id: string;
  dispute: string;
  state: BundleState;
  requested_at: string;
  size: number | null;
  sha256: string | null;
  expires_at: string | null;
  download: string | null;
}

export interface ChallengeView {
  code: string;
  /** What the person is asked to say, in each language. */
  words: Record<string, string[]>;
}

export type CheckName = "file_decodes" | "chain_unbroken" | "tokens_genuine" | "tokens_in_order" | "received_in_time" | "duration_matches_clock" | "challenge_shown" | "picture_moves" | "words_spoken";

export interface VideoCheckView {
  check: CheckName;
  outcome: CheckOutcome;
  reason: string;
  frame: number | null;
  at_seconds: number | null;
}

export interface ChecklistEntry {
  code: string;
  /** As the policy says it; null for a reminder, which no item covers. */
  text: string | null;
  required: boolean;
}

export interface ChunkView {
  n: number;
  sha256: string;
  /** Of the receipt: vouches for every receipt before it. */
  hash: string;
  received_at: string;
  chunks: number;
}

/** Disclosure of what is given: whether the other side may know of it. */
export type Disclosure = "open" | "sealed" | "revealed";

export interface DownloadLink {
  url: string;
  expires_at: string;
}

export interface EraseBody {
  role: EraseRole;
  participant: string;
}

export interface ErasureView {
  erased_items: number;
  erased_at: string;
}

/** What is known of a live recording: for the party that made it, the platform and its operators. */
export interface ExaminationView {
  video_session: string;
  /** Where the words that were to be said, the gaps and every finding are read. */
  href: string;
  /** The checks', or an operator's who overruled them; null until checked. */
  result: string | null;
  overruled: boolean;
  findings: FindingView[];
}

/** Conversation on another platform: not verified to be live. */
export interface ExternalVideoContent {
  link: string;
  provider: string;
  started_at: string;
  ended_at: string;
  recording: string | null;
}

/** Conversation on another platform. Whatever its recording shows, it is not verified to be live. */
export interface ExternalVideoView {
  id: string;
  dispute: string;
  request: string | null;
  by: ActorView;
  said: ExternalVideoContent;
  /** Always false: only the integrated recorder can show that. */
  live_verified?: boolean;
  /** What the uploaded recording shows by itself; empty until checked. */
  findings: ExternalVideoFindingView[];
  checked_at: string | null;
  attestation: AttestationView | null;
  version: number;
}

export interface FileView {
  filename: string;
  media_type: string;
  size: number;
  sha256: string;
  scan_state: ScanState;
}

export interface FinishVideoBody {
  /** How many pieces there are. */
  chunks: number;
  /** Codes of the request's checklist that it shows. */
  covers?: string[];
}

export interface FinishedView {
  id: string;
  item: string;
  state: VideoState;
}

export interface GapView {
  before_chunk: number;
  seconds: number;
  kind: GapKind;
}

export interface HoldBody {
  dispute: string;
  reason: string;
}

export interface HoldView {
  dispute: string;
  state: HoldState;
  at: string;
}

export interface Invalidate {
  reason_code: string;
  reason: string;
}

export interface InvalidationView {
  by: ActorView;
  at: string;
  reason_code: string;
  reason: string;
}

export type ItemState = "valid" | "invalid";

/** Piece of evidence without what it says: reading that is recorded, so it is read one by one. */
export interface ItemSummary {
  id: string;
  dispute: string;
  kind: string;
  /** The party it speaks for; null for the platform and its operators. */
  party: Side | null;
  by: ActorView;
  request: string | null;
  covers: string[];
  /** Handed in; reported in the deal; or mailed to support, who entered it for its party. */
  provenance: Provenance;
  /** The operator who entered what was mailed. */
  entered_by: ActorView | null;
  /** Whether it can satisfy a request: what is not `sufficient` satisfies none, valid as it may be. */
  sufficiency: Sufficiency;
  state: ItemState;
  /** What it said is gone for good. */
  erased: boolean;
  received_at: string;
  file: FileView | null;
  version: number;
}

/** Piece of evidence, and what may be done with it. */
export interface ItemView {
  id: string;
  dispute: string;
  kind: string;
  /** The party it speaks for; null for the platform and its operators. */
  party: Side | null;
  by: ActorView;
  request: string | null;
  covers: string[];
  /** Handed in; reported in the deal; or mailed to support, who entered it for its party. */
  provenance: Provenance;
  /** The operator who entered what was mailed. */
  entered_by: ActorView | null;
  /** Whether it can satisfy a request: what is not `sufficient` satisfies none, valid as it may be. */
  sufficiency: Sufficiency;
  state: ItemState;
  /** What it said is gone for good. */
  erased: boolean;
  received_at: string;
  file: FileView | null;
  version: number;
  shipment_record: ShipmentRecordView | null;
  text: string | null;
  external_video: ExternalVideoContent | null;
  examination: ExaminationView | null;
  invalidation: InvalidationView | null;
  /** When it is erased. Null while its case goes on or a legal hold forbids it. */
  retained_until: string | null;
  allowed_actions: AllowedAction[];
}

export type Level = "required" | "one_of" | "optional";

/** Place of the mark: a band below the picture, cells from its margin on. */
export interface MarkView {
  columns?: number;
  rows?: number;
  cell?: number;
  margin?: number;
  band?: number;
}

export interface OpenVideoBody {
  dispute: string;
  /** The request it answers; found by its kind if left out. */
  request?: string | null;
}

export type CheckOutcome = "pass" | "fail" | "unknown";

export interface OverruleBody {
  result: Result;
  reason: string;
}

export interface OverrulingView {
  by: ActorView;
  at: string;
  result: Result;
  reason: string;
}

export interface ItemSummaryPage {
  data: ItemSummary[];
  has_more: boolean;
  next_cursor?: string | null;
}

export interface RequestViewPage {
  data: RequestView[];
  has_more: boolean;
  next_cursor?: string | null;
}

/** Point that good evidence shows. Name its `code` in `covers` when you give evidence that does. */
export interface RequestPointView {
  code: string;
  text: string;
  required: boolean;
  /** What it says in each language; none of a platform's own programme. */
  texts: Record<string, string>;
}

/** Way by which a piece of evidence came into the case. */
export type Provenance = "given" | "deal" | "mailed";

/** State of a session as the recorder page needs it. */
export interface RecorderView {
  id: string;
  /** Name of the marketplace for which the video is recorded. */
  marketplace: string | null;
  /** What the deal is about, in the marketplace's words. */
  deal: string | null;
  dispute: string;
  party: Side;
  state: VideoState;
  challenge: ChallengeView;
  checklist: ChecklistEntry[];
  mark: MarkView;
  expires_at: string;
  server_time: string;
  chunks: number;
  next_chunk: number;
  segments: number;
  max_chunk_bytes: number;
  max_seconds: number;
  result: Result | null;
}

export interface ReleaseBody {
  dispute: string;
}

export type RequestState = "open" | "satisfied" | "lapsed" | "closed";

/** Request for evidence: who owes which kinds until when, and what happens if none comes. */
export interface RequestView {
  id: string;
  dispute: string;
  party: Side;
  kinds: string[];
  level: Level;
  /** Requests of one group are sealed and revealed, and given grace, together. */
  group: string;
  disclosure: Disclosure;
  checklist: RequestPointView[];
  state: RequestState;
  satisfied: boolean;
  satisfied_by: string | null;
  /** All required points of the checklist have to be covered, by the pieces together. */
  needs_all_points: boolean;
  /** What was given before it was asked for counts only once it is attached to it. */
  since_asked: boolean;
  /** What was given for it, the first first. */
  answers: RequestAnswerView[];
  /** How often invalid evidence may be replaced; null: always. */
  resubmissions_left: number | null;
  opened_at: string;
  /** The first instant that is too late, unless it `stays_open`. */
  due_at: string;
  /** Evidence is taken beyond `due_at`, too, as long as the case is in the stages that decide about it. */
  stays_open: boolean;
  /** Since when its clock stands still. */
  paused_at: string | null;
  version: number;
  allowed_actions: AllowedAction[];
  next_automatic_action: NextAutomaticAction | null;
}

export type Result = "live" | "partly_live" | "not_shown_live";

export interface RetentionBody {
  days: number;
}

/** Days after the end of a case until its evidence is erased. */
export interface RetentionView {
  days: number;
  /** The platform has said nothing; it is as long as usual. */
  usual: boolean;
}

export interface ReuseView {
  item: string;
  dispute: string;
  how: ReuseHow;
}

export type ScanState = "not_scanned" | "clean" | "quarantined" | "infected";

/** Seal of what was there at a ruling. `manifest` is signed as it is, byte by byte. */
export interface SealView {
  instance: number;
  sealed_at: string;
  manifest: string;
  sha256: string;
  /** Ed25519, in Base64. */
  signature: string;
  key_id: string;
  /** A token of RFC 3161 over the manifest, in Base64. */
  timestamp: string | null;
}

export interface SealsView {
  data: SealView[];
}

export interface SegmentView {
  segment: number;
  next_chunk: number;
}

/**
 * Carrier and tracking number: both together are what a request for a shipment record asks for. A carrier that
 * is
 * none of those known is `other`, with its name in `carrier_name`.
 */
export interface ShipmentRecordBody {
  kind: "shipment_record";
  dispute: string;
  request?: string | null;
  /** Codes of the request's checklist that it shows. */
  covers?: string[];
  /** For operators: the party that has mailed it to support. It is entered as that, for that party. */
  on_behalf_of?: Side | null;
  /**
   * One of 4PX, Amazon Logistics, An Post, Aramex, Australia Post, Blue Dart, CTT, Cainiao, Canada Post, China
   * Post, Correios, Correos, DHL, DPD, Delhivery, Deutsche Post, EMS, FedEx, GLS, Hermes, InPost, India Post, J&T
   * Express, Japan Post, Kerry Express, La Poste, Mondial Relay, Ninja Van, PostNL, PostNord, Poste Italiane,
   * Posti, Purolator, Royal Mail, SF Express, Sagawa, Seur, Swiss Post, TNT, UPS, USPS, Yamato, Yanwen,
   * YunExpress, bpost, Österreichische Post; or `other`.
   */
  carrier: string;
  /** Of a carrier that is `other`. */
  carrier_name?: string | null;
  tracking_number: string;
  shipped_at?: string | null;
}

export interface ShipmentRecordView {
  carrier: string;
  /** Of a carrier that is `other` than those known. */
  carrier_name: string | null;
  tracking_number: string;
  shipped_at: string | null;
  /** What speaks against it: it counts until an operator finds it invalid, who looks twice. */
  doubts: ShipmentDoubt[];
}

/** Party of a case. */
export type Side = "buyer" | "seller";

/** Signals only: nothing follows from them by itself. */
export interface SignalsView {
  reused: ReuseView[];
  taken_at: string | null;
  taken_after_receipt: boolean;
}

export interface StartSegmentBody {
  /** The case code the recorder shows. */
  code: string;
  media_type: string;
}

export interface StatementBody {
  kind: "statement";
  dispute: string;
  request?: string | null;
  /** Codes of the request's checklist that it shows. */
  covers?: string[];
  /** For operators: the party that has mailed it to support. It is entered as that, for that party. */
  on_behalf_of?: Side | null;
  text: string;
}

export interface SubmitExternalVideo {
  dispute: string;
  /** The request it answers; found by its kind if left out. */
  request?: string | null;
  link: string;
  provider: string;
  started_at: string;
  ended_at: string;
  /** An uploaded video of the same side that is its recording. */
  recording?: string | null;
  /** Codes of the request's checklist that it shows. */
  covers?: string[];
  /** For operators: the party that has mailed it to support. It is entered as that, for that party. */
  on_behalf_of?: Side | null;
}

/** Whether a piece of evidence can satisfy a request, beside being valid: what it still lacks, if anything. */
export type Sufficiency = "sufficient" | "being_checked" | "not_shown_live" | "not_attested" | "not_as_stated";

/** Current mark, for the next moments only. */
export interface ChallengeMarkView {
  slot: number;
  /** Row by row, a bit a cell, 1 is white; hexadecimal. */
  cells: string;
  server_time: string;
  /** Until there is a new one. */
  next_ms: number;
}

export type UploadState = "receiving" | "finishing" | "done" | "rejected" | "cancelled";

/** State of a resumable upload. */
export interface UploadView {
  id: string;
  dispute: string;
  state: UploadState;
  offset: number;
  length: number;
  expires_at: string;
  item: string | null;
  why: string | null;
}

/** Result of the checks. `words_spoken` is always for the operator to hear. */
export interface VideoVerificationView {
  result: Result;
  seconds: number;
  frames: number;
  checks: VideoCheckView[];
  verified_at: string;
}

export type VideoState = "open" | "recording" | "finished" | "verified" | "abandoned";

/** Live recording: who is to show what until when, what has arrived, and what the checks found. */
export interface VideoView {
  id: string;
  dispute: string;
  request: string | null;
  party: Side;
  by: ActorView;
  state: VideoState;
  challenge: ChallengeView;
  /** Opens the recorder; shown to the party while it may record. */
  recorder_url: string | null;
  opened_at: string;
  expires_at: string;
  started_at: string | null;
  last_chunk_at: string | null;
  finished_at: string | null;
  chunks: number;
  total_bytes: number;
  gaps: GapView[];
  item: string | null;
  /** The checks', or an operator's who overruled them. */
  result: Result | null;
  verification: VideoVerificationView | null;
  overruling: OverrulingView | null;
  version: number;
  allowed_actions: AllowedAction[];
}

export interface ExternalVideoFindingView {
  check: string;
  outcome: CheckOutcome;
  reason: string;
}

export interface FindingView {
  check: string;
  outcome: string;
  reason: string;
  at_seconds: number | null;
}

export type EraseRole = "buyer" | "seller" | "representative";

export type GapKind = "paused" | "restarted" | "missing";

export type HoldState = "held" | "released";

export type ReuseHow = "same_file" | "looks_alike";

export interface AcceptBody {
  on_behalf_of?: AcceptOnBehalfOf | null;
  means?: ContactMeans | null;
  /** The proposal's version you have read. */
  version: number;
  /** Index of the chosen option. */
  option: number;
}

/** Basis of an agreement: somebody accepted, or silence counts as accepting. */
export type AgreementBasis = "acceptance" | "silence";

export interface AnswerBody {
  on_behalf_of?: AnswerOnBehalfOf | null;
  means?: ContactMeans | null;
  /** What is asked, or an earlier question to go back to. */
  question: string;
  /** A choice's code, true or false, a number, or an amount. */
  value: boolean | number | string | MoneyBody;
}

export type AnswerKind = "choice" | "yes_no" | "number" | "amount";

export interface WalkAnswerView {
  question: string;
  text: string;
  value: string | boolean | number | MoneyView;
  says: string;
  answered_at: string;
  withdrawn: boolean;
}

export interface ChoiceView {
  code: string;
  text: string;
}

export interface EdgeBody {
  /** A question, or `suggestions` to end. */
  to: string;
  /** In CEL. The first that holds is taken; the last has none. */
  when?: string | null;
}

/** Consequence of an agreement elsewhere, and where to watch it. */
export interface FollowsView {
  action: FollowsAction;
  dispute: string;
  href: string;
}

export interface MediationSummary {
  id: string;
  dispute: string;
  escrow: string;
  state: State;
  awaiting: Side | null;
  due_at: string | null;
  created_at: string;
  version: number;
}

/** Negotiation as the caller may see it, with what they may do and what happens if nobody does. */
export interface MediationView {
  id: string;
  dispute: string;
  escrow: string;
  state: State;
  viewer_state: MediationViewerState;
  version: number;
  amount: MoneyView;
  buyer: string;
  seller: string;
  claimant: Side;
  round: number;
  max_rounds: number;
  proposals: ProposalView[];
  awaiting: Side | null;
  /** Who is to answer what stands; both, of a mediator's proposal. */
  asked: Side[];
  due_at: string | null;
  /** Since when the case stands still; `due_at` moves on with it. */
  paused_at: string | null;
  allowed_actions: AllowedAction[];
  next_automatic_action: NextAutomaticAction | null;
  follows: FollowsView | null;
  /** Agreement that is not decided on yet; no act is possible. */
  pending: SubmittedView | null;
  /** How the claimant was guided to the first proposal. */
  walk: WalkView | null;
  created_at: string;
}

/** Author of a proposal that is put to both sides. */
export type Mediator = "operator";

/**
 * Solution to offer. A partial refund names an amount or its share in basis points.
 *
 * So may a replacement, where `constraints.with_reduction` of the action lists it: that much goes back to the
 * buyer at
 * once, and the replacement is about the rest. The other kinds name neither.
 */
export interface OptionBody {
  kind: OptionKind;
  amount?: MoneyBody | null;
  basis_points?: number | null;
}

/** Solution, in money as it would be paid: `to_buyer + to_seller + fee` is the disputed amount. */
export interface OptionView {
  kind: OptionKind;
  to_buyer: MoneyView | null;
  /** What the seller gets: a fee that the seller pays is taken off. */
  to_seller: MoneyView | null;
  fee: MoneyView | null;
  /** What goes back to the buyer at once, beside goods. */
  reduction: MoneyView | null;
}

/** What came before an agreement, and how the case stood then. */
export interface OvertakenView {
  /**
   * `case_ended`, `money_ordered`, `deadline_passed` (`due_at` says when), or `stage_left`: the case is where no
   * agreement counts.
   */
  why: string;
  /** Stage of the case, or `settling`, `reversing`, `closed`. */
  case_state: string;
  /** Outcome of the case, where it had one. */
  outcome: string | null;
  due_at: string | null;
}

export interface MediationSummaryPage {
  data: MediationSummary[];
  has_more: boolean;
  next_cursor?: string | null;
}

/** Acceptance received, and neither agreed nor refused yet: `href` tells the outcome. */
export interface PendingAgreementView {
  state: "pending";
  mediation: string;
  dispute: string;
  proposal: number;
  option: number;
  received_at: string;
  href: string;
  version: number;
}

/** State of a proposal. */
export type ProposalState = "standing" | "superseded" | "accepted" | "rejected" | "expired" | "executed_on_silence" | "withdrawn" | "overtaken";

export interface ProposalView {
  id: string;
  number: number;
  version: number;
  /** `operator`: a mediator has put it to both sides. */
  by: Side | Mediator;
  /** Sides that have accepted a mediator's proposal so far. */
  consents: Side[];
  /** 0 is the opening proposal, each counter-offer one more. */
  round: number;
  state: ProposalState;
  options: OptionView[];
  created_at: string;
  expires_at: string | null;
  /** Index of the option that is carried out. */
  chosen: number | null;
  accepted_at: string | null;
  /** Why it was rejected. */
  reason: string | null;
  /** What its author wrote with it. */
  note: string | null;
  /** What came before an agreement on it. */
  overtaken: OvertakenView | null;
  /** Its author, where an operator has worded it for them. */
  worded_on_behalf_of: BehalfView | null;
  /** Who answered it, where an operator did so for them. */
  answered_on_behalf_of: BehalfView | null;
}

export interface ProposeBody {
  on_behalf_of?: ProposeOnBehalfOf | null;
  means?: ContactMeans | null;
  /** Ranked: the first is what you prefer. */
  options: OptionBody[];
  /** In your own words; shown to the other party and the operator. */
  note?: string | null;
}

export interface QuestionBody {
  text: string;
  kind: AnswerKind;
  choices?: Record<string, string>;
  least?: number;
  most?: number;
  next: EdgeBody[];
}

/** Question with all it takes to answer it, so that one click does. */
export interface QuestionView {
  code: string;
  text: string;
  kind: AnswerKind;
  choices: ChoiceView[];
  least: number | null;
  most: number | null;
  /** Of an amount. */
  currency: string | null;
}

export interface RejectBody {
  on_behalf_of?: RejectOnBehalfOf | null;
  means?: ContactMeans | null;
  version?: number | null;
  /** In your own words; shown to the other party and the operator. */
  reason?: string | null;
}

/** New options, bound to the version of the proposal that they answer or replace. */
export interface RewordBody {
  on_behalf_of?: RewordOnBehalfOf | null;
  means?: ContactMeans | null;
  /** Ranked: the first is what you prefer. */
  options: OptionBody[];
  /** In your own words; shown to the other party and the operator. */
  note?: string | null;
  /** The proposal's version you have read. */
  version: number;
}

/** State of a negotiation. */
export type State = "guiding" | "negotiating" | "pending" | "open" | "agreed" | "closed";

/** Agreement that disputes still has to decide on; read again in a second. */
export interface SubmittedView {
  what: "agreement";
  of: "disputes";
  proposal: number;
  option: number;
  basis: AgreementBasis;
  /** What it is judged by: receipt of the acceptance, or the deadline. */
  received_at: string;
}

/** Option that fits, and between which amounts a partial refund may be proposed. */
export interface SuggestedView {
  option: OptionView;
  text: string;
  least: MoneyView | null;
  most: MoneyView | null;
}

/** Solution to suggest. A partial refund says how much as a share, as a fixed amount, or as an expression. */
export interface SuggestionBody {
  kind: OptionKind;
  text: string;
  when?: string | null;
  basis_points?: number | null;
  /** Suggested only in disputes of this currency. */
  fixed?: MoneyBody | null;
  /** In CEL: minor units of the disputed currency. */
  amount?: string | null;
  /** Of the disputed amount: how far down one may go. */
  at_least?: number | null;
  /** Of the disputed amount: how far up one may go. */
  at_most?: number | null;
}

export interface SuggestionsView {
  /** Ranked: the first fits best. */
  data: SuggestedView[];
}

export interface TreeBody {
  name: string;
  /** The name, a hyphen, and what makes this edition another one. */
  edition: string;
  title: string;
  first: EdgeBody[];
  questions: Record<string, QuestionBody>;
  /** Ranked, the best first. */
  suggestions: SuggestionBody[];
}

export interface TreeList {
  data: TreeSummary[];
}

export interface TreeRef {
  edition: string;
  title: string;
  hash: string;
}

export interface TreeSummary {
  name: string;
  edition: string;
  title: string;
  hash: string;
  owner: TreeSummaryOwner;
  /** None for those that come with Parley. */
  published_at: string | null;
}

export interface TreeView {
  name: string;
  edition: string;
  title: string;
  hash: string;
  owner: TreeOwner;
  /** None for those that come with Parley. */
  published_at: string | null;
  tree: TreeBody;
}

/** Claimant's way through the tree. The other side sees it once it has come to a proposal. */
export interface WalkView {
  tree: TreeRef;
  answer_by: string | null;
  question: QuestionView | null;
  trace: WalkAnswerView[];
  suggestions: SuggestedView[] | null;
}

export type AcceptOnBehalfOf = "buyer" | "seller";

export type AnswerOnBehalfOf = "buyer" | "seller";

export type FollowsAction = "settlement" | "obligation";

export type MediationViewerState = "required_action" | "optional_action" | "waiting" | "over";

export type ProposeOnBehalfOf = "buyer" | "seller";

export type RejectOnBehalfOf = "buyer" | "seller";

export type RewordOnBehalfOf = "buyer" | "seller";

export type TreeSummaryOwner = "parley" | "platform";

export type TreeOwner = "parley" | "platform";

export interface AttemptView {
  number: number;
  at: string;
  status_code: number | null;
  error: DeliveryFailure | null;
  duration_ms: number;
}

/** Reason why an attempt failed, as its owner may know it. Nothing here tells names or addresses apart. */
export type DeliveryFailure = "http_status" | "redirect_refused" | "unreachable" | "tls_failed" | "timeout" | "protocol_error" | "internal_error";

export interface DeliveryView {
  id: string;
  webhook_id: string;
  endpoint: string;
  event: string;
  event_type: string;
  state: MessageState;
  created_at: string;
  next_attempt_at: string | null;
  attempts: AttemptView[];
}

/** Reason why it is disabled: who or what did it. */
export type DisabledReason = "owner" | "gone" | "failing";

/** Changes of an endpoint; what is left out stays as it is. */
export interface EndpointChangeBody {
  url?: string | null;
  event_types?: string[] | null;
  description?: string | null;
  enabled?: boolean | null;
}

export interface EndpointListView {
  data: EndpointView[];
}

export type EndpointState = "enabled" | "disabled" | "deleted";

export interface EndpointView {
  id: string;
  url: string;
  event_types: string[];
  description: string | null;
  state: EndpointState;
  disabled_why: DisabledReason | null;
  failing_since: string | null;
  created_at: string;
  version: number;
}

/** Page of events, oldest first. Keep `next_cursor`, also of the last page: it asks later for what came since. */
export interface EventPage {
  data: EventView[];
  has_more: boolean;
  next_cursor: string | null;
}

/** Event, word for word what webhooks carry. */
export interface EventView {
  type: string;
  timestamp: string;
  id: string;
  /** Counts the subject's events from 1; the gaps are internal ones. */
  sequence: number;
  /** Version of the subject after it. */
  version: number;
  /** Counts the subject's public events from 1, without a gap and in order; null in a test event. */
  number: number | null;
  subject: string;
  actor: ActorView;
  cause: string;
  data: Record<string, unknown>;
}

export type MessageState = "pending" | "delivered" | "failed" | "stopped";

/** `event_types` are names of the catalogue, families like `dispute.*`, or `*` for all that exist or will. */
export interface NewEndpointBody {
  url: string;
  event_types: string[];
  description?: string | null;
  /** Your own `whsec_…` of 24 to 64 bytes; left out, one is made. */
  secret?: string | null;
}

export interface NewEndpointView {
  id: string;
  url: string;
  event_types: string[];
  description: string | null;
  state: EndpointState;
  disabled_why: DisabledReason | null;
  failing_since: string | null;
  created_at: string;
  version: number;
  /** Shown this once. Verify signatures with it. */
  secret: string;
}

export interface DeliveryViewPage {
  data: DeliveryView[];
  has_more: boolean;
  next_cursor?: string | null;
}

/** Range of the events' own timestamps, half open. */
export interface ReplayBody {
  since: string;
  until: string;
}

export interface ReplayView {
  endpoint: string;
  events: number;
}

export interface SecretBody {
  /** Your own; left out, one is made. */
  secret?: string | null;
}

export class AuthOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** List the keys that verify access tokens, as a JWK set. */
  async getKeys(): Promise<Record<string, (Record<string, string>)[]>> {
    return (await this.#caller.call("GET", `/.well-known/jwks.json`)) as Record<string, (Record<string, string>)[]>;
  }

  /** Mint a token for one of the platform's users: a buyer, a seller, somebody acting for a seller, an operator. */
  async issueParticipantToken(body: ParticipantTokenBody): Promise<AccessTokenView> {
    return (await this.#caller.call("POST", `/v1/participant-tokens`, { body })) as AccessTokenView;
  }
}

export class PlatformsOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** Open a new tenant with its first credentials. */
  async openPlatform(body: NewPlatformBody, options: { idempotencyKey?: string } = {}): Promise<PlatformOpenedView> {
    return (await this.#caller.call("POST", `/v1/platforms`, { body, key: options.idempotencyKey, takesKey: true })) as PlatformOpenedView;
  }

  /** Read any platform as an administrator, or your own. */
  async getPlatform(platform: string): Promise<PlatformView> {
    return (await this.#caller.call("GET", `/v1/platforms/${encodeURIComponent(platform)}`)) as PlatformView;
  }

  /**
   * Replace the choice as a whole. A deal that names its policy itself keeps that; escrows there are keep the
   * edition they were made with.
   */
  async choosePolicies(platform: string, body: PoliciesBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<PlatformView> {
    return (await this.#caller.call("PUT", `/v1/platforms/${encodeURIComponent(platform)}/policies`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as PlatformView;
  }

  /** Allow no new tokens and no new escrows; deadlines and disputes go on. */
  async suspendPlatform(platform: string, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<PlatformView> {
    return (await this.#caller.call("POST", `/v1/platforms/${encodeURIComponent(platform)}/suspend`, { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as PlatformView;
  }

  /** Undo a suspension. */
  async reinstatePlatform(platform: string, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<PlatformView> {
    return (await this.#caller.call("POST", `/v1/platforms/${encodeURIComponent(platform)}/reinstate`, { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as PlatformView;
  }

  /** Add a second secret, so that the first can be replaced without a gap. */
  async addSecret(platform: string, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<NewSecretView> {
    return (await this.#caller.call("POST", `/v1/platforms/${encodeURIComponent(platform)}/secrets`, { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as NewSecretView;
  }

  /** Revoke a secret: from now on it gets no token any more. */
  async revokeSecret(platform: string, secret: string, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<RevokedView> {
    return (await this.#caller.call("POST", `/v1/platforms/${encodeURIComponent(platform)}/secrets/${encodeURIComponent(secret)}/revoke`, { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as RevokedView;
  }
}

export class EscrowsOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** List escrows, the newest first. A buyer or seller sees their own. */
  async listEscrows(options: { limit?: number; cursor?: string; status?: ("awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded" | "split_settled" | "cancelled" | "expired")[]; partner_reference?: string; participant?: string } = {}): Promise<EscrowViewPage> {
    return (await this.#caller.call("GET", `/v1/escrows`, { query: { "limit": options.limit, "cursor": options.cursor, "status": options.status, "partner_reference": options.partner_reference, "participant": options.participant } })) as EscrowViewPage;
  }

  /** List escrows, page after page. */
  iterateEscrows(filters: { status?: ("awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded" | "split_settled" | "cancelled" | "expired")[]; partner_reference?: string; participant?: string } = {}): AsyncGenerator<EscrowView> {
    return iteratePages((page) => this.listEscrows({ ...filters, ...page }));
  }

  /** Agree on a deal: who buys what of whom, for how much, by when. The buyer's money is awaited from now on. */
  async createEscrow(body: NewEscrowBody, options: { idempotencyKey?: string } = {}): Promise<EscrowView> {
    return (await this.#caller.call("POST", `/v1/escrows`, { body, key: options.idempotencyKey, takesKey: true })) as EscrowView;
  }

  /** Read how it stands, what you may do, and what happens by itself if nobody does anything. */
  async getEscrow(escrow: string): Promise<EscrowView> {
    return (await this.#caller.call("GET", `/v1/escrows/${encodeURIComponent(escrow)}`)) as EscrowView;
  }

  /** Read every movement of its money, from the first payment on. */
  async getPostings(escrow: string): Promise<StatementView> {
    return (await this.#caller.call("GET", `/v1/escrows/${encodeURIComponent(escrow)}/postings`)) as StatementView;
  }

  /** Report that the buyer has paid. What is too much, or too late, is parked until it is sent back. */
  async fundEscrow(escrow: string, body: PaymentBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<EscrowView> {
    return (await this.#caller.call("POST", `/v1/escrows/${encodeURIComponent(escrow)}/fund`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as EscrowView;
  }

  /** Report that the seller has handed it to a carrier. */
  async shipEscrow(escrow: string, body: ShipmentBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<EscrowView> {
    return (await this.#caller.call("POST", `/v1/escrows/${encodeURIComponent(escrow)}/ship`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as EscrowView;
  }

  /** Put right a misspelt carrier or tracking number, until it is delivered, accepted or disputed. No clock moves. */
  async correctShipment(escrow: string, body: ShipmentBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<EscrowView> {
    return (await this.#caller.call("POST", `/v1/escrows/${encodeURIComponent(escrow)}/correct-shipment`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as EscrowView;
  }

  /** Report that it has arrived: the buyer inspects it, and after that the money is released by itself. */
  async deliverEscrow(escrow: string, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<EscrowView> {
    return (await this.#caller.call("POST", `/v1/escrows/${encodeURIComponent(escrow)}/deliver`, { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as EscrowView;
  }

  /** Accept the goods as the buyer: everything that is held goes to the seller. */
  async acceptGoods(escrow: string, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<EscrowView> {
    return (await this.#caller.call("POST", `/v1/escrows/${encodeURIComponent(escrow)}/accept`, { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as EscrowView;
  }

  /** Pay the seller what is held, or a part of it. What a dispute has frozen stays. */
  async releaseEscrow(escrow: string, body?: AmountBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<EscrowView> {
    return (await this.#caller.call("POST", `/v1/escrows/${encodeURIComponent(escrow)}/release`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as EscrowView;
  }

  /** Give the buyer back what is held, or a part of it. What a dispute has frozen stays. */
  async refundEscrow(escrow: string, body?: AmountBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<EscrowView> {
    return (await this.#caller.call("POST", `/v1/escrows/${encodeURIComponent(escrow)}/refund`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as EscrowView;
  }

  /** Call the deal off before the price is complete. What has come goes back. */
  async cancelEscrow(escrow: string, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<EscrowView> {
    return (await this.#caller.call("POST", `/v1/escrows/${encodeURIComponent(escrow)}/cancel`, { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as EscrowView;
  }
}

export class DisputesOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Everything that "Report a problem" is drawn from: whether it can be reported now, for which reasons and by
   * whom,
   * when that begins and ends, how much can be claimed, what must be said, what can be asked for, which evidence
   * will
   * be wanted, and what follows if nobody answers. If not, why; and since when not, if the time is over.
   */
  async getEligibility(options: { language?: "en" | "fr" | "pt" | "zh"; escrow: string; on_behalf_of?: "buyer" | "seller" }): Promise<EligibilityView> {
    return (await this.#caller.call("GET", `/v1/disputes/eligibility`, { query: { "language": options.language, "escrow": options.escrow, "on_behalf_of": options.on_behalf_of } })) as EligibilityView;
  }

  /**
   * Parties see their own, the platform and its operators see all. Each row is enough to draw a list.
   *
   * Newest first; a desk asks for `sort=due`, which begins with what is overdue. Parties cannot ask who has a
   * case, or
   * how the operators stand with it.
   */
  async listDisputes(options: { limit?: number; cursor?: string; status?: ("opening" | "waiting_for_buyer" | "waiting_for_seller" | "waiting_for_both" | "under_review" | "awaiting_approval" | "decided" | "settling" | "reversing" | "closed")[]; stage?: string[]; awaiting?: ("buyer" | "seller" | "representative" | "operator" | "platform" | "system" | "admin")[]; reason?: string; policy?: string; assignee?: string; office?: string; mine?: boolean; due_before?: string; overdue?: boolean; contested?: boolean; offer?: boolean; offer_by?: "buyer" | "seller"; paused?: boolean; open?: boolean; escrow?: string; assignment?: "assigned" | "unassigned"; sla?: "on_track" | "target_missed" | "breached"; currency?: string; amount_gte?: number; amount_lte?: number; sort?: "newest" | "due" } = {}): Promise<DisputeSummaryPage> {
    return (await this.#caller.call("GET", `/v1/disputes`, { query: { "limit": options.limit, "cursor": options.cursor, "status": options.status, "stage": options.stage, "awaiting": options.awaiting, "reason": options.reason, "policy": options.policy, "assignee": options.assignee, "office": options.office, "mine": options.mine, "due_before": options.due_before, "overdue": options.overdue, "contested": options.contested, "offer": options.offer, "offer_by": options.offer_by, "paused": options.paused, "open": options.open, "escrow": options.escrow, "assignment": options.assignment, "sla": options.sla, "currency": options.currency, "amount_gte": options.amount_gte, "amount_lte": options.amount_lte, "sort": options.sort } })) as DisputeSummaryPage;
  }

  /** List disputes, page after page. */
  iterateDisputes(filters: { status?: ("opening" | "waiting_for_buyer" | "waiting_for_seller" | "waiting_for_both" | "under_review" | "awaiting_approval" | "decided" | "settling" | "reversing" | "closed")[]; stage?: string[]; awaiting?: ("buyer" | "seller" | "representative" | "operator" | "platform" | "system" | "admin")[]; reason?: string; policy?: string; assignee?: string; office?: string; mine?: boolean; due_before?: string; overdue?: boolean; contested?: boolean; offer?: boolean; offer_by?: "buyer" | "seller"; paused?: boolean; open?: boolean; escrow?: string; assignment?: "assigned" | "unassigned"; sla?: "on_track" | "target_missed" | "breached"; currency?: string; amount_gte?: number; amount_lte?: number; sort?: "newest" | "due" } = {}): AsyncGenerator<DisputeSummary> {
    return iteratePages((page) => this.listDisputes({ ...filters, ...page }));
  }

  /**
   * Dispute held money. The answer comes after escrow has frozen it: from then on nobody can release it, and the
   * clocks run. While `pending` says `freeze`, escrow has not answered yet and the money is not safe; read the
   * case to
   * see when it is. If the money went out before, the case is `closed` as `void`.
   *
   * What has to be said beside the explanation, the policy of the escrow says: options, or the transaction in
   * detail,
   * or nothing. An operator may open on somebody's behalf.
   */
  async openDispute(body: OpeningBody, options: { idempotencyKey?: string } = {}): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes`, { body, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }

  /** Count the open cases that you can see, by status, by stage, by whose turn it is, and by what needs attention. */
  async countDisputes(): Promise<DisputeCounts> {
    return (await this.#caller.call("GET", `/v1/disputes/counts`)) as DisputeCounts;
  }

  /**
   * Read the case as you may see it, with what you may do and what follows if nobody does anything.
   *
   * `expand` adds what a screen shows beside it: the deal, offers, evidence, messages, the story, standings. One
   * request
   * instead of many; of each list the latest 50 are shown, with the address of the rest.
   */
  async getDispute(dispute: string, options: { expand?: ("escrow" | "mediation" | "evidence" | "messages" | "story" | "standing" | "notes" | "decisions")[] } = {}): Promise<ExpandedDisputeView> {
    return (await this.#caller.call("GET", `/v1/disputes/${encodeURIComponent(dispute)}`, { query: { "expand": options.expand } })) as ExpandedDisputeView;
  }

  /**
   * Everything that has happened to the case, in order, the first first: stages, offers, evidence, messages,
   * rulings, penalties, deadlines that passed and money that moved.
   *
   * You see what you may see: parties neither how operators share their work nor the other's evidence while it is
   * sealed. What another service tells a moment late stands where it happened.
   */
  async getStory(dispute: string, options: { limit?: number; cursor?: string } = {}): Promise<StoryEntryViewPage> {
    return (await this.#caller.call("GET", `/v1/disputes/${encodeURIComponent(dispute)}/story`, { query: { "limit": options.limit, "cursor": options.cursor } })) as StoryEntryViewPage;
  }

  /** Read the story of a case, page after page. */
  iterateStory(dispute: string): AsyncGenerator<StoryEntryView> {
    return iteratePages((page) => this.getStory(dispute, { ...page }));
  }

  /**
   * Say how far you have read: up to a message, up to an entry of the story, or everything. Lists and `expand`
   * then
   * count as `unread` what others have done since. It never goes back, changes nothing in the case, and is told
   * nobody.
   */
  async markDisputeRead(dispute: string, body?: ReadBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<ReadMarkView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/read`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as ReadMarkView;
  }

  /** Foresee the whole chain of what happens by itself, by the very rules that will run. */
  async getForecast(dispute: string): Promise<ForecastView> {
    return (await this.#caller.call("GET", `/v1/disputes/${encodeURIComponent(dispute)}/forecast`)) as ForecastView;
  }

  /** Every step of the case so far, who or what took it, and when. */
  async getTimeline(dispute: string): Promise<TimelineView> {
    return (await this.#caller.call("GET", `/v1/disputes/${encodeURIComponent(dispute)}/timeline`)) as TimelineView;
  }

  /** List what was written in the case, newest first. */
  async listMessages(dispute: string, options: { limit?: number; cursor?: string } = {}): Promise<MessageViewPage> {
    return (await this.#caller.call("GET", `/v1/disputes/${encodeURIComponent(dispute)}/messages`, { query: { "limit": options.limit, "cursor": options.cursor } })) as MessageViewPage;
  }

  /** List messages, page after page. */
  iterateMessages(dispute: string): AsyncGenerator<MessageView> {
    return iteratePages((page) => this.listMessages(dispute, { ...page }));
  }

  /**
   * Write to everybody in the case. A message is a comment, or your explanation of what happened (K17).
   *
   * Screenshots and other files come along by the ids under which they were given as evidence of this case. An
   * operator
   * writes down with `on_behalf_of` what a party has told support: it counts as theirs, and says who wrote it.
   */
  async postMessage(dispute: string, body: MessageBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<MessageView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/messages`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as MessageView;
  }

  /** Refuse what is on the table and hand the case over, as the policy says (D5). */
  async escalateDispute(dispute: string, body?: PlainActBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/escalate`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }

  /**
   * End your own case. The money is no longer frozen and takes its ordinary course.
   *
   * An operator does so for the claimant who has asked for it; above the platform's limit a second one has to
   * approve.
   */
  async withdrawDispute(dispute: string, body?: PlainActBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/withdraw`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }

  /**
   * Give the claimant all that is disputed, at once. Needs an Idempotency-Key.
   *
   * An operator does so for a respondent who pays up by other means than this API, in a case that no colleague
   * has.
   * Above the platform's limit that waits for a second operator, like a ruling: the case is `awaiting_approval`.
   */
  async acceptClaim(dispute: string, body?: PlainActBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/accept-claim`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }
}

export class MediationsOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** List negotiations, newest first. Parties see their own, the platform and its operators see all. */
  async listMediations(options: { limit?: number; cursor?: string; dispute?: string; state?: ("guiding" | "negotiating" | "pending" | "open" | "agreed" | "closed")[]; awaiting?: "buyer" | "seller" } = {}): Promise<MediationSummaryPage> {
    return (await this.#caller.call("GET", `/v1/mediations`, { query: { "limit": options.limit, "cursor": options.cursor, "dispute": options.dispute, "state": options.state, "awaiting": options.awaiting } })) as MediationSummaryPage;
  }

  /** List negotiations, page after page. */
  iterateMediations(filters: { dispute?: string; state?: ("guiding" | "negotiating" | "pending" | "open" | "agreed" | "closed")[]; awaiting?: "buyer" | "seller" } = {}): AsyncGenerator<MediationSummary> {
    return iteratePages((page) => this.listMediations({ ...filters, ...page }));
  }

  /**
   * Read all proposals, what the caller may do now, and what happens if nobody does anything. Questions and
   * suggestions of a guide are in the language that `language` or Accept-Language asks for.
   */
  async getMediation(mediation: string, options: { language?: "en" | "fr" | "pt" | "zh" } = {}): Promise<MediationView> {
    return (await this.#caller.call("GET", `/v1/mediations/${encodeURIComponent(mediation)}`, { query: { "language": options.language } })) as MediationView;
  }

  /**
   * Answer what `walk.question` asks, or an earlier question anew: that takes back every answer from there on.
   * The answer holds the next question in full, or, at the end, the suggestions (O2).
   */
  async answerQuestion(mediation: string, body: AnswerBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<MediationView> {
    return (await this.#caller.call("POST", `/v1/mediations/${encodeURIComponent(mediation)}/answers`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as MediationView;
  }

  /**
   * List what the claimant's answers lead to, the best first (O3).
   *
   * Not for the other party, who sees what is proposed.
   */
  async listSuggestions(mediation: string, options: { language?: "en" | "fr" | "pt" | "zh" } = {}): Promise<SuggestionsView> {
    return (await this.#caller.call("GET", `/v1/mediations/${encodeURIComponent(mediation)}/suggestions`, { query: { "language": options.language } })) as SuggestionsView;
  }

  /**
   * Make a new proposal. While an operator has the case (or nothing stands), either party may; it replaces what
   * stood (D14). Where the claimant is guided this ends the walk: every option is one of the suggestions or within
   * its
   * bounds, ranked as the claimant likes, and the other party's time to answer begins (O4).
   *
   * An operator (scope `decide`) puts one solution to both parties as a mediator, once they have not agreed by
   * themselves: it is agreed when both have accepted it, and lapses when one has not answered in time. With
   * `on_behalf_of` it is that party's own proposal, which they have told support by the `means` named.
   */
  async createProposal(mediation: string, body: ProposeBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<MediationView> {
    return (await this.#caller.call("POST", `/v1/mediations/${encodeURIComponent(mediation)}/proposals`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as MediationView;
  }

  /**
   * Accept one option. 200 means agreed, for good: the money follows as `follows` says (D2, D4). What had ended
   * the
   * case before is told by 409 `agreement_overtaken`, with its state and outcome. 202 means that this is not
   * decided
   * yet; until then no other act is possible, and `href` tells the outcome. Needs an Idempotency-Key.
   *
   * The first of both parties to accept a mediator's proposal consents to it: it is agreed once the other does.
   * What an
   * operator has accepted or worded for a party is not agreed above the platform's limit: 409 `approval_needed`.
   */
  async acceptProposal(mediation: string, number: number, body: AcceptBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<MediationView> {
    return (await this.#caller.call("POST", `/v1/mediations/${encodeURIComponent(mediation)}/proposals/${encodeURIComponent(number)}/accept`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as MediationView;
  }

  /**
   * Reject without a counter-offer. Where the policy asks for one a bare rejection is refused (D3); refusing a
   * counter-offer hands the case to the escalated stage (D5).
   */
  async rejectProposal(mediation: string, number: number, body: RejectBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<MediationView> {
    return (await this.#caller.call("POST", `/v1/mediations/${encodeURIComponent(mediation)}/proposals/${encodeURIComponent(number)}/reject`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as MediationView;
  }

  /** Refuse by saying what you would agree to; the other party's clock starts (D3). */
  async counterProposal(mediation: string, number: number, body: RewordBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<MediationView> {
    return (await this.#caller.call("POST", `/v1/mediations/${encodeURIComponent(mediation)}/proposals/${encodeURIComponent(number)}/counter`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as MediationView;
  }

  /** Word your own proposal anew, until the other party first acts. Its deadline stays; its version rises. */
  async amendProposal(mediation: string, number: number, body: RewordBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<MediationView> {
    return (await this.#caller.call("POST", `/v1/mediations/${encodeURIComponent(mediation)}/proposals/${encodeURIComponent(number)}/amend`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as MediationView;
  }
}

export class EvidenceOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Send the file as it is as the body: JPEG, PNG, WEBP, GIF, HEIC (50 megapixels at most), PDF without active
   * content, or UTF-8 text. What it is, its content says. Send `Content-Digest: sha-256=:…:` to be sure that it
   * arrives
   * unharmed. It is received when its last byte is: at the cut-off of a request for it, it is late (D12).
   */
  async uploadEvidence(content: Content, options: { dispute: string; kind: string; filename?: string; request?: string; covers?: string[]; on_behalf_of?: "buyer" | "seller"; ifMatch?: number; idempotencyKey?: string }): Promise<ItemView> {
    return (await this.#caller.call("POST", `/v1/evidence/uploads`, { query: { "dispute": options.dispute, "kind": options.kind, "filename": options.filename, "request": options.request, "covers": options.covers, "on_behalf_of": options.on_behalf_of }, content, contentType: "application/octet-stream", ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as ItemView;
  }

  /** Good for ten minutes, for this file and for the caller only: send the caller's token along. */
  async createDownloadLink(item: string, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DownloadLink> {
    return (await this.#caller.call("POST", `/v1/evidence/items/${encodeURIComponent(item)}/download`, { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DownloadLink;
  }

  /**
   * By a link of your own that has not expired. Every download, and every one refused, is entered in the custody.
   * The file is compared with what was received before a byte of it leaves.
   */
  async downloadEvidence(item: string, options: { token: string }): Promise<Uint8Array> {
    return (await this.#caller.download("GET", `/v1/evidence/items/${encodeURIComponent(item)}/content`, { query: { "token": options.token } })) as Uint8Array;
  }

  /**
   * See the photo, the first page of a document, the first picture of a video or a `contact_sheet` of twelve: made
   * anew, 1,280 pixels at most, without place, device or any other metadata. Sound and text have none (404).
   */
  async previewEvidence(item: string, options: { variant?: "picture" | "contact_sheet" } = {}): Promise<Uint8Array> {
    return (await this.#caller.download("GET", `/v1/evidence/items/${encodeURIComponent(item)}/preview`, { query: { "variant": options.variant } })) as Uint8Array;
  }

  /**
   * See, as an operator, other cases of the platform with the same file or a picture that looks the same, and
   * whether it says it was taken after it was received. Fingerprints are taken within seconds of receipt.
   */
  async getEvidenceSignals(item: string): Promise<SignalsView> {
    return (await this.#caller.call("GET", `/v1/evidence/items/${encodeURIComponent(item)}/signals`)) as SignalsView;
  }

  /**
   * Newest first, both parties' and what operators added; what is still sealed is not there for the other party.
   * What an item says is read one by one.
   */
  async listEvidence(options: { limit?: number; cursor?: string; dispute: string }): Promise<ItemSummaryPage> {
    return (await this.#caller.call("GET", `/v1/evidence`, { query: { "limit": options.limit, "cursor": options.cursor, "dispute": options.dispute } })) as ItemSummaryPage;
  }

  /** List the evidence of a dispute, page after page. */
  iterateEvidence(filters: { dispute: string } = {}): AsyncGenerator<ItemSummary> {
    return iteratePages((page) => this.listEvidence({ ...filters, ...page }));
  }

  /**
   * Submit it in time: a shipment record satisfies a request for one if it comes before the cut-off (D6); at that
   * instant it is late. An operator enters what a party has mailed to support with `on_behalf_of`.
   */
  async submitEvidence(body: ShipmentRecordBody | StatementBody, options: { idempotencyKey?: string } = {}): Promise<ItemView> {
    return (await this.#caller.call("POST", `/v1/evidence/items`, { body, key: options.idempotencyKey, takesKey: true })) as ItemView;
  }

  /**
   * Read it with what it says. Whoever reads the other side's statement or shipment record is entered in its
   * custody.
   */
  async getEvidence(item: string): Promise<ItemView> {
    return (await this.#caller.call("GET", `/v1/evidence/items/${encodeURIComponent(item)}`)) as ItemView;
  }

  /**
   * Find it invalid: it counts as none from now on (D12). Before the cut-off its party may replace it, afterwards
   * the request has lapsed as of the cut-off, unless other valid evidence of the kind was in time. Needs the scope
   * `decide`.
   */
  async invalidateEvidence(item: string, body: Invalidate, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<ItemView> {
    return (await this.#caller.call("POST", `/v1/evidence/items/${encodeURIComponent(item)}/invalidate`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as ItemView;
  }

  /** Newest first; each party sees what the other owes, too, unless that is sealed until both have given. */
  async listEvidenceRequests(options: { limit?: number; cursor?: string; dispute: string }): Promise<RequestViewPage> {
    return (await this.#caller.call("GET", `/v1/evidence/requests`, { query: { "limit": options.limit, "cursor": options.cursor, "dispute": options.dispute } })) as RequestViewPage;
  }

  /** List evidence requests, page after page. */
  iterateEvidenceRequests(filters: { dispute: string } = {}): AsyncGenerator<RequestView> {
    return iteratePages((page) => this.listEvidenceRequests({ ...filters, ...page }));
  }

  /** Read who owes what until when, how to give it, and what happens if nobody does. */
  async getEvidenceRequest(request: string): Promise<RequestView> {
    return (await this.#caller.call("GET", `/v1/evidence/requests/${encodeURIComponent(request)}`)) as RequestView;
  }

  /**
   * Give what you gave in this case before for this request as well, and say which points of its checklist it
   * covers:
   * they add up. It counts if the request is still open; when the evidence itself was given does not matter.
   */
  async attachEvidence(request: string, body: Attach, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<RequestView> {
    return (await this.#caller.call("POST", `/v1/evidence/requests/${encodeURIComponent(request)}/items`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as RequestView;
  }
}

export class LiveVideoOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Open one as a party that is asked for a live video, or wants to give one (T5). `recorder_url` opens a page
   * that
   * asks for camera and microphone, shows what is to be shown and said, and records while it uploads: hand it to
   * the
   * person.
   */
  async openVideoSession(body: OpenVideoBody, options: { idempotencyKey?: string } = {}): Promise<VideoView> {
    return (await this.#caller.call("POST", `/v1/evidence/video-sessions`, { body, key: options.idempotencyKey, takesKey: true })) as VideoView;
  }

  /**
   * Read how far it is, its gaps, and once it is finished what each check found, with the frame and the reason.
   * The
   * video itself is the piece of evidence it names. The other party sees that one only, when it may.
   */
  async getVideoSession(session: string): Promise<VideoView> {
    return (await this.#caller.call("GET", `/v1/evidence/video-sessions/${encodeURIComponent(session)}`)) as VideoView;
  }

  /**
   * Overrule them as an operator who has seen the video, with a reason. What the checks found stays beside it.
   * Needs
   * the scope `decide`.
   */
  async overruleVideoVerification(session: string, body: OverruleBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<VideoView> {
    return (await this.#caller.call("POST", `/v1/evidence/video-sessions/${encodeURIComponent(session)}/overrule`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as VideoView;
  }

  /**
   * Tell of it where a live video is asked for: a conversation on a usual conferencing platform will do (T5). Its
   * link, the provider, when it began and ended, and the uploaded recording if there is one. It is marked as not
   * verified live.
   */
  async submitExternalVideo(body: SubmitExternalVideo, options: { idempotencyKey?: string } = {}): Promise<ExternalVideoView> {
    return (await this.#caller.call("POST", `/v1/evidence/external-videos`, { body, key: options.idempotencyKey, takesKey: true })) as ExternalVideoView;
  }

  /**
   * Read it with what the recording shows by itself and what an operator attests. Whoever reads what the other
   * side
   * has given is entered in its custody.
   */
  async getExternalVideo(item: string): Promise<ExternalVideoView> {
    return (await this.#caller.call("GET", `/v1/evidence/external-videos/${encodeURIComponent(item)}`)) as ExternalVideoView;
  }

  /**
   * Attest it as an operator who took part, or has asked the provider. Once; it is not changed. Needs the scope
   * `decide`.
   */
  async attestExternalVideo(item: string, body: Attest, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<ExternalVideoView> {
    return (await this.#caller.call("POST", `/v1/evidence/external-videos/${encodeURIComponent(item)}/attest`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as ExternalVideoView;
  }
}

export class OperatorsOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Assign or refuse each case by itself; the answer says which, in the order of the request.
   *
   * Your own and untaken cases need the scope `decide`; with `lead` you move anybody's.
   */
  async assignDisputes(body: AssignmentsBody, options: { idempotencyKey?: string } = {}): Promise<AssignmentsView> {
    return (await this.#caller.call("POST", `/v1/disputes/assignments`, { body, key: options.idempotencyKey, takesKey: true })) as AssignmentsView;
  }

  /**
   * Take the case of a colleague who is away.
   *
   * The case log shows it, and `dispute.assigned` names the earlier assignee.
   */
  async takeOver(dispute: string, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/take-over`, { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }

  /** List what operators noted on the case, newest first; the parties never see it. */
  async listNotes(dispute: string, options: { limit?: number; cursor?: string } = {}): Promise<NoteViewPage> {
    return (await this.#caller.call("GET", `/v1/disputes/${encodeURIComponent(dispute)}/notes`, { query: { "limit": options.limit, "cursor": options.cursor } })) as NoteViewPage;
  }

  /** List the operators' notes, page after page. */
  iterateNotes(dispute: string): AsyncGenerator<NoteView> {
    return iteratePages((page) => this.listNotes(dispute, { ...page }));
  }

  /** Kept with the case for good, and never shown to its parties. */
  async createNote(dispute: string, body: NoteBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<NoteView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/notes`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as NoteView;
  }

  /** List the texts of a reason code, or all. Newest first. */
  async listReasonTexts(options: { limit?: number; cursor?: string; reason_code?: string } = {}): Promise<ReasonTextViewPage> {
    return (await this.#caller.call("GET", `/v1/reason-texts`, { query: { "limit": options.limit, "cursor": options.cursor, "reason_code": options.reason_code } })) as ReasonTextViewPage;
  }

  /** List reason texts, page after page. */
  iterateReasonTexts(filters: { reason_code?: string } = {}): AsyncGenerator<ReasonTextView> {
    return iteratePages((page) => this.listReasonTexts({ ...filters, ...page }));
  }

  /** Keep a text ready, as the platform's backend or an operator with the scope `lead`. */
  async createReasonText(body: ReasonTextBody, options: { idempotencyKey?: string } = {}): Promise<ReasonTextView> {
    return (await this.#caller.call("POST", `/v1/reason-texts`, { body, key: options.idempotencyKey, takesKey: true })) as ReasonTextView;
  }

  /** Rulings given with it keep their words. */
  async changeReasonText(text: string, body: ReasonTextBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<ReasonTextView> {
    return (await this.#caller.call("PUT", `/v1/reason-texts/${encodeURIComponent(text)}`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as ReasonTextView;
  }

  /** Answers with the text as it last was. */
  async deleteReasonText(text: string, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<ReasonTextView> {
    return (await this.#caller.call("DELETE", `/v1/reason-texts/${encodeURIComponent(text)}`, { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as ReasonTextView;
  }

  /** Version 0 is what holds while you have set nothing. */
  async getDisputeSettings(): Promise<SettingsView> {
    return (await this.#caller.call("GET", `/v1/dispute-settings`)) as SettingsView;
  }

  /** Replaces all of them. Cases keep the calendar they were opened under; limits hold from the next decision on. */
  async putDisputeSettings(body: SettingsBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<SettingsView> {
    return (await this.#caller.call("PUT", `/v1/dispute-settings`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as SettingsView;
  }

  /** Every decision, also those that wait for approval, were rejected or came to nothing. Not for parties. */
  async listDecisions(dispute: string): Promise<DecisionsView> {
    return (await this.#caller.call("GET", `/v1/disputes/${encodeURIComponent(dispute)}/decisions`)) as DecisionsView;
  }

  /**
   * See what a ruling would do before you give it: the money of each party net of fees and when it moves, what
   * would
   * be owed in goods, each penalty with the fine that is due, what it makes of the person's standing, and who
   * would have
   * to approve. The body is that of the decision. Nothing follows from it, so it needs no Idempotency-Key; what
   * the
   * ruling would be refused with, the preview is refused with.
   */
  async previewRuling(dispute: string, body: DecisionBody, options: { ifMatch?: number } = {}): Promise<RulingPreviewView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/rulings/preview`, { body, ifMatch: options.ifMatch })) as RulingPreviewView;
  }

  /**
   * Rule on the case. Needs If-Match with the version you have read, and an Idempotency-Key.
   *
   * Above the platform's limit, or where it closes somebody's account for good, the decision waits: the case is
   * `awaiting_approval` until another operator approves or rejects it, and nothing follows before.
   */
  async ruleOnDispute(dispute: string, body: DecisionBody, options: { ifMatch: number; idempotencyKey?: string }): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/decision`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }

  /**
   * Carry it out. Needs the scope `lead`, If-Match with the version you have read, and an Idempotency-Key.
   *
   * Not for whoever decided, opened the case or is a party to it. The appeal window runs from now.
   */
  async approveDecision(dispute: string, options: { ifMatch: number; idempotencyKey?: string }): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/approve`, { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }

  /** Give the case back to the operators, who decide anew. Needs what approving needs. */
  async rejectApproval(dispute: string, body: RejectionBody, options: { ifMatch: number; idempotencyKey?: string }): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/reject-approval`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }

  /** Take a case, or hand yours to another operator. A lead may move any. */
  async assignDispute(dispute: string, body: AssignmentBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/assign`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }

  /**
   * Say whether item, agreed price and terms match (T2). If not, the case is closed and the hold unfrozen.
   *
   * Needs If-Match with the version you have read, and an Idempotency-Key.
   */
  async verifyTransaction(dispute: string, body: VerificationBody, options: { ifMatch: number; idempotencyKey?: string }): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/verification`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }

  /** Ask both parties for a live video (T3). Their time starts now (T4). */
  async requestLiveVideo(dispute: string, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/video-request`, { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }

  /**
   * Give more time, with a reason. Whichever service owns the clock obeys if it still runs.
   *
   * One extension adds no more than the time that the policy gives a case as a whole: see the action's `latest`.
   */
  async extendDeadline(dispute: string, body: ExtensionBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/extend`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }

  /**
   * Let every clock of the case stand still, in every service. Acts of the parties stay allowed.
   *
   * A pause that nobody ends is over by itself after 30 days, as the forecast says.
   */
  async pauseDeadlines(dispute: string, body: PauseBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/pause`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }

  /** Let all clocks go on. What was due is due later by as long as the pause has lasted. */
  async resumeDeadlines(dispute: string, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/resume`, { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }

  /**
   * Ask a party for evidence of some kinds until an instant, in whatever stage the case is. What the party has
   * given
   * before satisfies it at once, and where the stage seals what it asks for, this is sealed with it. You can ask
   * until
   * the end that the policy gives the case. Silence moves nothing: the case goes on as it would, and you decide
   * with
   * what there is. A window that has lapsed is opened again by `extend`.
   */
  async requestEvidence(dispute: string, body: AskingBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/evidence-requests`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }
}

export class ExecutionOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Name the return address as the seller (D10), then the parcel as the buyer (D11).
   *
   * Whoever is silent loses, as forecast.
   */
  async reportReturn(dispute: string, body: ReturnBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/return`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }

  /**
   * Put a misspelt address right as the seller, until the buyer has sent the goods back. No clock moves; the buyer
   * is
   * told by `return.address_corrected`.
   */
  async correctReturnAddress(dispute: string, body: ReturnAddressBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/return/correct-address`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }

  /**
   * Put right what you said of the parcel, a return or a replacement, until the other side has said how it
   * arrived.
   * No clock moves; they are told by `parcel.corrected`.
   */
  async correctParcel(dispute: string, body: FulfilmentBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/correct-parcel`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }

  /**
   * `received` pays as agreed or ruled; anything else brings the case back to review (D13).
   *
   * Needs an Idempotency-Key.
   */
  async acknowledgeReturn(dispute: string, body: ReceiptBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/return/acknowledge`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }

  /** Say under which number the promised goods are on their way. */
  async fulfilObligation(dispute: string, body: FulfilmentBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/obligation/fulfil`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }

  /** `received` ends the case; anything else brings it to review. Needs an Idempotency-Key. */
  async confirmObligation(dispute: string, body: ReceiptBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/obligation/confirm`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }

  /**
   * Within the appeal window, once, with the complete evidence and a full explanation (K4, K18).
   *
   * Give the evidence first: every required point of the policy's list must be covered by a valid item of yours.
   * Another operator decides, and that is final. What a party has said on the phone or written to support, an
   * operator
   * registers with `on_behalf_of`.
   */
  async fileAppeal(dispute: string, body: AppealBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DisputeView> {
    return (await this.#caller.call("POST", `/v1/disputes/${encodeURIComponent(dispute)}/appeals`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DisputeView;
  }
}

export class ParticipantsOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Points, warnings, suspension, fines and closure, each with its cause. People read their own.
   *
   * Of somebody nothing has been ruled on, the standing is clean. An open report changes nothing (K12).
   */
  async getStanding(participant: string): Promise<StandingView> {
    return (await this.#caller.call("GET", `/v1/participants/${encodeURIComponent(participant)}/standing`)) as StandingView;
  }

  /**
   * Undo it and everything that came of it: points, warning, suspension, closure, fine (K15, K16).
   *
   * For an operator with the scope `lead` who neither imposed it nor is a party to the case. Needs an Idempotency-
   * Key.
   */
  async reversePenalty(participant: string, penalty: string, body: ReversalBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<StandingView> {
    return (await this.#caller.call("POST", `/v1/participants/${encodeURIComponent(participant)}/penalties/${encodeURIComponent(penalty)}/reverse`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as StandingView;
  }
}

export class LedgerOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * List what is held, owed, earned, parked and to be paid by participants, by currency. Derived from the entries,
   * never stored. A receivable is what participants owe: after a fine, or when a settlement was decided anew.
   */
  async listAccounts(): Promise<AccountsView> {
    return (await this.#caller.call("GET", `/v1/accounts`)) as AccountsView;
  }

  /**
   * Read debts by currency: fines, and what a reversed settlement had paid too much. Empty for those who owe
   * nothing.
   */
  async getDebts(participant: string): Promise<AccountsView> {
    return (await this.#caller.call("GET", `/v1/accounts/${encodeURIComponent(participant)}`)) as AccountsView;
  }

  /** List every movement that made or lifted a debt, the newest first. */
  async getDebtPostings(participant: string, options: { limit?: number; cursor?: string } = {}): Promise<DebtViewPage> {
    return (await this.#caller.call("GET", `/v1/accounts/${encodeURIComponent(participant)}/postings`, { query: { "limit": options.limit, "cursor": options.cursor } })) as DebtViewPage;
  }

  /** List the postings of a participant's debts, page after page. */
  iterateDebtPostings(participant: string): AsyncGenerator<DebtView> {
    return iteratePages((page) => this.getDebtPostings(participant, { ...page }));
  }

  /** Add everything up anew: transactions must sum to nothing, holds must equal their entries. */
  async checkIntegrity(): Promise<IntegrityView> {
    return (await this.#caller.call("GET", `/v1/ledger/integrity`)) as IntegrityView;
  }
}

export class PoliciesOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Play closed cases again, act by act, with the engine that ran them and this edition. Changes nothing.
   *
   * People are taken to do what they did, when they did it; where a stage begins at another time, operators and
   * givers
   * of evidence act as long after its beginning as they did. Through the edition in force, history comes out as it
   * was.
   * At most 500 cases at once: narrow the period.
   */
  async simulatePolicy(edition: string, body: SimulationBody): Promise<SimulationView> {
    return (await this.#caller.call("POST", `/v1/policies/${encodeURIComponent(edition)}/simulate`, { body })) as SimulationView;
  }

  /**
   * Read an edition as JSON: reasons, stages, who owes what by when and what silence brings, options, evidence,
   * check
   * lists, rulings and penalties, each with words for people. In the language that `language` or Accept-Language
   * asks
   * for: English, French, Portuguese or Chinese. `current` is the edition that new escrows of this policy get.
   */
  async explainPolicy(name: string, edition: string, options: { language?: "en" | "fr" | "pt" | "zh" } = {}): Promise<PolicyDocument> {
    return (await this.#caller.call("GET", `/v1/policies/${encodeURIComponent(name)}/${encodeURIComponent(edition)}`, { query: { "language": options.language } })) as PolicyDocument;
  }

  /** Every edition there is for you: those of Parley and your own. An escrow keeps the one it was created under. */
  async listPolicies(): Promise<EditionList> {
    return (await this.#caller.call("GET", `/v1/policies`)) as EditionList;
  }

  /**
   * Publish an edition, checked as strictly as those that come with Parley: what is wrong is named with its place.
   *
   * It is never edited; publish another. `dry_run=true` checks and keeps nothing. Your escrows can name it from
   * the
   * moment escrow has heard of it.
   */
  async publishPolicy(body: EditionBody, options: { dry_run?: boolean; idempotencyKey?: string } = {}): Promise<EditionDetail> {
    return (await this.#caller.call("POST", `/v1/policies`, { query: { "dry_run": options.dry_run }, body, key: options.idempotencyKey, takesKey: true })) as EditionDetail;
  }

  /** Read one edition in full: who may do what in which stage, for how long, and what silence means. */
  async getPolicy(edition: string): Promise<EditionDetail> {
    return (await this.#caller.call("GET", `/v1/policies/${encodeURIComponent(edition)}`)) as EditionDetail;
  }

  /** Every place at which they differ, with what stands there in each. Layout and comments do not count. */
  async diffPolicies(edition: string, other: string): Promise<DiffView> {
    return (await this.#caller.call("GET", `/v1/policies/${encodeURIComponent(edition)}/diff/${encodeURIComponent(other)}`)) as DiffView;
  }
}

export class TreesOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** List the platform's own editions, newest first, then those that come with Parley. */
  async listTrees(options: { name?: string } = {}): Promise<TreeList> {
    return (await this.#caller.call("GET", `/v1/trees`, { query: { "name": options.name } })) as TreeList;
  }

  /**
   * Publish an edition, checked as a whole before: a question nobody can reach, a circle, a condition that cannot
   * be
   * evaluated or a walk without suggestion is refused as `tree_unsound`. An edition is never edited afterwards.
   */
  async publishTree(body: TreeBody, options: { idempotencyKey?: string } = {}): Promise<TreeView> {
    return (await this.#caller.call("POST", `/v1/trees`, { body, key: options.idempotencyKey, takesKey: true })) as TreeView;
  }

  /**
   * Read its questions, conditions and suggestions, in the language that `language` or Accept-Language asks for,
   * and
   * the SHA-256 of its canonical JSON in its own.
   */
  async getTree(edition: string, options: { language?: "en" | "fr" | "pt" | "zh" } = {}): Promise<TreeView> {
    return (await this.#caller.call("GET", `/v1/trees/${encodeURIComponent(edition)}`, { query: { "language": options.language } })) as TreeView;
  }
}

export class CalendarsOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** By name. Which one holds for which policy, `dispute-settings` say, or the edition itself. */
  async listCalendars(): Promise<CalendarsView> {
    return (await this.#caller.call("GET", `/v1/calendars`)) as CalendarsView;
  }

  /** Read a calendar as you wrote it; the public holidays of its country are looked up when a case is opened. */
  async getCalendar(name: string): Promise<CalendarView> {
    return (await this.#caller.call("GET", `/v1/calendars/${encodeURIComponent(name)}`)) as CalendarView;
  }

  /** Make or replace it. Cases that are open keep the days and hours they were opened with: no deadline moves. */
  async putCalendar(name: string, body: CalendarBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<CalendarView> {
    return (await this.#caller.call("PUT", `/v1/calendars/${encodeURIComponent(name)}`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as CalendarView;
  }
}

export class AnalyticsOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Measure the cases closed from `from` until before `to`: all numbers are of these, counted from the case log.
   *
   * Share resolved without an operator, acts of the support team against your baseline, interactions, time to
   * resolution, missed targets and limits, and outcomes with their money by policy and reason (O8).
   */
  async disputeAnalytics(options: { from: string; to: string }): Promise<AnalyticsView> {
    return (await this.#caller.call("GET", `/v1/analytics/disputes`, { query: { "from": options.from, "to": options.to } })) as AnalyticsView;
  }
}

export class ProofOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * List the signed manifests of all evidence at each ruling, first to last, with the head of each chain of
   * custody.
   */
  async listSeals(options: { dispute: string }): Promise<SealsView> {
    return (await this.#caller.call("GET", `/v1/evidence/seals`, { query: { "dispute": options.dispute } })) as SealsView;
  }

  /**
   * Case, timeline, messages, negotiation, evidence, seals and ledger postings, signed; a court or partner checks
   * it
   * offline with the programs of `/v1/evidence/verification`. Made in the background: read it until it is `ready`.
   */
  async createBundle(body: BundleRequest, options: { idempotencyKey?: string } = {}): Promise<BundleView> {
    return (await this.#caller.call("POST", `/v1/evidence/bundles`, { body, key: options.idempotencyKey, takesKey: true })) as BundleView;
  }

  /** Read how far it is: only whoever asked for it, and the platform and its operators, know of it. */
  async getBundle(bundle: string): Promise<BundleView> {
    return (await this.#caller.call("GET", `/v1/evidence/bundles/${encodeURIComponent(bundle)}`)) as BundleView;
  }

  /** By the link that reading it gives. */
  async downloadBundle(bundle: string, options: { token: string }): Promise<Uint8Array> {
    return (await this.#caller.download("GET", `/v1/evidence/bundles/${encodeURIComponent(bundle)}/content`, { query: { "token": options.token } })) as Uint8Array;
  }

  /** Needs no token: whoever checks a bundle takes the key from here, not from the bundle. */
  async getSealKey(): Promise<Uint8Array> {
    return (await this.#caller.download("GET", `/v1/evidence/verification/key`)) as Uint8Array;
  }

  /** `verify.sh` (sh, sha256sum, openssl) or `verify.py` (Python alone). Needs no token and no network to run. */
  async getVerificationProgram(program: string): Promise<Uint8Array> {
    return (await this.#caller.download("GET", `/v1/evidence/verification/${encodeURIComponent(program)}`)) as Uint8Array;
  }
}

export class PrivacyOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Destroy the keys to their files and to what they wrote, for good; archives that held them end. That something
   * was there, when, and its sum stay, so every chain of custody and every seal still verifies. Refused while a
   * case with something of theirs is open (`case_open`) or under a legal hold (`legal_hold`); asked again, it is
   * the same receipt. Platform, or an operator with `lead`.
   */
  async eraseParticipant(body: EraseBody, options: { idempotencyKey?: string } = {}): Promise<ErasureView> {
    return (await this.#caller.call("POST", `/v1/evidence/erasures`, { body, key: options.idempotencyKey, takesKey: true })) as ErasureView;
  }

  /** Until it is released. Platform, or an operator with `lead`. */
  async placeLegalHold(body: HoldBody, options: { idempotencyKey?: string } = {}): Promise<HoldView> {
    return (await this.#caller.call("POST", `/v1/evidence/legal-holds`, { body, key: options.idempotencyKey, takesKey: true })) as HoldView;
  }

  /** Platform, or an operator with `lead`. */
  async releaseLegalHold(body: ReleaseBody, options: { idempotencyKey?: string } = {}): Promise<HoldView> {
    return (await this.#caller.call("POST", `/v1/evidence/legal-holds/release`, { body, key: options.idempotencyKey, takesKey: true })) as HoldView;
  }

  /** Read it in days after a case has ended for good. Platform, or an operator with `lead`. */
  async getRetention(): Promise<RetentionView> {
    return (await this.#caller.call("GET", `/v1/evidence/retention`)) as RetentionView;
  }

  /**
   * Afterwards what the case holds is erased, as if every giver had asked for it: texts, files and archives.
   * Chains
   * of custody and seals stay and verify. Never under a legal hold, nor while the case goes on or can be
   * contested. It
   * counts for cases that are over already, too: a shorter time can be over at once. Platform, or an operator with
   * `lead`.
   */
  async putRetention(body: RetentionBody, options: { idempotencyKey?: string } = {}): Promise<RetentionView> {
    return (await this.#caller.call("PUT", `/v1/evidence/retention`, { body, key: options.idempotencyKey, takesKey: true })) as RetentionView;
  }
}

export class WebhooksOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** List all of them, oldest first: there are never more than 50. */
  async listWebhookEndpoints(): Promise<EndpointListView> {
    return (await this.#caller.call("GET", `/v1/webhook-endpoints`)) as EndpointListView;
  }

  /**
   * Send events there that happen from now on and match `event_types`, signed as Standard Webhooks 1.0.0 says.
   *
   * The secret is shown in this answer only. The address must be public and reached by https.
   */
  async createWebhookEndpoint(body: NewEndpointBody, options: { idempotencyKey?: string } = {}): Promise<NewEndpointView> {
    return (await this.#caller.call("POST", `/v1/webhook-endpoints`, { body, key: options.idempotencyKey, takesKey: true })) as NewEndpointView;
  }

  /** Read where it points, what it wants and how it stands: `failing_since` is when it last began to fail. */
  async getWebhookEndpoint(endpoint: string): Promise<EndpointView> {
    return (await this.#caller.call("GET", `/v1/webhook-endpoints/${encodeURIComponent(endpoint)}`)) as EndpointView;
  }

  /** Change the address, the events, or turn it on and off. What it missed while it was off can be replayed. */
  async changeWebhookEndpoint(endpoint: string, body: EndpointChangeBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<EndpointView> {
    return (await this.#caller.call("PATCH", `/v1/webhook-endpoints/${encodeURIComponent(endpoint)}`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as EndpointView;
  }

  /** Send nothing more there, not even what is waiting, and forget its secrets. */
  async deleteWebhookEndpoint(endpoint: string, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<EndpointView> {
    return (await this.#caller.call("DELETE", `/v1/webhook-endpoints/${encodeURIComponent(endpoint)}`, { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as EndpointView;
  }

  /**
   * Replace the secret. The replaced one signs too for 24 hours, so that receivers can change over without losing
   * an
   * event.
   */
  async rotateWebhookSecret(endpoint: string, body?: SecretBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<NewEndpointView> {
    return (await this.#caller.call("POST", `/v1/webhook-endpoints/${encodeURIComponent(endpoint)}/secret/rotate`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as NewEndpointView;
  }

  /** Send `webhook_endpoint.test`, whatever the endpoint is subscribed to. Read the delivery to see how it went. */
  async testWebhookEndpoint(endpoint: string, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<DeliveryView> {
    return (await this.#caller.call("POST", `/v1/webhook-endpoints/${encodeURIComponent(endpoint)}/test`, { ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as DeliveryView;
  }

  /** List deliveries, the newest first, each with every attempt that was made. */
  async listDeliveries(endpoint: string, options: { limit?: number; cursor?: string; state?: ("pending" | "delivered" | "failed" | "stopped")[] } = {}): Promise<DeliveryViewPage> {
    return (await this.#caller.call("GET", `/v1/webhook-endpoints/${encodeURIComponent(endpoint)}/deliveries`, { query: { "limit": options.limit, "cursor": options.cursor, "state": options.state } })) as DeliveryViewPage;
  }

  /** List an endpoint's deliveries, page after page. */
  iterateDeliveries(endpoint: string, filters: { state?: ("pending" | "delivered" | "failed" | "stopped")[] } = {}): AsyncGenerator<DeliveryView> {
    return iteratePages((page) => this.listDeliveries(endpoint, { ...filters, ...page }));
  }

  /** Read one event for one endpoint, with every attempt that was made. */
  async getDelivery(delivery: string): Promise<DeliveryView> {
    return (await this.#caller.call("GET", `/v1/webhook-endpoints/deliveries/${encodeURIComponent(delivery)}`)) as DeliveryView;
  }

  /** Start the schedule anew, whatever became of it before. The receiver sees the same `webhook-id`. */
  async redeliverEvent(delivery: string, options: { idempotencyKey?: string } = {}): Promise<DeliveryView> {
    return (await this.#caller.call("POST", `/v1/webhook-endpoints/deliveries/${encodeURIComponent(delivery)}/redeliver`, { key: options.idempotencyKey, takesKey: true })) as DeliveryView;
  }

  /** Send all the endpoint is subscribed to and that happened in the range, also what it never got. At most 1,000. */
  async replayEvents(endpoint: string, body: ReplayBody, options: { ifMatch?: number; idempotencyKey?: string } = {}): Promise<ReplayView> {
    return (await this.#caller.call("POST", `/v1/webhook-endpoints/${encodeURIComponent(endpoint)}/replay`, { body, ifMatch: options.ifMatch, key: options.idempotencyKey, takesKey: true })) as ReplayView;
  }
}

export class EventsOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * List every event of the last 30 days, oldest first, in an order that never changes.
   *
   * Follow `next_cursor` to rebuild everything, and keep the last one to ask later for what came since: no event
   * is
   * ever inserted before a cursor you hold. Events of one subject stand in the order in which they happened,
   * `number`
   * 1, 2, 3 and on.
   */
  async listEvents(options: { limit?: number; cursor?: string; type?: string[]; subject?: string } = {}): Promise<EventPage> {
    return (await this.#caller.call("GET", `/v1/events`, { query: { "limit": options.limit, "cursor": options.cursor, "type": options.type, "subject": options.subject } })) as EventPage;
  }

  /** Read the event feed, page after page. */
  iterateEvents(filters: { type?: string[]; subject?: string } = {}): AsyncGenerator<EventView> {
    return iteratePages((page) => this.listEvents({ ...filters, ...page }));
  }

  /** Read an event, word for word what webhooks carried. */
  async getEvent(event: string): Promise<EventView> {
    return (await this.#caller.call("GET", `/v1/events/${encodeURIComponent(event)}`)) as EventView;
  }
}

export class SandboxOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** Tell what time it is for this platform, and whether time stands still. */
  async getTestClock(): Promise<TestClockView> {
    return (await this.#caller.call("GET", `/v1/test-clock`)) as TestClockView;
  }

  /**
   * Move this platform's time forward and do all that falls due on the way, in order and in every service: one
   * leap
   * brings about the same as many steps. What takes longer than two minutes is answered 503 `clock_too_slow` with
   * how
   * far it got; time stands still there, and the same request with the same Idempotency-Key goes on to the same
   * instant.
   */
  async advanceTestClock(body: AdvanceBody, options: { idempotencyKey?: string } = {}): Promise<TestClockView> {
    return (await this.#caller.call("POST", `/v1/test-clock/advance`, { body, key: options.idempotencyKey, takesKey: true })) as TestClockView;
  }

  /** Let a held time run on from where it stands. One that runs, runs on. */
  async releaseTestClock(): Promise<TestClockView> {
    return (await this.#caller.call("POST", `/v1/test-clock/release`)) as TestClockView;
  }
}

/** All operations, by group. */
export class Operations {
  readonly auth: AuthOperations;
  readonly platforms: PlatformsOperations;
  readonly escrows: EscrowsOperations;
  readonly disputes: DisputesOperations;
  readonly mediations: MediationsOperations;
  readonly evidence: EvidenceOperations;
  readonly liveVideo: LiveVideoOperations;
  readonly operators: OperatorsOperations;
  readonly execution: ExecutionOperations;
  readonly participants: ParticipantsOperations;
  readonly ledger: LedgerOperations;
  readonly policies: PoliciesOperations;
  readonly trees: TreesOperations;
  readonly calendars: CalendarsOperations;
  readonly analytics: AnalyticsOperations;
  readonly proof: ProofOperations;
  readonly privacy: PrivacyOperations;
  readonly webhooks: WebhooksOperations;
  readonly events: EventsOperations;
  readonly sandbox: SandboxOperations;

  constructor(caller: Caller) {
    this.auth = new AuthOperations(caller);
    this.platforms = new PlatformsOperations(caller);
    this.escrows = new EscrowsOperations(caller);
    this.disputes = new DisputesOperations(caller);
    this.mediations = new MediationsOperations(caller);
    this.evidence = new EvidenceOperations(caller);
    this.liveVideo = new LiveVideoOperations(caller);
    this.operators = new OperatorsOperations(caller);
    this.execution = new ExecutionOperations(caller);
    this.participants = new ParticipantsOperations(caller);
    this.ledger = new LedgerOperations(caller);
    this.policies = new PoliciesOperations(caller);
    this.trees = new TreesOperations(caller);
    this.calendars = new CalendarsOperations(caller);
    this.analytics = new AnalyticsOperations(caller);
    this.proof = new ProofOperations(caller);
    this.privacy = new PrivacyOperations(caller);
    this.webhooks = new WebhooksOperations(caller);
    this.events = new EventsOperations(caller);
    this.sandbox = new SandboxOperations(caller);
  }
}
