"""Users, permissions and queues of the broker: the one source, for this machine, for the containers and for tests.

Each service is a user of its own: it declares and publishes under its own name only, and reads its own queues and the
five event exchanges.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from typing import Any, Final

from common.contracts.catalogue import PUBLISHER_OF_TOPIC
from common.contracts.readers import topics_of
from common.messaging.rabbitmq import DEAD_QUEUE_ARGUMENTS, exchange_name, inbox_arguments

from .suite import SERVICES

VHOST: Final = "parley"
# [.] and not a backslash: the text travels through environment files, and each reads those its own way.
EVENT_EXCHANGES_PATTERN: Final = f"({'|'.join(SERVICES)})[.]events"


def render_broker_definitions(
    passwords: Mapping[str, str], vhosts: Sequence[str] = (VHOST,), *, helper: str = ""
) -> str:
    """Renders the file RabbitMQ loads at start (`load_definitions`). `helper`: a user for tests, who may do all."""
    users = [*SERVICES, helper] if helper else list(SERVICES)
    content = {
        "vhosts": [{"name": vhost} for vhost in vhosts],
        "users": [_render_user_entry(name, passwords[name]) for name in users],
        "permissions": [
            {"vhost": vhost, "user": user, **list_user_permissions(user)} for vhost in vhosts for user in users
        ],
        "exchanges": [
            exchange for vhost in vhosts for service in SERVICES for exchange in _exchanges_of_service(service, vhost)
        ],
        "queues": [queue for vhost in vhosts for service in SERVICES for queue in _queues_of_service(service, vhost)],
        "bindings": [
            binding for vhost in vhosts for service in SERVICES for binding in _bindings_of_service(service, vhost)
        ],
    }
    return json.dumps(content, indent=2)


def list_user_permissions(user: str) -> dict[str, str]:
    if user not in SERVICES:
        return {"configure": ".*", "write": ".*", "read": ".*"}
    own = f"{user}[.].*"
    return {"configure": f"^{own}$", "write": f"^{own}$", "read": f"^({own}|{EVENT_EXCHANGES_PATTERN})$"}


def _exchanges_of_service(service: str, vhost: str) -> list[dict[str, Any]]:
    # All are made before any service starts, so that a reader can bind to a publisher which is not up yet.
    kinds = {f"{service}.events": "topic", f"{service}.dead": "fanout"}
    fixed = {"vhost": vhost, "durable": True, "auto_delete": False, "internal": False, "arguments": {}}
    return [{"name": name, "type": kind, **fixed} for name, kind in kinds.items()]


def _queues_of_service(service: str, vhost: str) -> list[dict[str, Any]]:
    kinds = {f"{service}.inbox": inbox_arguments(service), f"{service}.grave": DEAD_QUEUE_ARGUMENTS}
    fixed = {"vhost": vhost, "durable": True, "auto_delete": False}
    return [{"name": name, **fixed, "arguments": arguments} for name, arguments in kinds.items()]


def _bindings_of_service(service: str, vhost: str) -> list[dict[str, Any]]:
    """Before anyone publishes: a fact told while its reader is still starting waits in the reader's queue."""
    bindings = [(exchange_name(PUBLISHER_OF_TOPIC[topic]), f"{service}.inbox", topic) for topic in topics_of(service)]
    bindings.append((f"{service}.dead", f"{service}.grave", ""))
    return [
        {
            "source": source, "vhost": vhost, "destination": queue, "destination_type": "queue",
            "routing_key": key, "arguments": {},
        }
        for source, queue, key in bindings
    ]  # fmt: skip


def _render_user_entry(name: str, password: str) -> dict[str, Any]:
    algorithm = "rabbit_password_hashing_sha256"
    return {"name": name, "password_hash": _hash_password(password), "hashing_algorithm": algorithm, "tags": ""}


def _hash_password(password: str) -> str:
    salt = secrets.token_bytes(4)
    return base64.b64encode(salt + hashlib.sha256(salt + password.encode()).digest()).decode()
