"""Shared by the five services; knows none of them."""

__version__ = "0.2.0"
