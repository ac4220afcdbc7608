// Bodies of operators. Written by `make clients`: do not edit.

import type { Finding, Responsible, RulingKind } from "../general/choices.ts";
import type { MoneyBody } from "../general/parts.ts";
import type { AskingKinds, AskingParty, Doing, PenaltyParty, VerificationResult } from "../operators/choices.ts";

export interface AskingBody {
  /** Who is asked. */
  party: AskingParty;
  /** Any one of them answers it. What the party has given before, and is of one of them, does so at once. */
  kinds: AskingKinds[];
  /** The first instant that is too late. */
  until: string;
  /** What is to be shown, for both parties to read. */
  note?: string | null;
}

export interface AssignmentBody {
  /** Who gets the case; without it, you. */
  operator?: string | null;
}

export interface AssignmentsBody {
  /** Who gets the cases. Null puts them back into the queue. */
  operator: string | null;
  /** Ids of the cases, 1 to 100, each once. */
  disputes: string[];
}

/** Finding on one point of the policy's list. */
export interface CheckBody {
  /** Code of the point, as the policy lists it. */
  code: string;
  /** What you found. */
  finding: Finding;
  /** What you saw, in words. */
  note?: string | null;
}

/** Party and act of a penalty. What follows, the policy's ladder and the person's standing say (K15, K16). */
export interface PenaltyBody {
  /** Who is penalised. */
  party: PenaltyParty;
  /** One of the policy's: see its `penalties`. */
  act: string;
  /** Fine that you choose, where one is due and the policy leaves a choice; without it, the policy's own. */
  fine?: MoneyBody | null;
}

export interface DecisionBody {
  /** What you rule. */
  outcome: RulingKind;
  /** What the buyer gets in a partial refund, or at once beside a replacement that may come with a reduction. */
  amount?: MoneyBody | null;
  /** Who is responsible for what happened. */
  responsible: Responsible;
  /** Why, as one of the policy's reason codes. */
  reason_code: string;
  /** The rule of the platform that the ruling applies (D7). */
  policy_reference: string;
  /** Why, in words; both parties read it. */
  explanation: string;
  /** What was found on each point of the policy's list (T8, T9). */
  checks?: CheckBody[];
  /** Stated in the ruling, in effect once it is final (K14). */
  penalties?: PenaltyBody[];
}

/** More time for one clock of the case: see its `deadlines`. */
export interface ExtensionBody {
  /** Name of the clock, as `deadlines` of the case lists it. */
  deadline: string;
  /** Id of the evidence request, where the clock is about one. */
  request?: string | null;
  /** New end, excluded (RFC 3339); later than the present one. */
  due_at: string;
  /** Why, as one of your own codes. */
  reason_code: string;
}

export interface NoteBody {
  /** What you write; operators and the platform read it, parties never. */
  text: string;
}

/** Office of yours that works on cases. Parties see its name and since when it has their case. */
export interface OfficeBody {
  /** Your code of the office. */
  code: string;
  /** Its name, for people; parties see it. */
  name: string;
  /** Cases that one of them has are this office's. Parties never see who they are. */
  operators?: string[];
  /** Names of policies whose cases come here while no operator has them; without any, those of all the others. */
  policies?: string[];
}

export interface PauseBody {
  /** Why, as one of your own codes. */
  reason_code: string;
}

export interface PresenceBody {
  /** What you do there: `reading`, or `deciding` while a form is open. */
  doing?: Doing;
}

export interface ReasonTextBody {
  /** Reason code that it is kept ready for. */
  reason_code: string;
  /** Title in the list. */
  title: string;
  /** What is written into the ruling's explanation. */
  text: string;
}

export interface RejectionBody {
  /** For the operator who decided. Parties never see it. */
  why: string;
}

export interface SettingsBody {
  /** By currency, in minor units: a decision on more than this waits for a second operator with the scope `lead`. */
  approval_limits?: Record<string, number>;
  /** How often the support team acted in a hundred cases before Parley. Analytics compare with it (O8). */
  baseline_touches_per_100_cases?: number;
  /** How long an operator needs for one act. Simulations count hours with it. */
  minutes_per_touch?: number;
  /** Your own calendar, for every policy. */
  calendar?: string | null;
  /** A policy's name → your own calendar for it. */
  calendars?: Record<string, string>;
  /** Offices of your operators. Cases keep the office they have until they move on or change hands. */
  offices?: OfficeBody[];
}

/** Result of verifying the transaction (T2). What does not match closes the case. */
export interface VerificationBody {
  /** Whether the facts match. */
  result: VerificationResult;
  /** What you found on each point of the policy's list. */
  checks?: CheckBody[];
  /** Why not, where they do not match. */
  reason_code?: string | null;
}
