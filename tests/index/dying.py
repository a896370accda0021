"""A program that does index work in forked children, so that faults can be put into each without a new start.

One JSON object a line on stdin: {"do", "at", "from", …}; {"pid"} comes back once the child has stopped itself, and
{"status", "said"} once it has ended. It loads everything first and uses no thread, so that a child is whole (row F35).
"""

from __future__ import annotations

import json
import os
import resource
import signal
import socket
import sys
import tempfile
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from index.build import build
from index.desk import restore, withdraw
from index.doctor import examine, go_back, repair
from index.errors import WenbaoError
from index.folder import IndexFolder
from index.settings import IndexSettings
from tests.fakes import COUNTY, EMBEDDER, write_records


def work(order: dict[str, object]) -> None:
    """Do what is ordered."""
    folder = IndexFolder(Path(str(order["at"])))
    settings = IndexSettings(keep_versions=int(order.get("keep", 2)))  # type: ignore[call-overload]
    match order["do"]:
        case "build":
            pages = Path(str(order["from"]))
            build([pages], folder, EMBEDDER, program="dying", settings=settings, remove_gone=True)
        case "withdraw":
            withdraw(folder, str(order["key"]), "因故", program="dying")
        case "restore":
            restore(folder, str(order["key"]), program="dying")
        case "go back":
            go_back(folder)
        case "repair":
            repair(folder)
        case "examine":
            assert not any(finding.damage for finding in examine(folder))


def child(order: dict[str, object], line: socket.socket) -> None:
    """One piece of work, stopped before it begins; ends with 0, 1 for an expected error, 70 for a bug."""
    for name, most in dict(order.get("limits", {})).items():  # type: ignore[call-overload]
        resource.setrlimit(getattr(resource, name), (most, most))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    os.kill(os.getpid(), signal.SIGSTOP)
    said, code = "", 0
    try:
        work(order)
    except WenbaoError as error:
        said, code = error.message, 1
    except BaseException:
        said, code = traceback.format_exc(), 70
    line.sendall(said.encode()[:60_000])  # no write(2), which may be what fails
    os._exit(code)


def main() -> None:
    """Serve until stdin ends."""
    with tempfile.TemporaryDirectory() as scratch:  # what is read once is read now
        pages = write_records(Path(scratch) / "a.jsonl", COUNTY)
        work({"do": "build", "at": f"{scratch}/index", "from": str(pages)})
    for line in sys.stdin:
        order = json.loads(line)
        hear, say = socket.socketpair()
        pid = os.fork()
        if not pid:
            child(order, say)
        say.close()
        os.waitpid(pid, os.WUNTRACED)
        print(json.dumps({"pid": pid}), flush=True)
        _, status = os.waitpid(pid, 0)
        said = b""
        while more := hear.recv(65536):
            said += more
        hear.close()
        print(json.dumps({"status": os.waitstatus_to_exitcode(status), "said": said.decode()}), flush=True)


if __name__ == "__main__":
    main()
