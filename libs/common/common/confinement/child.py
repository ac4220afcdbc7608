"""Confined side of a run: gives up its rights, then runs one module. Started by `common.confinement.runner`.

python -I -m common.confinement.child LIMITS MODULE ARGUMENT…

What a confined process may still do: read files, compute for a while, answer on its standard output. No network, no
other programs, no files written. Works without privileges; a network namespace is one wall more where it can be had.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
import runpy
import signal
import struct
import sys
from typing import Final

from .limits import DEFAULT_LIMITS, ProcessLimits

CLONE_NEWUSER: Final = 0x10000000
CLONE_NEWNET: Final = 0x40000000
PR_SET_PDEATHSIG: Final = 1
PR_SET_SECCOMP: Final = 22
PR_SET_NO_NEW_PRIVS: Final = 38
SECCOMP_MODE_FILTER: Final = 2
FORBIDDEN_CALLS: Final = {
    "x86_64": (0xC000003E, (41, 42, 49, 50, 44, 46, 59, 322, 101)),
    "aarch64": (0xC00000B7, (198, 203, 200, 201, 206, 211, 221, 281, 117)),
}
"""Audit architecture, then socket, connect, bind, listen, sendto, sendmsg, execve, execveat, ptrace."""
_LOAD: Final = 0x20  # BPF_LD | BPF_W | BPF_ABS
_EQUAL: Final = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
_RETURN: Final = 0x06  # BPF_RET | BPF_K
_ALLOW: Final = 0x7FFF0000
_REFUSE: Final = 0x00050000 | errno.EPERM
_KILL: Final = 0x80000000
_NUMBER_OFFSET: Final = 0
_ARCHITECTURE_OFFSET: Final = 4


class FilterProgram(ctypes.Structure):
    """Mirrors `struct sock_fprog` of the kernel."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def enter_confinement(limits: ProcessLimits = DEFAULT_LIMITS, *, parent: int | None = None) -> None:
    """Give up rights for good. Raises OSError where the kernel cannot confine: then nothing is to be read.

    With `parent` (a process id), the kernel kills this process when that one dies.
    """
    resource.setrlimit(resource.RLIMIT_AS, (limits.address_bytes, limits.address_bytes))
    resource.setrlimit(resource.RLIMIT_DATA, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (limits.open_files, limits.open_files))
    os.nice(limits.niceness)
    libc = ctypes.CDLL(None, use_errno=True)
    libc.unshare(CLONE_NEWUSER | CLONE_NEWNET)  # refused in many containers; the filter holds without it
    if parent is not None:
        _die_with_parent(libc, parent)
    _install_filter(libc)


def _die_with_parent(libc: ctypes.CDLL, parent: int) -> None:
    """After `unshare`, which clears the signal: its new rights count as a change of credentials."""
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it died before the call
        raise OSError(errno.ESRCH, "the process that wanted the answer is gone")


def _install_filter(libc: ctypes.CDLL) -> None:
    architecture, calls = FORBIDDEN_CALLS[platform.machine()]
    steps = [
        (_LOAD, 0, 0, _ARCHITECTURE_OFFSET),
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER_OFFSET),
    ]
    for place, call in enumerate(calls):
        steps.append((_EQUAL, len(calls) - place, 0, call))
    steps += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    code = b"".join(struct.pack("HBBI", *step) for step in steps)
    buffer = ctypes.create_string_buffer(code, len(code))
    program = FilterProgram(len(steps), ctypes.cast(buffer, ctypes.c_void_p))
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(
        PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0
    ):
        raise OSError(ctypes.get_errno(), "this process cannot be confined")


def main(limits: str, parent: str, module: str, *arguments: str) -> None:
    enter_confinement(ProcessLimits.from_argument(limits), parent=int(parent))
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
