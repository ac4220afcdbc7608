// Choices of live video. Written by `make clients`: do not edit.

export type AttestedOutcome = "as_stated" | "otherwise" | "not_at_all";

export type CheckName =
  | "file_decodes" | "chain_unbroken" | "tokens_genuine" | "tokens_in_order" | "received_in_time"
  | "duration_matches_clock" | "challenge_shown" | "picture_moves" | "words_spoken";

export type CheckOutcome = "pass" | "fail" | "unknown";

export type VideoState = "open" | "recording" | "finished" | "verified" | "abandoned";

export type GapKind = "paused" | "restarted" | "missing";

export type Result = "live" | "partly_live" | "not_shown_live";
