"""Requests generated from the API descriptions by Schemathesis, sent to a running suite: `make fuzz`."""
