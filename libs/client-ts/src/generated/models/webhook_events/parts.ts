// Parts of webhook events. Written by `make clients`: do not edit.

import type { FeePayer } from "../general/choices.ts";
import type {
  ActorRefRole,
  AutomaticStep,
  BehalfRefMeans,
  BehalfRefParty,
  CaseSnapshotRefOutcome,
  ClockRefOwedBy,
  FilingHoldRefOpeners,
  OptionRefKind,
  PenaltyRefParty,
  TimeoutRefOwedBy,
} from "../webhook_events/choices.ts";
import type {
  NegotiationRefAsked,
  NegotiationRefState,
  ProposalRefBy,
  ProposalStandingRefState,
} from "../webhook_events/choices_2.ts";

/** Amount in minor units of its currency. */
export interface MoneyRef {
  /** Minor units of the currency: cents of EUR, yen of JPY. */
  amount: number;
  /** ISO 4217 code of the currency, in three capital letters. */
  currency: string;
}

/** Fee agreed for a deal: a rate, a fixed amount, or both. */
export interface FeeRef {
  /** Share in basis points: 100 are one per cent, 10,000 all of it. */
  basis_points: number;
  /** Fixed amount on top of the share. */
  fixed: MoneyRef;
  /** `seller`: taken off what the seller gets. `buyer`: paid on top of the price. */
  paid_by: FeePayer;
}

/** Calendar of the case: `weekdays` 0 is Monday, `opens`/`closes` "HH:MM", holidays ISO dates. */
export interface CalendarRef {
  /** Time zone, as in `Europe/Berlin`. */
  zone: string;
  /** Business days: 0 is Monday, 6 Sunday. */
  weekdays: number[];
  /** When the business day begins, as in `09:00`. */
  opens: string;
  /** When it ends; null for the end of the day. */
  closes: string | null;
  /** Days on which nothing is due, as in `2026-12-25`. */
  holidays: string[];
}

/**
 * Filing window that holds the money after a presumed delivery, as long as anybody may open a case. A case that
 * ends before that delivery and bars the last of them from another lets the release come without it.
 */
export interface FilingHoldRef {
  /** Who may still open a case. */
  openers: FilingHoldRefOpeners[];
  /** Its end, if the delivery is presumed when it is due. */
  until: string;
  /** How long it lasts from that delivery, whenever it is presumed; none: it began earlier, and `until` stays. */
  term: string | null;
  /** The edition's own, which `term` is counted in. */
  calendar: CalendarRef;
}

/**
 * Step that an escrow takes by itself when nobody acts. A step that is due while money is frozen is taken when the
 * freeze ends without a settlement.
 */
export interface AutomaticStepRef {
  /** What then happens by itself, as a code. */
  kind: AutomaticStep;
  /** When it happens unless somebody acts before (UTC). */
  due_at: string;
  /**
   * After a presumed delivery: when the release follows, the inspection over and no filing window holding the
   * money.
   */
  release_at: string | null;
  /**
   * What has to be over after a presumed delivery before the release follows, whenever the delivery is presumed:
   * the inspection.
   */
  release_after: string[];
  /** What else has to be over where a filing window holds the money. */
  filing_hold: FilingHoldRef | null;
}

/** Actor: who did it. */
export interface ActorRef {
  /** Role of whoever it is. */
  role: ActorRefRole;
  /** Its id, given by Parley; it never changes. */
  id: string;
}

/** Silence that has brought an end about: which clock ran out on whom, and what was carried out for it. */
export interface TimeoutRef {
  /** Name of the clock that ran out. */
  deadline: string;
  /** Who was waited for. */
  owed_by: TimeoutRefOwedBy;
  /** When it ran out (UTC). */
  due_at: string;
  /** As it was foretold, e.g. `execute_buyer_solution`. */
  executed: string;
}

/** Clock of a case that runs: which, until when, and who owes the act. */
export interface ClockRef {
  /** Name of the clock. */
  deadline: string;
  /** When it runs out, excluded (UTC). */
  due_at: string;
  /** Who is waited for; null if nobody in particular. */
  owed_by: ClockRefOwedBy | null;
  /** Of evidence: which request. */
  request: string | null;
}

