"""Anchoring: heads of chains, signed and written where no database reaches, so that a rewritten one shows (WAL-F10)."""
