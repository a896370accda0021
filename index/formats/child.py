"""The child process that reads hostile formats: a request a line in, finds a line out, under the kernel's limits."""

from __future__ import annotations

import errno
import json
import os
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from index.errors import SYSTEM, FileRefused, is_systems
from index.formats.finds import NO_MEMORY, Entry, Find, FoundPage, dump
from index.formats.reader import ending, most_bytes, read, refuse_damaged, refuse_large

DONE = b'["done"]\n'
"""The line after the last find of a file."""
_FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system", "os.remove", "os.rename")
_FILES = 64
"""Open files: three pipes, the file that is read, a few modules being loaded."""


def _limit(memory: int) -> None:
    """Limits that hold for the process's life. RLIMIT_FSIZE 0: it can write to its pipe and to no file."""
    wanted = (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, _FILES),
    )
    for what, most in wanted:
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):  # macOS keeps no RLIMIT_AS; the wall clock and the size limits still hold
            continue


def _renew(cpu_s: int) -> None:
    """Give the process `cpu_s` more seconds of CPU, after which the kernel ends it with SIGXCPU."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + 1 + cpu_s
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


def _refuse_deeds(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook: whatever a parser is talked into, it reaches no network and starts no program."""
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"{event} is not for a reader of files")


def _finds(request: dict[str, Any]) -> Iterator[Find]:
    """The finds of the file that is asked for."""
    path, source = Path(request["path"]), request["source"]
    if ending(path.name) == ".zip":
        from index.formats.archive import read_archive

        with path.open("rb") as file:
            for find in read_archive(file, source, after=request["after"]):
                if isinstance(find, Entry):
                    _renew(request["cpu_s"])
                yield find
        return
    if (size := path.stat().st_size) > most_bytes(path.name):
        raise refuse_large(source, size, most_bytes(path.name))
    for find in read(path.read_bytes(), source, path.name):
        if isinstance(find, FoundPage) and find.sureness < 1:
            _renew(request["cpu_s"])  # recognising print takes seconds a page
        yield find


def _answer(request: dict[str, Any], out: BinaryIO) -> None:
    """Read one file. Where memory runs out the process ends, for it could not be trusted with the next file."""
    refusal = None
    try:
        for find in _finds(request):
            out.write(dump(find))
            out.flush()
    except FileRefused as error:
        refusal = error
    except MemoryError:
        os._exit(NO_MEMORY)
    except BrokenPipeError:
        raise
    except OSError as error:
        message = f"{request['source']}: cannot be read ({error.strerror})"
        at_limit = error.errno in (errno.ENOMEM, errno.ENOSPC)  # this process's own limits, which a file can reach
        refusal = FileRefused(message, reason=SYSTEM if is_systems(error) and not at_limit else "unreadable")
    except Exception as error:  # a parser's bug costs this one file, whatever it raises
        refusal = refuse_damaged(request["source"], error)
    out.write(DONE if refusal is None else json.dumps(["failed", refusal.message, refusal.reason]).encode() + b"\n")
    out.flush()


def serve(memory: int) -> None:
    """Answer requests until the parent closes the pipe."""
    _limit(memory)
    sys.addaudithook(_refuse_deeds)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints goes where its errors go, not between our lines
    for line in sys.stdin.buffer:
        request = json.loads(line)
        _renew(request["cpu_s"])
        _answer(request, out)
