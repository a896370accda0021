"""A serving archive follows its index: what another process withdraws or adds is seen without a restart."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from pathlib import Path

import httpx
import pytest

from index.desk import correct, restore, withdraw
from index.folder import IndexFolder
from tests.fakes import COUNTY, write_records
from tests.ui.serving import start, until
from ui.archive import Archive
from ui.cli import main
from ui.server import create_app
from ui.settings import Settings

ROOT = Path(__file__).resolve().parent.parent.parent
QUESTION = "白鹭大桥全长多少米？"


@pytest.fixture
def place(tmp_path):
    """An index made with the bundled model, as the program makes it."""
    path = write_records(tmp_path / "a.jsonl", COUNTY)
    assert main(["build", str(path), "--index", str(tmp_path / "index")]) == 0
    return tmp_path / "index"


@pytest.fixture
def archive(place):
    return Archive.open(place, settings=Settings())


def wenbao(*words):
    return subprocess.run(
        [sys.executable, "-m", "wenbao", *map(str, words)], cwd=ROOT, env=os.environ, capture_output=True, text=True,
        encoding="utf-8", timeout=60,
    )  # fmt: skip


def test_d13_p5_withdrawn_in_another_process_is_gone_from_a_live_server(archive, place):
    address = start(create_app(archive, with_page=False))
    with httpx.Client(base_url=address, timeout=30) as api:
        assert api.post("/api/v1/ask", json={"question": QUESTION}).json()["answer"]["short"].startswith("1260")
        assert api.get("/api/v1/articles/bridge").status_code == 200
        done = wenbao("withdraw", "bridge", "--reason", "法院判决", "--index", place, "--json")
        assert done.returncode == 0, done.stderr
        until(lambda: api.get("/api/v1/articles/bridge").status_code == 410)
        reply = api.post("/api/v1/ask", json={"question": QUESTION})
        assert reply.json()["answer"] is None
        assert "1260" not in reply.text
        assert "bridge" not in reply.text
        assert "bridge" not in api.get("/api/v1/search", params={"q": "白鹭大桥 通车"}).text
        assert api.get("/api/v1/coverage").json()["articles"] == 6
        assert "白鹭" not in api.get("/api/v1/articles/bridge").text
        assert wenbao("withdraw", "bridge", "--undo", "--index", place).returncode == 0
        until(lambda: api.get("/api/v1/articles/bridge").status_code == 200)


def test_the_commands_say_what_they_did(place, tmp_path, capsys):
    out = ["--index", str(place)]
    capsys.readouterr()
    assert main(["withdraw", "bridge", *out]) == 1
    assert "--reason" in capsys.readouterr().err
    assert main(["withdraw", "bridge", "--reason", "因故", *out]) == 0
    assert "bridge" in capsys.readouterr().out
    assert main(["articles", *out]) == 0
    assert "bridge" not in capsys.readouterr().out
    assert main(["articles", "--withdrawn", "--json", *out]) == 0
    listed = capsys.readouterr().out
    assert '"withdrawn": true' in listed
    assert "因故" in listed
    assert "白鹭" not in listed
    (tmp_path / "text.txt").write_text("云岭乡茶园产量58吨。\n", "utf-8")
    assert (
        main(["correct", "tea", "--headline", "春茶", "--body-file", str(tmp_path / "text.txt"), "--json", *out]) == 0
    )
    assert "58吨" in capsys.readouterr().out
    assert main(["correct", "tea", "--undo", *out]) == 0
    assert "春茶开采" in capsys.readouterr().out
    assert main(["correct", "tea", "--body-file", str(tmp_path / "none.txt"), *out]) == 1
    assert "none.txt" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("readers", "swaps"), [(3, 4), pytest.param(8, 50, marks=pytest.mark.quality)], ids=["some", "all"]
)
def test_f15_readers_go_on_while_versions_change(archive, place, readers, swaps):
    """No question fails, and none sees half of one version and half of another."""
    stop, failures, seen = threading.Event(), [], set()

    def read():
        while not stop.is_set():
            try:
                found = {result.key for result in archive.search("白鹭大桥 通车").results}
                article = archive.article("bridge")
                seen.add(("bridge" in found, article.withdrawn if article else None))
            except Exception as error:
                failures.append(error)

    threads = [threading.Thread(target=read) for _ in range(readers)]
    for reader in threads:
        reader.start()
    folder = IndexFolder(place)
    for _ in range(swaps // 2):
        for change, state in (
            (lambda: withdraw(folder, "bridge", "因故", program="test"), (False, True)),
            (lambda: restore(folder, "bridge", program="test"), (True, False)),
        ):
            change()
            seen.discard(state)
            until(lambda state=state: state in seen or failures)
    stop.set()
    for reader in threads:
        reader.join()
    assert not failures
    assert {(True, False), (False, True)} <= seen


def test_f10_a_new_version_that_is_damaged_leaves_the_old_one_answering(archive, place, caplog):
    (place / "CURRENT").write_text(f"000009 {'0' * 64}\n")
    with caplog.at_level(logging.ERROR):
        until(lambda: archive.search("大桥") and caplog.records)
    assert archive.article("bridge")
    assert archive.ask(QUESTION).answer


def test_the_retriever_follows_too_and_segments_stay_open(archive, place):
    retriever = archive.retriever()
    held = archive._archivist.store.segments
    withdraw(IndexFolder(place), "bridge", "因故", program="test")
    until(lambda: all(document.metadata["key"] != "bridge" for document in retriever.invoke("白鹭大桥 通车")))
    assert [a is b for a, b in zip(held, archive._archivist.store.segments, strict=True)] == [True]


def test_a_correction_is_answered_with(archive, place):
    body = str(COUNTY[2]["text"]).replace("1260", "1206")
    correct(IndexFolder(place), archive._archivist.embedder, "bridge", {"body": body}, program="test")
    until(lambda: archive.ask(QUESTION).answer.short.startswith("1206"))
