# ruff: noqa: PTH101, PTH102, PTH104, PTH108, PTH123, PTH208, PTH211
"""Plays the attacker inside a confined process: tries what a taken-over decoder would, and prints what succeeded.

Run by `test_confined_attacks.py`, which has prepared what there is to find: SECRET, a file beside the one it is given,
and PARENT, the process that started it.
"""

from __future__ import annotations

import ctypes
import fcntl
import json
import mmap
import os
import resource
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path

GIVEN, SECRET, PARENT = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
X86 = os.uname().machine == "x86_64"
LIBC = ctypes.CDLL(None, use_errno=True)


def call(number: int, *arguments: object) -> int:
    """A system call by its number, as code brought along would make it. Raises OSError."""
    result = int(LIBC.syscall(number, *arguments))
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def read_parents_memory() -> bytes:
    buffer = ctypes.create_string_buffer(64)
    local = (ctypes.c_size_t * 2)(ctypes.addressof(buffer), 64)
    remote = (ctypes.c_size_t * 2)(id(buffer), 64)
    call(310 if X86 else 270, PARENT, local, 1, remote, 1, 0)
    return buffer.raw


def begin_process() -> int:
    if (child := os.fork()) == 0:
        os._exit(0)
    return child


def take_a_descriptor() -> int:
    return call(438, call(434, PARENT, 0), 0, 0)


