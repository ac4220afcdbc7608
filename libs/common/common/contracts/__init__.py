"""Integration events that the services publish to one another: one module per publisher, nothing but pydantic."""
