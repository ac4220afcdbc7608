// Filters of operators. Written by `make clients`: do not edit.

/** Filters of `list_reason_texts`. */
export interface ReasonTextsFilters {
  /** Texts kept ready for this reason code. */
  reason_code?: string;
}
