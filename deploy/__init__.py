"""Everything that runs the five services together."""
