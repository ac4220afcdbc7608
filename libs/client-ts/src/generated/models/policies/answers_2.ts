// Answers of policies. Written by `make clients`: do not edit.

import type { MoneyView, StageClockView } from "../general/answers.ts";
import type { OptionTermsView, TermView } from "../general/answers_3.ts";
import type { Language, Role } from "../general/choices.ts";
import type {
  AppealTermsView,
  CalendarTermsView,
  CompletenessView,
  FilingView,
  FlipView,
  NegotiationTermsView,
  PenaltiesView,
  ReasonView,
  RulingsView,
  StageView,
} from "../policies/answers.ts";
import type { PolicyOrigin } from "../policies/choices.ts";

/** Edition in full, each of its words with what people call it in the language of the answer. */
export interface PolicyDocument {
  /** Name of the policy that it is an edition of. */
  name: string;
  /** Name of the edition, as in `agreement_first-2026-11`: it never changes once it is published. */
  edition: string;
  /** SHA-256 of the edition's content, in hexadecimal: what a case follows can be proven later. */
  hash: string;
  /** Whether new escrows get this edition. */
  current: boolean;
  /** `parley`: comes with Parley. `platform`: your own. */
  origin: PolicyOrigin;
  /** Language of the texts. */
  language: Language;
  /** Title of the policy, as people read it. */
  title: string;
  /** What it is about, in a paragraph; null if there is none. */
  summary: string | null;
  /** Business days that its terms are counted in. */
  calendar: CalendarTermsView;
  /** Stage that a case begins in. */
  first_stage: string;
  /** What an opening has to state. */
  must_say: TermView[];
  /** Reasons that a dispute can be opened for. */
  reasons: ReasonView[];
  /** When one can be opened; null: as long as money is held. */
  filing: FilingView | null;
  /** Solutions that can be asked for. */
  options: OptionTermsView[];
  /** How many of them at most. */
  max_options: number;
  /** How the parties negotiate; null if they do not. */
  negotiation: NegotiationTermsView | null;
  /** Its stages, in order. */
  stages: StageView[];
  /** Clocks of the whole case. */
  case_clocks: StageClockView[];
  /** What can be ruled, and what follows. */
  rulings: RulingsView;
  /** How a ruling can be appealed; null if it cannot. */
  appeal: AppealTermsView | null;
  /** How the completeness of a case is counted; null if it is not. */
  completeness: CompletenessView | null;
  /** What can be penalised; null if nothing. */
  penalties: PenaltiesView | null;
  /** For whom a third party may act, such as a studio. */
  represented: Role | null;
  /** Kinds of evidence that it knows. */
  evidence_kinds: TermView[];
  /** Acts that it knows. */
  acts: TermView[];
  /** Ways in which a case can end. */
  outcomes: TermView[];
  /** What whoever receives goods can say of them. */
  conditions: TermView[];
  /** Statuses that a case can have. */
  statuses: TermView[];
  /** Roles that it knows. */
  roles: TermView[];
}

/** Sums of all cases together, as they went or as they would have gone. */
export interface SideView {
  /** How many cases were played. */
  cases: number;
  /** Of those, resolved without an operator. */
  resolved_without_operator: number;
  /** Where an operator would have had to act, and nothing in the record says how. */
  undecided: number;
  /** Acts of operators. */
  operator_touches: number;
  /** Minutes that those take, by your setting. */
  operator_minutes: number;
  /** What buyers get, by currency. */
  to_buyers: MoneyView[];
  /** Net: `fees` are beside it. */
  to_sellers: MoneyView[];
  /** What the platform keeps, by currency. */
  fees: MoneyView[];
}

export interface SimulationView {
  /** The edition that was tried. */
  edition: string;
  /** Cases that were played. */
  cases: number;
  /** Cases the edition would not take: its reasons are others. */
  not_admitted: number;
  /** Cases that would have ended otherwise. */
  flips: number;
  /** The cases that would have ended otherwise, each before and after. */
  flipped: FlipView[];
  /** Null for a supplied caseload: it has no history. */
  before: SideView | null;
  /** Sums as they would have gone. */
  after: SideView;
}