/** How a case stands: enough to keep its state without asking. */
export interface CaseSnapshotRef {
  /** Where the case is, in words that all policies share. */
  status: string;
  /** Stage of its policy; null while the money is not frozen yet. */
  stage: string | null;
  /** Once it has ended. */
  outcome: CaseSnapshotRefOutcome | null;
  /** What is disputed. */
  disputed: MoneyRef;
  /** What of it has gone back to the buyer at once, beside goods. */
  reduced: MoneyRef | null;
  /** Deadlines that run in the case. */
  deadlines: ClockRef[];
  /** When an operator stopped the clocks (UTC); null while they run. */
  paused_at: string | null;
  /** User id of the operator who has it; null if nobody does. */
  assignee: string | null;
}

/** Party for whom an operator has acted, and by which means it asked them to. */
export interface BehalfRef {
  /** The party it is about: `buyer` or `seller`. */
  party: BehalfRefParty;
  /** How the party had told support what it wants. */
  means: BehalfRefMeans;
}

/** Consequence for a person, stated in the resolution (K14). Acts and what they lead to are the edition's. */
export interface PenaltyRef {
  /** The party it is about: `buyer` or `seller`. */
  party: PenaltyRefParty;
  /** Code of the act that is penalised. */
  act: string;
  /** Change of ranking points, as in -50 (K15). */
  points: number;
  /** Which warning for this act it is: 1, 2, … */
  warning: number;
  /** The fine; null without one. */
  fine: MoneyRef | null;
  /** Until when the participant is suspended (UTC); null if not. */
  suspended_until: string | null;
  /** Whether it closes the participant's account. */
  closed: boolean;
}

/**
 * Solution on offer, in money as it would be paid now: `to_buyer + to_seller + fee` is the disputed amount.
 *
 * A replacement moves no money (None).
 */
export interface OptionRef {
  /** Which kind of solution it is. */
  kind: OptionRefKind;
  /** What the buyer gets; null where goods decide first. */
  to_buyer: MoneyRef | null;
  /** What the seller would get: the fee that the seller pays is taken off. */
  to_seller: MoneyRef | null;
  /** What the platform would take of the seller's share. */
  fee: MoneyRef | null;
  /** What goes back to the buyer at once, beside goods; the goods are then about the rest. */
  reduction: MoneyRef | null;
}

/** How a proposal stands. */
export interface ProposalStandingRef {
  /** Which proposal of the negotiation it is, from 1. */
  number: number;
  /** Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it. */
  version: number;
  /** What has become of it. */
  state: ProposalStandingRefState;
  /** Until when it can be answered; null where no time is running for it. */
  expires_at: string | null;
  /** Index of the option that is carried out. */
  chosen: number | null;
}

/** How a negotiation stands. */
export interface NegotiationRef {
  /** How far it is; see the negotiation's own view. */
  state: NegotiationRefState;
  /** 0 is the opening proposal, each counter-offer one more. */
  round: number;
  /** Newest proposal. The earlier ones stay as they were told last, except for what is `superseded` now. */
  newest: ProposalStandingRef | null;
  /**
   * Numbers of the proposals that a later one has taken the place of: by being made while they stood, or by being
   * chosen (`accepted`, `executed_on_silence`) after they had been (D14). Of none of them an option is carried out.
   */
  superseded: number[];
  /** Who is to act next; both, of a mediator's proposal. */
  asked: NegotiationRefAsked[];
  /** Until when they have time; in a pause as the clock stood when that began. */
  due_at: string | null;
  /** Since when the case stands still. */
  paused_at: string | null;
}

export interface ProposalRef {
  /** Its id, given by Parley; it never changes. */
  id: string;
  /** Its number in the negotiation, from 1. */
  number: number;
  /** Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it. */
  version: number;
  /** `operator`: a mediator has put it to both sides. */
  by: ProposalRefBy | "operator";
  /** Number of the round. */
  round: number;
  /** Solutions that it offers, by their rank. */
  options: OptionRef[];
}
