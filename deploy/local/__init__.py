"""Whole suite on one machine, without containers: PostgreSQL, RabbitMQ, a gateway, five processes."""
