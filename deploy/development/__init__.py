"""Tools for the source: environment and locks, static checks, generated documentation, migration drafts."""
