"""`python -m deploy.proof.growth [--rows 10000000] [--only NAME]`: each table alone, filled, measured and dropped.

What was measured is kept, a line for each table: whoever breaks off goes on at the next one. Exit code 1 if anything
costs more with all its rows than with a hundredth of them.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import time
from pathlib import Path
from typing import Any, Final

from deploy.local import place
from deploy.local.progress import print_progress
from deploy.proof.testing.databases import Databases, join_databases

from .ground import Cost, Ground, open_ground
from .tables import TABLES, GrowingTable

ROWS: Final = 10_000_000
STEP: Final = 250_000
FLAT_RATIO: Final = 1.5
"""Of blocks: an index has one level more at most, and a page more than the smaller one."""
FLAT_BLOCKS: Final = 8


def main() -> int:
    options = _build_argument_parser().parse_args()
    into: Path = options.into or place.state_folder() / "growth.jsonl"
    done = {} if options.again else read_results(into, options.rows)
    running, lock = join_databases(_run_folder())
    try:
        for table in TABLES:
            if options.only in (None, table.name) and table.name not in done:
                done[table.name] = asyncio.run(measure_table(running, table, options.rows))
                with into.open("a") as file:
                    file.write(json.dumps(done[table.name]) + "\n")
    finally:
        lock.close()
    return print_results(list(done.values()))


def _run_folder() -> Path:
    """On the disk: in memory there is no room for ten million rows."""
    folder = place.state_folder() / "growth"
    folder.mkdir(exist_ok=True)
    folder.chmod(0o711)
    return folder


async def measure_table(databases: Databases, table: GrowingTable, rows: int) -> dict[str, Any]:
    async with open_ground(databases, table.service) as ground:
        few, began = rows // 100, time.monotonic()
        await fill_rows(ground, table, 1, few)
        measured = {"few": await measure_acts(ground, table)}
        await fill_rows(ground, table, few + 1, rows)
        measured["all"] = await measure_acts(ground, table)
        size = await ground.fetch("SELECT pg_size_pretty(pg_database_size(current_database()))")
    result = {"table": table.name, "rows": rows, "few": few, "size": size, "minutes": (time.monotonic() - began) / 60}
    load = os.getloadavg()[1] / (os.cpu_count() or 1)
    return result | {"load": round(load, 2), "at": time.time(), "costs": measured}


async def fill_rows(ground: Ground, table: GrowingTable, first: int, last: int) -> None:
    for begin in range(first, last + 1, STEP):
        end = min(begin + STEP - 1, last)
        print_progress(f"{table.name}: {end:,} rows")
        await ground.run(table.fill.format(first=begin, last=end, tenant=ground.tenant))
    await ground.run("VACUUM ANALYZE")


async def measure_acts(ground: Ground, table: GrowingTable) -> dict[str, Cost]:
    measures = table.begin(ground)
    return {name: await ground.measure(act) for name, act in measures._asdict().items()}


def read_results(into: Path, rows: int) -> dict[str, dict[str, Any]]:
    lines = into.read_text().splitlines() if into.exists() else []
    results = [json.loads(line) for line in lines]
    return {result["table"]: result for result in results if result["rows"] == rows}


def print_results(results: list[dict[str, Any]]) -> int:
    grown = 0
    print(f"{'table':24} {'rows':>11}  {'act':7} {'ms few':>8} {'ms all':>8} {'blocks few':>11} {'blocks all':>11}")
    for result in results:
        for act, (milliseconds, blocks) in result["costs"]["all"].items():
            few_ms, few_blocks = result["costs"]["few"][act]
            is_flat = blocks <= max(few_blocks * FLAT_RATIO, few_blocks + FLAT_BLOCKS)
            grown += not is_flat
            line = f"{few_ms:8.2f} {milliseconds:8.2f} {few_blocks:11.1f} {blocks:11.1f}{'' if is_flat else '  GROWS'}"
            print(f"{result['table']:24} {result['rows']:11,}  {act:7} {line}")
        print(f"{'':24} {result['size']}, {result['minutes']:.1f} minutes, load {result['load']}")
    return 1 if grown else 0


def _build_argument_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="deploy.proof.growth", description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--only", choices=[table.name for table in TABLES])
    parser.add_argument("--again", action="store_true", help="also what was measured already")
    parser.add_argument("--into", type=Path, help="file of results; default: .run/growth.jsonl")
    return parser


if __name__ == "__main__":
    sys.exit(main())
