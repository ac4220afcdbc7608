"""Events on their way: the bus, RabbitMQ, outbox and inbox."""
