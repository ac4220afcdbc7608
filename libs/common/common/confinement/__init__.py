"""Confined processes: programs that look into files of unknown origin, without network, files or secrets."""
