"""`python -m deploy.verify [DATABASE_URL]`: every invariant of a running suite; exit code 1 if one does not hold."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Final

import httpx
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from deploy.local import place
from deploy.local.environment import LOOPBACK
from deploy.local.place import CannotRun

from . import files, heads, rows, subscriptions
from .invariants import Verdict, check_invariants
from .overviews import Context

STACK: Final = "stack.json"
ANSWER_SECONDS: Final = 5.0


def main() -> int:
    parser = _build_argument_parser()
    options = parser.parse_args()
    if options.database is not None and (options.heads is None) != (options.heads_key is None):
        parser.error("--heads and --heads-key belong together: heads are compared with both, or not at all")
    if options.heads is not None and not options.heads.is_dir():
        parser.error(f"{options.heads} is no folder")
    console = Console()
    try:
        verdicts = collect_verdicts(options)
    except CannotRun as reason:
        if options.json:
            print(json.dumps({"code": "cannot_run", "detail": str(reason)}))
        else:
            console.print(f"[red]{escape(str(reason))}")
        return 1
    if options.json:
        print_verdict_lines(verdicts)
    else:
        print_verdicts(verdicts, console)
    return 0 if all(verdict.holds for verdict in verdicts) else 1


def collect_verdicts(options: argparse.Namespace) -> list[Verdict]:
    """Raises CannotRun where nothing runs, or the database is out of reach."""
    dsn, local = options.database, options.local_receivers
    if dsn is None:
        dsn, local = read_auditor_dsn(place.state_folder()), local or [LOOPBACK]
    verdicts = asyncio.run(check_invariants(dsn, build_verification_context(local), leave_out=options.leave_out))
    verdicts.append(asyncio.run(rows.check_logged_rows(dsn)))
    if options.database is None:
        verdicts += asyncio.run(
            files.check_evidence_files(dsn, place.state_folder() / "evidence", fetch_seal_key(place.state_folder()))
        )
        options.heads = options.heads or place.state_folder() / "heads"
        options.heads_key = options.heads_key or place.state_folder() / "keys" / "heads-key.pem"
    elif options.seal_key is not None:
        verdicts.append(asyncio.run(files.check_seals(dsn, options.seal_key.read_bytes())))
    if options.heads is not None:
        verdicts += asyncio.run(heads.check_heads(dsn, options.heads, heads.load_public_key(options.heads_key)))
    return verdicts


def _build_argument_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="deploy.verify", description=__doc__)
    parser.add_argument(
        "database",
        nargs="?",
        default=os.environ.get("PARLEY_DATABASE"),
        help="URL of the database as role `auditor`, better in PARLEY_DATABASE; default: the running suite",
    )
    parser.add_argument("--json", action="store_true", help="a line of JSON for each rule")
    parser.add_argument(
        "--local-receivers",
        nargs="*",
        default=[],
        help="private ranges to which it may send webhooks (the sandbox of `make run`: loopback)",
    )
    parser.add_argument(
        "--heads", type=Path, help="folder of the signed heads (PARLEY_HEADS); without it none are compared"
    )
    parser.add_argument("--heads-key", type=Path, help="key that signs them, or its public half, in PEM")
    parser.add_argument(
        "--seal-key",
        type=Path,
        help="public keys of seals, in PEM, the earlier ones behind; without one none are compared in a named database",
    )
    parser.add_argument("--leave-out", nargs="*", default=[], help="ids, such as INV-X10 on a throw-away cluster")
    return parser


def read_auditor_dsn(state: Path) -> str:
    """Reads where the suite is that `make run` has started from this folder."""
    if not (state / STACK).exists():
        raise CannotRun("Parley does not run from this folder: start it with `make run`, or name a database.")
    return str(json.loads((state / STACK).read_text())["auditor_dsn"])


def fetch_seal_key(state: Path) -> bytes | None:
    """Fetches the key that the running suite publishes; None if it does not answer."""
    url = json.loads((state / STACK).read_text())["url"]
    try:
        answer = httpx.get(f"{url}/v1/evidence/verification/key", timeout=ANSWER_SECONDS, trust_env=False)
    except httpx.HTTPError:
        return None
    return answer.content if answer.is_success else None


def build_verification_context(local_receivers: list[str]) -> Context:
    return Context(subscriptions.ask_suite_subscriptions(), local_receivers)


def print_verdict_lines(verdicts: list[Verdict]) -> None:
    for verdict in verdicts:
        rows = [{name: _plain_text(value) for name, value in row.items()} for row in verdict.rows]
        rule = {"rule": verdict.invariant.id, "means": verdict.invariant.meaning, "holds": verdict.holds}
        print(json.dumps({**rule, "problem": verdict.problem, "rows": rows}))


def print_verdicts(verdicts: list[Verdict], console: Console) -> None:
    broken = [verdict for verdict in verdicts if not verdict.holds]
    for verdict in broken:
        _show_rows(verdict, console)
    table = Table("", "rule", "what it means", box=None, padding=(0, 1))
    for verdict in verdicts:
        mark = "[green]ok" if verdict.holds else "[red]✗"
        table.add_row(mark, verdict.invariant.id, escape(verdict.invariant.meaning))
    console.print(table)
    if broken:
        console.print(f"[red]{len(broken)} of {len(verdicts)} invariants do not hold")
    else:
        console.print(f"[green]All {len(verdicts)} invariants hold")


def _show_rows(verdict: Verdict, console: Console) -> None:
    invariant = verdict.invariant
    console.print(f"[red]{invariant.id}[/] {escape(invariant.meaning)}")
    if verdict.problem is not None:
        console.print(f"   could not be looked at: {escape(verdict.problem)}")
    for row in verdict.rows:
        console.print("   " + escape(", ".join(f"{name}={_plain_text(value)}" for name, value in row.items())))


def _plain_text(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)


if __name__ == "__main__":
    sys.exit(main())
