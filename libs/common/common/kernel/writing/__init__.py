"""Writing of people: what may stand in it, and what must not be kept."""
