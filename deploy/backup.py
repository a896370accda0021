"""Backup and restore of one archive, with nothing but Python: `backup.py save|restore|drill`.

    backup.py save HOME TARGET [--keep N]     TARGET/wenbao-<UTC>.tar, while the server runs and no build does
    backup.py restore FILE HOME               into an empty folder; then `wenbao doctor` looks through it
    backup.py drill HOME TARGET [--keep N]    save, restore it to a folder of its own, doctor, compare; the copy stays

HOME is the index's folder (WENBAO_HOME). What editors uploaded (HOME-uploads) comes along. A state store on PostgreSQL
(WENBAO_STATE_URL) does not: back that up with pg_dump. Secrets stand in the environment and are in no copy.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import io
import json
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

SUMS = "SHA256SUMS.json"
UPLOADS = "-uploads"


class Failed(Exception):
    """What cannot go on, in one line."""


@contextmanager
def quiet(home: Path) -> Iterator[None]:
    """Hold the lock of whoever writes, so that no build and no editor changes what is copied; readers go on."""
    with (home / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            sys.stderr.write(f"waiting for the build that writes {home}\n")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def save(home: Path, target: Path, keep: int) -> Path:
    """One copy; the oldest beyond `keep` go once it is whole."""
    if not (home / "CURRENT").is_file():
        raise Failed(f"there is no index in {home}: name the folder WENBAO_HOME")
    target.mkdir(parents=True, exist_ok=True)
    made = target / f"wenbao-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.tar"
    draft = made.with_suffix(".part")
    sums: dict[str, str] = {}
    with quiet(home), tarfile.open(draft, "w") as tar, tempfile.TemporaryDirectory() as place:
        uploads = home.with_name(home.name + UPLOADS)
        for root, name in ((home, "home"), (uploads, "home" + UPLOADS)):
            for path in sorted(root.rglob("*")) if root.is_dir() else ():
                if not path.is_file() or path.is_symlink() or path == home / "lock":
                    continue
                if path.suffix in (".db-wal", ".db-shm"):  # in the copy of their database
                    continue
                source = _snapshot(path, Path(place)) if path.suffix == ".db" else path
                inside = f"{name}/{path.relative_to(root).as_posix()}"
                sums[inside] = _sum(source)
                tar.add(source, inside)
        listed = json.dumps(sums, indent=0, sort_keys=True).encode()
        entry = tarfile.TarInfo(SUMS)
        entry.size = len(listed)
        tar.addfile(entry, io.BytesIO(listed))
    draft.chmod(0o600)
    draft.rename(made)
    for old in sorted(target.glob("wenbao-*.tar"))[:-keep]:
        old.unlink()
    return made


def _snapshot(path: Path, place: Path) -> Path:
    """A database as it is at one moment, though others write it."""
    copy = place / path.name
    with closing(sqlite3.connect(path)) as here, closing(sqlite3.connect(copy)) as there:
        here.backup(there)
    return copy


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def restore(copy: Path, home: Path) -> int:
    """Unpack a copy, compare every file with its sum, and let the program look through it; how many files there are."""
    uploads = home.with_name(home.name + UPLOADS)
    for place in (home, uploads):
        if place.exists() and any(place.iterdir()):
            raise Failed(f"{place} is not empty: move it away first, or name another folder")
    home.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home.parent) as place, tarfile.open(copy) as tar:
        tar.extractall(place, filter="data")
        sums = json.loads((Path(place) / SUMS).read_bytes())
        wrong = [name for name, value in sums.items() if _sum(Path(place) / name) != value]
        if wrong:
            raise Failed(f"{copy} is damaged at {wrong[0]}: take an older copy")
        for name, goal in (("home", home), ("home" + UPLOADS, uploads)):
            if (Path(place) / name).is_dir():
                shutil.rmtree(goal, ignore_errors=True)
                (Path(place) / name).rename(goal)
    program = (sys.executable, "-m", "wenbao", "doctor", "--index", str(home))
    looked = subprocess.run(program, capture_output=True, text=True, check=False)
    if looked.returncode:
        raise Failed(f"wenbao doctor finds {home} damaged: {looked.stdout.strip() or looked.stderr.strip()}")
    return len(sums)


def drill(home: Path, target: Path, keep: int) -> str:
    """Save, and prove that the copy can be restored."""
    copy = save(home, target, keep)
    with tempfile.TemporaryDirectory(dir=target) as place:
        files = restore(copy, Path(place) / "home")
    return f"{copy}: {files} files, {copy.stat().st_size / 1e6:,.0f} MB, restored and sound"


def main(arguments: list[str] | None = None) -> int:
    """0 done, 1 not, with the reason in one line."""
    parser = argparse.ArgumentParser(description="Backup and restore of one Wenbao archive.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("save", "drill"):
        command = commands.add_parser(name)
        command.add_argument("home", type=Path)
        command.add_argument("target", type=Path)
        command.add_argument("--keep", type=int, default=14, choices=range(1, 1000), metavar="N")
    back = commands.add_parser("restore")
    back.add_argument("file", type=Path)
    back.add_argument("home", type=Path)
    given = parser.parse_args(arguments)
    try:
        if given.command == "restore":
            said = f"{restore(given.file, given.home)} files, sound"
        elif given.command == "save":
            said = str(save(given.home, given.target, given.keep))
        else:
            said = drill(given.home, given.target, given.keep)
    except (Failed, OSError, tarfile.TarError, sqlite3.Error, ValueError, KeyError) as error:
        sys.stderr.write(f"backup: {error}\n")
        return 1
    sys.stdout.write(said + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
