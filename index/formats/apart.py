"""Reading a hostile file in a child process: whatever it does there, it costs nothing but itself.

The child gets a request a line and answers with finds a line (JSON both ways; nothing is pickled). The kernel holds its
CPU time, memory and writing; the clock is ours. One child serves many files, because starting one takes 0.1 s.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.errors import FileRefused
from index.formats.finds import NO_MEMORY, Entry, Find, FoundPage, load


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file, one member of an archive, or one page whose print is recognised may cost."""

    cpu_s: int = 120
    """Seconds of CPU; a 24-page issue as PDF takes under 10 on one core, one scanned broadsheet page 50."""
    wall_s: float = 360.0
    """Seconds that we wait for the child; three times the CPU for a busy machine."""
    memory: int = 1536 * 2**20
    """Bytes of address space; the interpreter with every reader loaded takes 200 MiB of it."""


LIMITS = Limits()
_LINE_MOST = 256 * 2**20
"""Bytes of one answer line: a 32 MiB page whose every sign is escaped."""
_FILES = 200
"""Files after which a child is replaced, so that a library's leaks do not add up."""
_DEATHS = 8
"""Members of one archive that may each cost a child; then the rest of the archive is refused."""
_KEPT = ["PATH", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "VIRTUAL_ENV"]
_KEPT += ["PYTHONPATH", "PYTHONHOME", "PYTHONUTF8", "__PYVENV_LAUNCHER__"]
"""Of the environment the child sees these alone: it needs no keys."""
_FRUGAL = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
"""Every thread of a numeric library reserves address space, which the limit counts."""
_CODE = "import sys; sys.path.insert(0, sys.argv[1]); from index.formats.child import serve; serve(int(sys.argv[2]))"
_ROOT = Path(__file__).resolve().parent.parent.parent


class _Died(Exception):
    """The child ended or had to be ended. `reason` and `what` go into the report."""

    def __init__(self, what: str, reason: str) -> None:
        super().__init__(what)
        self.what, self.reason = what, reason


class _Child:
    """A running child and the pipe to it."""

    def __init__(self, limits: Limits) -> None:
        self.limits, self.owner, self.files = limits, os.getpid(), 0
        self._process = subprocess.Popen(
            [sys.executable, "-B", "-P", "-c", _CODE, str(_ROOT), str(limits.memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in _KEPT if name in os.environ} | _FRUGAL,
            process_group=0,  # an interrupt at the terminal is for us; we end the child
        )
        self._buffer = bytearray()

    def ask(self, path: Path, source: str, after: int) -> Iterator[Find]:
        """The file's finds; raises FileRefused where the child refuses the file, _Died where the child is lost."""
        assert self._process.stdin is not None
        self.files += 1
        request = {"path": str(path), "source": source, "after": after, "cpu_s": self.limits.cpu_s}
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()
        except OSError:
            raise self._lost() from None
        left = self.limits.wall_s
        while True:
            line, waited = self._line(left)
            left -= waited
            if line.startswith(b'["done"'):
                return
            try:
                if line.startswith(b'["failed"'):
                    _, message, reason = json.loads(line)
                    raise FileRefused(str(message), reason=str(reason))
                find = load(line)
            except ValueError as error:
                raise _Died(f"the reader answered nonsense ({error})", "damaged") from error
            if isinstance(find, Entry) or (isinstance(find, FoundPage) and find.sureness < 1):
                left = self.limits.wall_s
            yield find

    def _line(self, left: float) -> tuple[bytes, float]:
        """The next line and the seconds waited for it; the time in which we are at work ourselves is not counted."""
        assert self._process.stdout is not None
        started = time.monotonic()
        handle = self._process.stdout.fileno()
        looked = 0
        with selectors.DefaultSelector() as selector:
            selector.register(handle, selectors.EVENT_READ)
            while (end := self._buffer.find(b"\n", looked)) < 0:
                looked = len(self._buffer)
                if looked > _LINE_MOST:
                    raise _Died(f"more than {_LINE_MOST} bytes of text on one page", "too_large")
                rest = left - (time.monotonic() - started)
                if rest <= 0 or not selector.select(rest):
                    raise _Died(f"not read within {self.limits.wall_s:g} seconds", "timeout")
                data = os.read(handle, 2**18)
                if not data:
                    raise self._lost()
                self._buffer += data
        line = bytes(self._buffer[: end + 1])
        del self._buffer[: end + 1]
        return line, time.monotonic() - started

    def _lost(self) -> _Died:
        """Why the child is gone, by how the kernel ended it."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        code = self._process.returncode
        if code == -signal.SIGXCPU:
            return _Died(f"not read within {self.limits.cpu_s} seconds of CPU", "timeout")
        if code in (NO_MEMORY, -signal.SIGKILL):
            return _Died(f"needs more than {self.limits.memory >> 20} MiB of memory to read", "too_large")
        return _Died(f"its reader broke down (exit {code})", "damaged")

    def is_alive(self) -> bool:
        """Is the child still there?"""
        return self._process.poll() is None

    def end(self) -> None:
        """End the child at once."""
        if self.owner != os.getpid():
            return  # inherited over a fork: not ours to end
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


_idle: list[_Child] = []
"""Children that wait for a file. Taking one off is atomic, so threads do not share a child."""


def _borrow(limits: Limits) -> _Child:
    while _idle:
        child = _idle.pop()
        if child.owner == os.getpid() and child.limits == limits and child.is_alive():
            return child
        child.end()
    return _Child(limits)


def _give_back(child: _Child) -> None:
    if child.files < _FILES:
        _idle.append(child)
    else:
        child.end()


@atexit.register
def dismiss() -> None:
    """End the children that wait; the next file starts a new one."""
    while _idle:
        _idle.pop().end()


def read_apart(path: Path, source: str, limits: Limits = LIMITS) -> Iterator[Find]:
    """What the file holds, read in a child process.

    A member of an archive on which the child dies comes as a FileRefused value, and the members after it follow.

    Raises:
        FileRefused: the file cannot be read (any further); its reason is `timeout`, `too_large`, `damaged` and so on.
    """
    after = 0
    for deaths in range(_DEATHS + 1):
        child, entry, sound = _borrow(limits), None, False
        try:
            for find in child.ask(path, source, after):
                if isinstance(find, Entry):
                    entry, after = find, find.ordinal + 1
                else:
                    yield find
            sound = True
            return
        except FileRefused:
            sound = True
            raise
        except _Died as error:
            refusal = FileRefused(
                f"{entry.source if entry else source}: {error.what}; look at the file, or leave it out",
                reason=error.reason,
            )
            if entry is None or deaths == _DEATHS:
                raise refusal from error
            yield refusal
        finally:
            if sound:
                _give_back(child)
            else:
                child.end()
