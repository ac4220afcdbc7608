"""Confined side of a run: gives up its rights, then runs one module. Started by `common.confinement.runner`.

python -I -m common.confinement.child LIMITS PARENT WALLS FILES MODULE ARGUMENT…

What a confined process may still do: read the files that it was named and the libraries it is made of, compute for a
while, answer on its standard output. No network, no other programs or processes, no files written, no look at other
processes. Works without privileges; a network namespace is one wall more where it can be had.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import resource
import runpy
import signal
import sys
import sysconfig
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from . import landlock, seccomp
from .limits import DEFAULT_LIMITS, ProcessLimits, Walls

CLONE_NEWUSER: Final = 0x10000000
CLONE_NEWNET: Final = 0x40000000
PR_SET_PDEATHSIG: Final = 1
PR_SET_DUMPABLE: Final = 4
RANDOM: Final = Path("/dev/urandom")
"""Decoders of what is encrypted insist on it: without it a PDF with an owner's password counted as damaged."""
SYSTEM_LIBRARIES: Final = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache")


def enter_confinement(
    limits: ProcessLimits = DEFAULT_LIMITS,
    *,
    parent: int | None = None,
    walls: Walls = Walls.ALL,
    files: Sequence[Path] = (),
    packages: Sequence[str] = (),
) -> None:
    """Give up rights for good. Raises OSError where the kernel cannot confine: then nothing is to be read.

    With `parent` (a process id), the kernel kills this process when that one dies. `files` are what it may read beside
    its libraries and `packages`.
    """
    resource.setrlimit(resource.RLIMIT_AS, (limits.address_bytes, limits.address_bytes))
    resource.setrlimit(resource.RLIMIT_DATA, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (limits.open_files, limits.open_files))
    os.nice(limits.niceness)
    libc = ctypes.CDLL(None, use_errno=True)
    libc.unshare(CLONE_NEWUSER | CLONE_NEWNET)  # refused in many containers; the other walls hold without it
    if parent is not None:
        _die_with_parent(libc, parent)
    libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    if libc.prctl(seccomp.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "this process cannot be confined")
    if walls is Walls.ALL or landlock.find_version():
        landlock.restrict_to((*files, RANDOM), _list_libraries(packages))
    seccomp.install_filter(seccomp.build_allow_list())


def _die_with_parent(libc: ctypes.CDLL, parent: int) -> None:
    """After `unshare`, which clears the signal: its new rights count as a change of credentials."""
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it died before the call
        raise OSError(errno.ESRCH, "the process that wanted the answer is gone")


def _list_libraries(packages: Sequence[str]) -> list[Path]:
    """List where code lies: Python's own, what is installed, the system's, and the packages that are named."""
    installed = [sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    homes = [home for name in packages if (spec := find_spec(name)) for home in spec.submodule_search_locations or ()]
    return [Path(path) for path in dict.fromkeys([*installed, *SYSTEM_LIBRARIES, *homes])]


def main(limits: str, parent: str, walls: str, files: str, module: str, *arguments: str) -> None:
    packages = sorted({__name__.partition(".")[0], "common", module.partition(".")[0]} - {"__main__"})
    readable = [Path(file) for file in json.loads(files)]
    confined = ProcessLimits.from_argument(limits)
    enter_confinement(confined, parent=int(parent), walls=Walls(walls), files=readable, packages=packages)
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