ATTACKS: dict[str, Callable[[], object]] = {
    "reads a secret beside its file": lambda: Path(SECRET).read_text(),
    "lists the folder of its file": lambda: os.listdir(GIVEN.parent),
    "reads its parent's environment": lambda: Path(f"/proc/{PARENT}/environ").read_bytes(),
    "reads its own environment": lambda: Path("/proc/self/environ").read_bytes(),
    "reads its parent's memory by file": lambda: open(f"/proc/{PARENT}/mem", "rb").close(),
    "reads its parent's memory": read_parents_memory,
    "takes its parent's descriptors": take_a_descriptor,
    "opens its parent's descriptors": lambda: os.listdir(f"/proc/{PARENT}/fd"),
    "reads users": lambda: Path("/etc/passwd").read_text(),
    "lists processes": lambda: os.listdir("/proc"),
    "writes its file": lambda: os.open(GIVEN, os.O_WRONLY),
    "makes a file": lambda: os.open(str(GIVEN) + ".new", os.O_CREAT | os.O_WRONLY),
    "makes a folder": lambda: os.mkdir(str(GIVEN) + ".d"),
    "removes its file": lambda: os.unlink(GIVEN),
    "renames its file": lambda: os.rename(GIVEN, str(GIVEN) + ".old"),
    "links its file": lambda: os.link(GIVEN, str(GIVEN) + ".link"),
    "makes a symbolic link": lambda: os.symlink(SECRET, str(GIVEN) + ".sym"),
    "changes a mode": lambda: os.chmod(GIVEN, 0o777),
    "cuts its file": lambda: os.truncate(GIVEN, 0),
    "speaks TCP": lambda: socket.socket(),
    "speaks to a local socket": lambda: socket.socket(socket.AF_UNIX),
    "makes a pair of sockets": lambda: socket.socketpair(),
    "speaks netlink": lambda: socket.socket(16, socket.SOCK_RAW, 0),
    "sets up io_uring": lambda: call(425, 8, ctypes.create_string_buffer(120)),
    "begins a process": begin_process,
    "begins a process by vfork": lambda: os.posix_spawn("/bin/true", ["true"], {}),
    "begins a process by clone": lambda: call(56 if X86 else 220, 17, 0, 0, 0, 0),
    "begins a process by clone3": lambda: call(435, ctypes.create_string_buffer(88), 88),
    "runs a program": lambda: os.execv("/bin/true", ["true"]),
    "traces its parent": lambda: call(101 if X86 else 117, 16, PARENT, 0, 0),
    "kills its parent": lambda: os.kill(PARENT, 0),
    "signals its parent's thread": lambda: call(234 if X86 else 131, PARENT, PARENT, 0),
    "queues a signal to its parent": lambda: call(129 if X86 else 138, PARENT, 10, ctypes.create_string_buffer(128)),
    "has its parent signalled": lambda: fcntl.fcntl(0, fcntl.F_SETOWN, PARENT),
    "has its parent's thread signalled": lambda: call(72 if X86 else 25, 0, 15, (ctypes.c_int * 2)(0, PARENT)),
    "chooses a signal": lambda: fcntl.fcntl(0, fcntl.F_SETSIG, 9),
    "changes how a stream answers": lambda: fcntl.fcntl(0, fcntl.F_SETFL, 0),
    "leases its file": lambda: fcntl.fcntl(0, fcntl.F_SETLEASE, fcntl.F_RDLCK),
    "locks its file": lambda: fcntl.lockf(0, fcntl.LOCK_SH | fcntl.LOCK_NB),
    "opens its parent by number": lambda: call(434, PARENT, 0),
    "limits its parent": lambda: resource.prlimit(PARENT, resource.RLIMIT_NOFILE, (8, 8)),
    "slows its parent": lambda: os.setpriority(os.PRIO_PROCESS, PARENT, 19),
    "lets itself be traced": lambda: call(157 if X86 else 167, 4, 1, 0, 0, 0),
    "outlives its parent": lambda: call(157 if X86 else 167, 1, 0, 0, 0, 0),
    "enters a namespace": lambda: call(272 if X86 else 97, 0x10000000),
    "makes a program in memory": lambda: call(319 if X86 else 279, b"x", 0),
    "loads a kernel program": lambda: call(321 if X86 else 280, 0, ctypes.create_string_buffer(128), 128),
    "mounts": lambda: call(165 if X86 else 40, b"none", b"/", b"tmpfs", 0, 0),
    "uses kernel keys": lambda: call(250 if X86 else 219, 0, 1, 0, 0, 0),
    "watches page faults": lambda: call(323 if X86 else 282, 0),
    "measures others": lambda: call(298 if X86 else 241, ctypes.create_string_buffer(128), PARENT, -1, -1, 0),
    "becomes another user": lambda: os.setuid(65_534),
    "sets the clock": lambda: call(227 if X86 else 112, 0, ctypes.create_string_buffer(16)),
    "makes a pipe": lambda: os.pipe(),
    "shares memory": lambda: call(29 if X86 else 194, 0, 4_096, 0o1600),
    "asks a terminal to type": lambda: call(16 if X86 else 29, 0, 0x5412, b"x"),
    "names a device": lambda: os.mknod(str(GIVEN) + ".dev", 0o10600),
    "follows a handle": lambda: call(304 if X86 else 265, -100, ctypes.create_string_buffer(128), 0),
    "takes an old call": lambda: call(0x40000000 | 41, 2, 1, 0),
}


def begin_thread() -> None:
    thread = threading.Thread(target=lambda: None)
    thread.start()
    thread.join()


# What a decoder needs, or the list above would show nothing.
NEEDS: dict[str, Callable[[], object]] = {
    "reads its file": GIVEN.read_bytes,
    "asks about a descriptor": lambda: fcntl.fcntl(1, fcntl.F_GETFL) + fcntl.fcntl(1, fcntl.F_GETFD),
    "takes memory": lambda: mmap.mmap(-1, 1 << 20).close(),
    "reads a library": lambda: __import__("PIL.Image"),
}
NEEDS_THREADS: dict[str, Callable[[], object]] = {"begins a thread": begin_thread}


def main() -> None:
    done, refused, failed = [], {}, []
    for name, attack in ATTACKS.items():
        try:
            attack()
            done.append(name)
        except (OSError, ValueError) as refusal:
            refused[name] = str(refusal)
    for name, need in {**NEEDS, **(NEEDS_THREADS if "threads" in sys.argv else {})}.items():
        try:
            need()
        except (OSError, RuntimeError, ImportError) as failure:
            failed.append(f"{name}: {failure}")
    sys.stdout.write(json.dumps({"done": done, "refused": refused, "failed": failed}))


main()
