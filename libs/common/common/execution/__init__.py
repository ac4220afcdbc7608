"""Commands and their executor: frozen values in, pure decisions, everything stored in one transaction."""
