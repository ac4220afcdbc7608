"""Runs the five services together. `proof` tests them, `development` tends the source; the other folders ship."""
