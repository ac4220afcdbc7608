"""Writes the clients: typed Python and TypeScript, from the joined description of the API."""
