// Filters of evidence. Written by `make clients`: do not edit.

/** Filters of `list_evidence`. */
export interface EvidenceFilters {
  /** Case whose evidence is listed. */
  dispute: string;
}

/** Filters of `list_evidence_requests`. */
export interface EvidenceRequestsFilters {
  /** Case whose evidence is listed. */
  dispute: string;
}
