"""Makes the secrets docker compose asks for, into `.env`: random, and never twice over an existing file."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Final

from deploy.local import credentials, keys, postgres, roles
from deploy.local.definitions import VHOST, render_broker_definitions
from deploy.local.place import REPO, write_private_file
from deploy.local.suite import SERVICES

FILE: Final = REPO / ".env"
DATABASE: Final = "postgres:5432"
BROKER: Final = "rabbitmq:5672"


def compose_values() -> dict[str, str]:
    """Every variable of docker-compose.yml that has no default."""
    with tempfile.TemporaryDirectory() as folder:
        made = credentials.ensure_credentials(Path(folder))
        pair = keys.ensure_key_pair(Path(folder) / "keys")
        signing_key, jwks = pair.signing_key_path.read_text(), pair.jwks_path.read_text()
    access = roles.Access(DATABASE, made.database)
    return {
        "POSTGRES_USER": postgres.ADMIN,
        "POSTGRES_PASSWORD": made.database[postgres.ADMIN],
        "DATABASE_PASSWORDS": json.dumps({role: made.database[role] for role in roles.ROLES}),
        "RABBITMQ_DEFINITIONS": json.dumps(json.loads(render_broker_definitions(made.broker))),
        **{f"{service.upper()}_DATABASE_URL": access.url(f"svc_{service}") for service in SERVICES},
        **{
            f"{service.upper()}_BUS_URL": f"amqp://{service}:{made.broker[service]}@{BROKER}/{VHOST}"
            for service in SERVICES
        },
        **{f"{service.upper()}_SECRET": made.services[service] for service in SERVICES},
        "PARLEY_JWKS_JSON": json.dumps(json.loads(jwks)),
        "ESCROW_SIGNING_KEY_PEM": signing_key,
        "ESCROW_ADMIN_SECRET": made.admin,
        "PARLEY_RECORDS_SECRET": made.internal,
        "PARLEY_EXCHANGE_SECRET": made.internal,
        "NOTIFICATIONS_ENCRYPTION_KEY": made.encryption,
    }


def quote_value(value: str) -> str:
    """Quoted so that neither dollars nor backslashes mean anything; only line ends need the other quotes."""
    return '"' + value.replace("\n", "\\n") + '"' if "\n" in value else f"'{value}'"


def main() -> int:
    if FILE.exists():
        print(f"{FILE.name} is there already and stays as it is: the databases know its passwords.", file=sys.stderr)
        return 1
    write_private_file(FILE, "".join(f"{name}={quote_value(value)}\n" for name, value in compose_values().items()))
    print(f"Wrote {FILE.name}. Next: docker compose up --build", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
