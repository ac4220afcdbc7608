"""Examples of the API's documents: recorded from a run of a whole market, and sent again by a test."""
