"""Written by `make clients` from the joined description of the API."""
