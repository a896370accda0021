"""`wenbao migrate`: an index folder to Milvus, again and again, and back; nothing is embedded anew."""

from __future__ import annotations

import fcntl
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

from index.errors import IndexBusy, IndexUnavailable, InputError, WenbaoError
from index.folder import IndexFolder
from ui import looks
from ui.archive import default_index
from ui.commands.output import print_json, say, talk
from ui.release import VERSION
from ui.remote_watch import open_door
from ui.settings import Settings, load_settings

if TYPE_CHECKING:
    from index.milvus.publish import Published

EVERY = 5.0
"""Seconds between two lines of progress, and before another try where Milvus is gone."""


def run(options: Namespace) -> int:
    """Publish (--to), or make a folder of what is published (--from)."""
    settings = load_settings()
    folder = IndexFolder((options.index or default_index()).expanduser())
    if options.source:
        return fetch(folder, options.source, settings, as_json=options.json)
    address = options.to or settings.store
    if not address:
        raise InputError("wenbao migrate needs --to or --from: milvus+http://HOST:19530/NAME")
    if options.watch:
        keep_up(folder, address, settings, as_json=options.json)
    show(publish_once(folder, address, settings), address, as_json=options.json)
    return 0


def fetch(folder: IndexFolder, address: str, settings: Settings, *, as_json: bool) -> int:
    """Make an index folder of an archive on Milvus."""
    door = open_door(address, settings)
    from index.milvus.restore import restore

    manifest = restore(door, folder, program=VERSION, progress=Progress())
    if as_json:
        print_json({"version": manifest.version, "articles": manifest.articles})
    else:
        say(f"取回 fetched  {address} → {folder.path}: {manifest.articles} 篇 articles")
    return 0


def publish_once(folder: IndexFolder, address: str, settings: Settings) -> Published:
    """Bring the archive on Milvus in line with the folder."""
    folder.manifest()  # before anything is made there
    door = open_door(address, settings)
    from index.milvus.publish import publish

    with _alone(folder):
        return publish(folder, door, program=VERSION, progress=Progress())


def show(done: Published, address: str, *, as_json: bool) -> None:
    """What was done."""
    if as_json:
        print_json(asdict(done))
    else:
        say(in_words(done, address))


def in_words(done: Published, address: str) -> str:
    """For people."""
    counts = f"写入 written {done.written}，改动 relaid {done.relaid}，移除 removed {done.removed}"
    what = f"第 {done.version} 版 (version)，共 {done.articles} 篇 articles：{counts}"
    return f"发布 published  {address}  {what}，用时 {done.seconds:.1f} 秒 s。"


def publish_after(options: Namespace, settings: Settings) -> None:
    """After an edit of the user's own index: to the archive that the setting `store` names, if it names one.

    Raises:
        IndexUnavailable, InputError: the folder has the edit, Milvus has not.
    """
    if not settings.store or options.index is not None:
        return
    try:
        talk(in_words(publish_once(IndexFolder(default_index()), settings.store, settings), settings.store))
    except WenbaoError as error:
        kept = f"{error.message} (the index folder has the change; wenbao migrate --to {settings.store} publishes it)"
        raise (IndexUnavailable if error.retryable else InputError)(kept) from error


def keep_up(folder: IndexFolder, address: str, settings: Settings, *, as_json: bool) -> None:
    """Publish now and whenever another version becomes current; a Milvus that is gone is tried again."""
    talk(f"看着 watching {folder.path}  (Ctrl+C 停止 stops)")
    seen = b""
    while True:
        pointer = folder.pointer.read_bytes() if folder.exists() else b""
        if pointer == seen:
            time.sleep(looks.EVERY)
            continue
        try:
            show(publish_once(folder, address, settings), address, as_json=as_json)
            seen = pointer
        except WenbaoError as error:
            if not error.retryable:
                raise
            talk(f"wenbao: {error.message}")
            time.sleep(EVERY)


class Progress:
    """A line on stderr now and then."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        """Show how far it is."""
        if time.monotonic() - self._last >= EVERY:
            self._last = time.monotonic()
            talk(f"{done:,}/{total:,} 篇 articles")


@contextmanager
def _alone(folder: IndexFolder) -> Iterator[None]:
    """One publication of a folder at a time: both would give the same numbers to different articles."""
    with (folder.path / "publishing.lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise IndexBusy(
                f"{folder.path} is being published by another process: wait until it has finished"
            ) from error
        yield
