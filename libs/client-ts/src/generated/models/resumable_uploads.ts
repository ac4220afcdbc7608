// Bodies and answers of resumable uploads. Written by `make clients`: do not edit.

export type UploadState = "receiving" | "finishing" | "done" | "rejected" | "cancelled";

/** State of a resumable upload. */
export interface UploadView {
  /** Id of the upload, and of the evidence it becomes. */
  id: string;
  /** Id of the dispute. */
  dispute: string;
  /** How far the upload is: receiving, being looked into, or ended. */
  state: UploadState;
  /** Bytes that have arrived. */
  offset: number;
  /** Size of the whole file, in bytes. */
  length: number;
  /** Until when it can be continued (UTC). */
  expires_at: string;
  /** Id of the evidence it has become; null before. */
  item: string | null;
  /** Why it was rejected, as a code; null if it was not. */
  why: string | null;
}
