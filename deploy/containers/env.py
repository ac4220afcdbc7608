"""Makes the secrets docker compose asks for, each a file in `.secrets`: random, and never twice over existing ones."""

from __future__ import annotations

import json
import secrets
import sys
import tempfile
from pathlib import Path
from typing import Final

from deploy.local import credentials, keys, postgres, roles
from deploy.local.definitions import VHOST, render_broker_definitions
from deploy.local.place import REPO, write_private_file
from deploy.local.suite import SERVICES

FOLDER: Final = REPO / ".secrets"
DATABASE: Final = "postgres:5432"
BROKER: Final = "rabbitmq:5672"
FILE_MODE: Final = 0o444
"""Each container reads those that it is given as a user of its own; of this machine nobody else enters the folder."""


def make_secrets() -> dict[str, str]:
    """Make every secret of docker-compose.yml, by the name of its file."""
    with tempfile.TemporaryDirectory() as folder:
        made = credentials.ensure_credentials(Path(folder))
        pair = keys.ensure_key_pair(Path(folder) / "keys")
        signing_key, jwks = pair.signing_key_path.read_text(), pair.jwks_path.read_text()
        heads_key = keys.ensure_heads_key(Path(folder) / "keys").read_text()
    access = roles.Access(DATABASE, made.database)
    return {
        "postgres_password": made.database[postgres.ADMIN],
        "database_url": roles.Access(DATABASE, made.database, postgres.ADMIN_DATABASE).dsn(postgres.ADMIN),
        "database_passwords": json.dumps({role: made.database[role] for role in roles.ROLES}),
        "rabbitmq_definitions": json.dumps(json.loads(render_broker_definitions(made.broker))),
        **{f"{service}_database_url": access.url(f"svc_{service}") for service in SERVICES},
        **{f"{service}_bus_url": f"amqp://{service}:{made.broker[service]}@{BROKER}/{VHOST}" for service in SERVICES},
        **{f"{service}_secret": made.services[service] for service in SERVICES},
        "token_keys": json.dumps(json.loads(jwks)),
        "token_signing_key": signing_key,
        "heads_signing_key": heads_key,
        "escrow_admin_secret": made.admin,
        "records_secret": made.internal,
        "exchange_secret": secrets.token_hex(32),
        "notifications_encryption_key": made.encryption,
    }


def main() -> int:
    if FOLDER.exists():
        print(f"{FOLDER.name} is there already and stays as it is: the databases know its passwords.", file=sys.stderr)
        return 1
    FOLDER.mkdir(mode=0o700)
    for name, value in make_secrets().items():
        write_private_file(FOLDER / name, value).chmod(FILE_MODE)
    print(f"Wrote {FOLDER.name}. Next: docker compose up --build", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
