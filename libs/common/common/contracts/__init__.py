"""What the services tell one another: one module per publisher, nothing but pydantic."""
