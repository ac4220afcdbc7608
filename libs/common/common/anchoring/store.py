"""Store of signed statements: a folder of its own, with folders for each series and day. Written once, never changed.

It may be a disk that only grows, or a share of another machine: a statement is one small file, complete before it has
its name, and no name is given twice.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from .statements import Head, HeadKey, HeadStatement

READ_ONLY_MODE: Final = 0o440
FOLDER_MODE: Final = 0o750
FILE_ENDING: Final = ".txt"
NUMBER_DIGITS: Final = 9


class HeadStore:
    def __init__(self, root: Path) -> None:
        self._root = root

    async def append_statement(self, key: HeadKey, series: str, at: datetime, heads: Iterable[Head]) -> None:
        """Sign what comes after the last statement of a series, and write it so that it survives a power cut."""
        await asyncio.to_thread(self._append, key, series, at, tuple(heads))

    async def read_series(self, series: str) -> Sequence[bytes]:
        """Read all statements of a series, in their order."""
        return await asyncio.to_thread(self._read, series, 0)

    async def read_newest(self, series: str) -> Sequence[bytes]:
        """Read those of the day that was written last."""
        return await asyncio.to_thread(self._read, series, -1)

    async def begins_day(self, series: str, at: datetime) -> bool:
        """Tell whether the next statement would be the first of its day."""
        days = await asyncio.to_thread(self._list_days, series)
        return not days or days[-1].name < _day_of(at)

    def list_series(self, beneath: str) -> Sequence[str]:
        """List the series in a folder and in those within it."""
        homes = {file.parent.parent for file in (self._root / beneath).rglob(f"*{FILE_ENDING}")}
        return sorted(str(home.relative_to(self._root)) for home in homes)

    def _append(self, key: HeadKey, series: str, at: datetime, heads: tuple[Head, ...]) -> None:
        days = self._list_days(series)
        files = _list_files(days[-1]) if days else []
        previous = hashlib.sha256(files[-1].read_bytes()).digest() if files else None
        number = int(files[-1].stem) + 1 if files else 1
        day = max([_day_of(at), *(day.name for day in days[-1:])])  # a clock set back begins no older one
        signed = key.sign_statement(HeadStatement(series, number, previous, at, heads))
        _write_once(self._root / series / day / f"{number:0{NUMBER_DIGITS}d}{FILE_ENDING}", signed)

    def _read(self, series: str, first_day: int) -> list[bytes]:
        days = self._list_days(series)[first_day:]
        return [file.read_bytes() for day in days for file in _list_files(day)]

    def _list_days(self, series: str) -> list[Path]:
        return sorted(day for day in (self._root / series).glob("[0-9]*-[0-9]*") if _list_files(day))


def _day_of(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%d")


def _list_files(day: Path) -> list[Path]:
    return sorted(day.glob(f"[0-9]*{FILE_ENDING}"))


def _write_once(target: Path, content: bytes) -> None:
    """Raises FileExistsError: of two that write the same statement one was later, and begins anew."""
    target.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(dir=target.parent, prefix=".draft-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).chmod(READ_ONLY_MODE)
        os.link(draft, target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            Path(draft).unlink()
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
