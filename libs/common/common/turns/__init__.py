"""Turns: who waits for something that few can have at once, and in which order each gets it."""
