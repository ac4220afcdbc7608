"""Fixtures over real servers: `database`, `declared`, `broker`, `rabbit`, `keys`. See `deploy.proof.testing.plugin`."""
