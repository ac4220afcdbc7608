"""Background work: deadlines, polling workers, the audit chain, heartbeats."""
