// Bodies and answers of participants. Written by `make clients`: do not edit.

export interface ReversalBody {
  /** Why, in words; the participant's standing keeps it. */
  reason: string;
}
