"""Refusals of each operation, read from the code: what its route, its handlers and all that they call can raise."""
