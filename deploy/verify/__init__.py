"""Looks at the data of a running suite and says what must never be true."""
