"""What this process may still do once it has begun: read one file, compute for a while, answer. No network, no other
programs, no files written. Works without privileges; a network namespace is one wall more where it can be had."""

from __future__ import annotations

import ctypes
import errno
import platform
import resource
import struct
from typing import Final

MEMORY: Final = 1_500_000_000
CPU_SECONDS: Final = 20
OPEN_FILES: Final = 64
CLONE_NEWUSER: Final = 0x10000000
CLONE_NEWNET: Final = 0x40000000
PR_SET_NO_NEW_PRIVS: Final = 38
PR_SET_SECCOMP: Final = 22
SECCOMP_MODE_FILTER: Final = 2
# Audit architecture, then socket, connect, bind, listen, sendto, sendmsg, execve, execveat, ptrace.
FORBIDDEN: Final = {
    "x86_64": (0xC000003E, (41, 42, 49, 50, 44, 46, 59, 322, 101)),
    "aarch64": (0xC00000B7, (198, 203, 200, 201, 206, 211, 221, 281, 117)),
}
_LOAD: Final = 0x20  # BPF_LD | BPF_W | BPF_ABS
_EQUAL: Final = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
_RETURN: Final = 0x06  # BPF_RET | BPF_K
_ALLOW: Final = 0x7FFF0000
_REFUSE: Final = 0x00050000 | errno.EPERM
_KILL: Final = 0x80000000
_NUMBER: Final = 0
_ARCHITECTURE: Final = 4


class Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def enter(cpu_seconds: int = CPU_SECONDS) -> None:
    """Raises OSError where the kernel cannot confine it: then nothing is decoded."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.unshare(CLONE_NEWUSER | CLONE_NEWNET)  # refused in many containers; the filter holds without it
    _filter(libc)


def _filter(libc: ctypes.CDLL) -> None:
    architecture, calls = FORBIDDEN[platform.machine()]
    steps = [(_LOAD, 0, 0, _ARCHITECTURE), (_EQUAL, 1, 0, architecture), (_RETURN, 0, 0, _KILL), (_LOAD, 0, 0, _NUMBER)]
    for place, call in enumerate(calls):
        steps.append((_EQUAL, len(calls) - place, 0, call))
    steps += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    code = b"".join(struct.pack("HBBI", *step) for step in steps)
    buffer = ctypes.create_string_buffer(code, len(code))
    program = Program(len(steps), ctypes.cast(buffer, ctypes.c_void_p))
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(
        PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0
    ):
        raise OSError(ctypes.get_errno(), "this process cannot be confined")
