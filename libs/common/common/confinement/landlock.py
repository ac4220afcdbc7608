"""Landlock: what of the file system this process may still see. Everything that is not named is gone for it."""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterable
from pathlib import Path
from typing import Final

CREATE_RULESET: Final = 444
ADD_RULE: Final = 445
RESTRICT_SELF: Final = 446
"""The same numbers on every architecture."""
ASK_VERSION: Final = 1
RULE_PATH_BENEATH: Final = 1
EXECUTE: Final = 1 << 0
READ_FILE: Final = 1 << 2
READ_DIR: Final = 1 << 3
ALL_RIGHTS: Final = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1}
"""Rights over files that a version of Landlock knows; from 5 on there is the one over devices, too."""
NEWEST_RIGHTS: Final = (1 << 16) - 1
NETWORK_VERSION: Final = 4
NETWORK_RIGHTS: Final = 0b11
SCOPE_VERSION: Final = 6
SCOPES: Final = 0b11
"""Neither abstract sockets nor signals to what is outside."""


def find_version() -> int:
    """Find which Landlock this kernel has; 0 if none."""
    libc = ctypes.CDLL(None, use_errno=True)
    return max(0, int(libc.syscall(CREATE_RULESET, None, 0, ASK_VERSION)))


def restrict_to(files: Iterable[Path], libraries: Iterable[Path]) -> None:
    """Leave this process the reading of `files` and of its libraries. Raises OSError where there is no Landlock."""
    libc = ctypes.CDLL(None, use_errno=True)
    version = find_version()
    rights = ALL_RIGHTS.get(version, NEWEST_RIGHTS)
    attributes = struct.pack(
        "QQQ",
        rights,
        NETWORK_RIGHTS if version >= NETWORK_VERSION else 0,
        SCOPES if version >= SCOPE_VERSION else 0,
    )
    size = 8 if version < NETWORK_VERSION else 16 if version < SCOPE_VERSION else 24
    ruleset = _check(libc, libc.syscall(CREATE_RULESET, attributes, size, 0))
    try:
        for file in files:
            _add_rule(libc, ruleset, file, READ_FILE)
        for folder in libraries:
            if folder.exists():
                _add_rule(libc, ruleset, folder, EXECUTE | READ_FILE | READ_DIR)
        _check(libc, libc.syscall(RESTRICT_SELF, ruleset, 0))
    finally:
        os.close(ruleset)


def _add_rule(libc: ctypes.CDLL, ruleset: int, path: Path, rights: int) -> None:
    descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        rule = struct.pack("=Qi", rights if path.is_dir() else rights & ~READ_DIR, descriptor)
        _check(libc, libc.syscall(ADD_RULE, ruleset, RULE_PATH_BENEATH, rule, 0))
    finally:
        os.close(descriptor)


def _check(libc: ctypes.CDLL, result: int) -> int:
    if result < 0:
        raise OSError(ctypes.get_errno(), "this process cannot be confined: the kernel has no Landlock")
    return result
