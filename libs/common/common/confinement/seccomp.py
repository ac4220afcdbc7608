"""Filter of system calls: an allow-list, laid upon this process and all its threads for good."""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from . import syscalls

PR_SET_NO_NEW_PRIVS: Final = 38
PR_SET_SECCOMP: Final = 22
SECCOMP_MODE_FILTER: Final = 2
NUMBER_OFFSET: Final = 0
ARCHITECTURE_OFFSET: Final = 4
FIRST_ARGUMENT_OFFSET: Final = 16
ARGUMENT_BYTES: Final = 8
"""Each is 64 bits wide, its low half first: both architectures are little-endian."""
ALLOW: Final = 0x7FFF0000
KILL: Final = 0x80000000
REFUSE: Final = 0x00050000
_LOAD: Final = 0x20  # BPF_LD | BPF_W | BPF_ABS
_EQUAL: Final = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
_HAS_BITS: Final = 0x45  # BPF_JMP | BPF_JSET | BPF_K
_RETURN: Final = 0x06  # BPF_RET | BPF_K


class Step(NamedTuple):
    """Instruction of the kernel's filter machine; jumps count instructions after the next."""

    operation: int
    if_true: int
    if_false: int
    value: int


class FilterProgram(ctypes.Structure):
    """Mirrors `struct sock_fprog` of the kernel."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def install_filter(steps: Sequence[Step]) -> None:
    """Lay a filter upon this process. Raises OSError where the kernel takes none."""
    code = b"".join(struct.pack("HBBI", *step) for step in steps)
    buffer = ctypes.create_string_buffer(code, len(code))
    program = FilterProgram(len(steps), ctypes.cast(buffer, ctypes.c_void_p))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(
        PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0
    ):
        raise OSError(ctypes.get_errno(), "this process cannot be confined: the kernel takes no filter")


def build_allow_list() -> list[Step]:
    """Build the filter of a decoder. Raises OSError on an architecture whose numbers nobody has written down."""
    machine = platform.machine()
    if machine not in syscalls.AUDIT_ARCHITECTURES:
        raise OSError(errno.ENOSYS, f"this process cannot be confined: nobody has listed the calls of {machine}")
    number = {
        name: getattr(value, machine) for name, value in vars(syscalls).items() if isinstance(value, syscalls.Numbers)
    }
    allowed = [value for one in syscalls.ALLOWED_CALLS.values() if (value := getattr(one, machine)) is not None]
    return [
        Step(_LOAD, 0, 0, ARCHITECTURE_OFFSET),
        Step(_EQUAL, 1, 0, syscalls.AUDIT_ARCHITECTURES[machine]),
        Step(_RETURN, 0, 0, KILL),
        Step(_LOAD, 0, 0, NUMBER_OFFSET),
        *_answer_calls(allowed, ALLOW),
        *_answer_calls([number["CLONE3"]], REFUSE | errno.ENOSYS),
        *_refuse_if_bits(number["OPENAT"], 2, syscalls.WRITING_BITS),
        *(() if number["OPEN"] is None else _refuse_if_bits(number["OPEN"], 1, syscalls.WRITING_BITS)),
        *_allow_if(number["CLONE"], 0, _HAS_BITS, syscalls.CLONE_THREAD),
        *_allow_if(number["FCNTL"], 1, _EQUAL, *syscalls.DESCRIPTOR_QUESTIONS),
        *_allow_if(number["IOCTL"], 1, _EQUAL, syscalls.TERMINAL_QUESTION),
        *_allow_if(number["PRCTL"], 0, _EQUAL, syscalls.SET_THREAD_NAME),
        *_allow_if(number["PRLIMIT"], 0, _EQUAL, 0),
        *_allow_if(number["TGKILL"], 0, _EQUAL, os.getpid()),
        Step(_RETURN, 0, 0, REFUSE | errno.EPERM),
    ]


def refuse_calls(numbers: Iterable[int], error: int) -> list[Step]:
    """Build a filter that refuses a few calls and allows all others: another kernel, or a container, played."""
    return [
        Step(_LOAD, 0, 0, NUMBER_OFFSET),
        *_answer_calls(list(numbers), REFUSE | error),
        Step(_RETURN, 0, 0, ALLOW),
    ]


def _answer_calls(numbers: Sequence[int], answer: int) -> Iterable[Step]:
    """Answer some calls in one way, and go on after it with all others."""
    for place, number in enumerate(numbers):
        yield Step(_EQUAL, len(numbers) - 1 - place, 0 if place < len(numbers) - 1 else 1, number)
    yield Step(_RETURN, 0, 0, answer)


def _allow_if(number: int, argument: int, comparison: int, *values: int) -> Iterable[Step]:
    """Allow a call where one argument is one that may be, refuse it where it is not, and go on with all others."""
    offset = FIRST_ARGUMENT_OFFSET + argument * ARGUMENT_BYTES
    yield Step(_EQUAL, 0, len(values) + 3, number)
    yield Step(_LOAD, 0, 0, offset)
    for place, value in enumerate(values):
        yield Step(comparison, len(values) - place, 0, value)
    yield Step(_RETURN, 0, 0, REFUSE | errno.EPERM)
    yield Step(_RETURN, 0, 0, ALLOW)


def _refuse_if_bits(number: int, argument: int, bits: int) -> Iterable[Step]:
    """Refuse a call where one argument has any of some bits, allow it where it has none, and go on with all others."""
    yield Step(_EQUAL, 0, 4, number)
    yield Step(_LOAD, 0, 0, FIRST_ARGUMENT_OFFSET + argument * ARGUMENT_BYTES)
    yield Step(_HAS_BITS, 0, 1, bits)
    yield Step(_RETURN, 0, 0, REFUSE | errno.EPERM)
    yield Step(_RETURN, 0, 0, ALLOW)
