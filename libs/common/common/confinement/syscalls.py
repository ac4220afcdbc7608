"""System calls that a confined process may make, by their numbers: all others are refused.

What is on the list computes, waits, handles its own memory and threads, reads files (which ones, Landlock says) and
writes to what is open already. What is not: sockets, other programs and processes, descriptors and memory of others,
new rights, anything that changes a file, io_uring, bpf, keys, mounts, clocks, traces.
"""

from __future__ import annotations

from typing import Final, NamedTuple

AUDIT_ARCHITECTURES: Final = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}


class Numbers(NamedTuple):
    """Numbers of a call on x86_64 and aarch64; None where an architecture has no such call."""

    x86_64: int | None
    aarch64: int | None


ALLOWED_CALLS: Final = {
    "access": Numbers(21, None), "arch_prctl": Numbers(158, None), "brk": Numbers(12, 214),
    "clock_getres": Numbers(229, 114), "clock_gettime": Numbers(228, 113), "clock_nanosleep": Numbers(230, 115),
    "close": Numbers(3, 57), "close_range": Numbers(436, 436), "dup": Numbers(32, 23), "exit": Numbers(60, 93),
    "exit_group": Numbers(231, 94), "faccessat": Numbers(269, 48), "faccessat2": Numbers(439, 439),
    "fadvise64": Numbers(221, 223), "fstat": Numbers(5, 80), "fstatfs": Numbers(138, 44),
    "futex": Numbers(202, 98), "getcpu": Numbers(309, 168), "getcwd": Numbers(79, 17), "getdents64": Numbers(217, 61),
    "getegid": Numbers(108, 177), "geteuid": Numbers(107, 175), "getgid": Numbers(104, 176),
    "getpid": Numbers(39, 172), "getppid": Numbers(110, 173), "getrandom": Numbers(318, 278),
    "getrusage": Numbers(98, 165), "gettid": Numbers(186, 178), "gettimeofday": Numbers(96, 169),
    "getuid": Numbers(102, 174), "lseek": Numbers(8, 62), "lstat": Numbers(6, None), "madvise": Numbers(28, 233),
    "membarrier": Numbers(324, 283), "mmap": Numbers(9, 222), "mprotect": Numbers(10, 226),
    "mremap": Numbers(25, 216), "munmap": Numbers(11, 215), "nanosleep": Numbers(35, 101),
    "newfstatat": Numbers(262, 79), "poll": Numbers(7, None),
    "ppoll": Numbers(271, 73), "pread64": Numbers(17, 67), "pselect6": Numbers(270, 72), "read": Numbers(0, 63),
    "readlink": Numbers(89, None), "readlinkat": Numbers(267, 78), "readv": Numbers(19, 65),
    "restart_syscall": Numbers(219, 128), "rseq": Numbers(334, 293), "rt_sigaction": Numbers(13, 134),
    "rt_sigprocmask": Numbers(14, 135), "rt_sigreturn": Numbers(15, 139), "sched_getaffinity": Numbers(204, 123),
    "sched_yield": Numbers(24, 124), "select": Numbers(23, None), "set_robust_list": Numbers(273, 99),
    "set_tid_address": Numbers(218, 96), "sigaltstack": Numbers(131, 132), "stat": Numbers(4, None),
    "statx": Numbers(332, 291), "sysinfo": Numbers(99, 179), "time": Numbers(201, None), "uname": Numbers(63, 160),
    "write": Numbers(1, 64), "writev": Numbers(20, 66),
}  # fmt: skip

CLONE_THREAD: Final = 0x00010000
TERMINAL_QUESTION: Final = 0x5401
"""TCGETS: whether a stream is a terminal, which Python asks of each that it opens."""
SET_THREAD_NAME: Final = 15

OPEN: Final = Numbers(2, None)
OPENAT: Final = Numbers(257, 56)
"""To read. Landlock says which files."""
WRITING_BITS: Final = 0o1 | 0o2 | 0o100 | 0o1000 | 0o2000 | 0o20000000
"""Write only, read and write, create, cut, append, nameless file."""
CLONE: Final = Numbers(56, 220)
"""Allowed for threads alone: a decoder has them, a process of its own nobody does."""
CLONE3: Final = Numbers(435, 435)
"""Its flags lie in memory, where no filter sees them. Where it is not there, threads are begun by `clone`."""
FCNTL: Final = Numbers(72, 25)
DESCRIPTOR_QUESTIONS: Final = (0, 1, 2, 3, 1030)
"""F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_DUPFD_CLOEXEC: about the descriptor itself. The others choose who is signalled
and when, lock files, and change pipes."""
IOCTL: Final = Numbers(16, 29)
PRCTL: Final = Numbers(157, 167)
PRLIMIT: Final = Numbers(302, 261)
"""Of itself alone."""
TGKILL: Final = Numbers(234, 131)
"""To itself alone: that is how a process that finds itself damaged ends."""
