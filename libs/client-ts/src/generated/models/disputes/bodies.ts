// Bodies of disputes. Written by `make clients`: do not edit.

import type { MessageKind, MessageOnBehalfOf, OpeningOnBehalfOf, PlainActOnBehalfOf } from "../disputes/choices.ts";
import type { SolutionBody } from "../general/bodies.ts";
import type { ContactMeans } from "../general/choices.ts";
import type { MoneyBody } from "../general/parts.ts";

export interface MessageBody {
  /** Party for whom an operator acts. Parties leave it out. */
  on_behalf_of?: MessageOnBehalfOf | null;
  /** How the party has told support what it wants; it is recorded and told. */
  means?: ContactMeans | null;
  /** What you write, in up to 10,000 characters; no payment card numbers. */
  text: string;
  /** Evidence of this case, given before under /v1/evidence; whoever reads the message may read it there. */
  attachments?: string[];
  /** `explanation`: your account of what happened, which counts for how complete your case is (K17). */
  kind?: MessageKind;
}

export interface TransactionBody {
  /** The item or the service. */
  item: string;
  /** The agreed price. */
  agreed_price: MoneyBody;
  /** Additional terms of the deal. */
  terms?: string | null;
}

export interface OpeningBody {
  /** Id of the escrow whose money is disputed. */
  escrow: string;
  /** Code of the reason, one of the policy's: see `GET /v1/disputes/eligibility`. */
  reason: string;
  /** How much of the held money is disputed. The rest stays releasable. */
  claimed: MoneyBody;
  /** Solutions the claimant would take, the preferred one first, where the policy begins with them. */
  options?: SolutionBody[];
  /** What happened, in your own words. */
  explanation: string;
  /** What was agreed, where the policy has it verified (T1). */
  transaction?: TransactionBody | null;
  /** Why it must be substantiated that the deal was completed, where the policy asks (T1). */
  need?: string | null;
  /** Whose case it is, where an operator opens it (T1). */
  on_behalf_of?: OpeningOnBehalfOf | null;
}

/** Nothing, from a party; from an operator for whom it is done. */
export interface PlainActBody {
  /** Party for whom an operator acts. Parties leave it out. */
  on_behalf_of?: PlainActOnBehalfOf | null;
  /** How the party has told support what it wants; it is recorded and told. */
  means?: ContactMeans | null;
}

/** Name the last message, or the last entry of the story, that was read; neither means all there is. */
export interface ReadBody {
  /** Id of the last message that was read. */
  message?: string | null;
  /** Id of the last entry of the story that was read. */
  entry?: string | null;
}
