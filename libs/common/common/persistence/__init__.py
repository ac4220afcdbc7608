"""PostgreSQL: connections, the shared transaction, migrations, idempotency keys, pages."""
