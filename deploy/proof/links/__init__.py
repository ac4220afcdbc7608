"""Proof that every action that is offered can be done as it is offered: `make links`."""
