"""Proof of the product: test servers and fixtures, tests, demonstration, load, chaos, fuzzing, real browsers."""
