// Choices of evidence. Written by `make clients`: do not edit.

export type ItemState = "valid" | "invalid";

/** Whether a piece of evidence can satisfy a request, beside being valid: what it still lacks, if anything. */
export type Sufficiency = "sufficient" | "being_checked" | "not_shown_live" | "not_attested" | "not_as_stated";

/** Disclosure of what is given: whether the other side may know of it. */
export type Disclosure = "open" | "sealed" | "revealed";

export type ScanState = "not_scanned" | "clean" | "quarantined" | "infected";

/** Way by which a piece of evidence came into the case. */
export type Provenance = "given" | "deal" | "mailed";

export type Level = "required" | "one_of" | "optional";

export type RequestState = "open" | "satisfied" | "lapsed" | "closed";

export type ReuseHow = "same_file" | "looks_alike";
