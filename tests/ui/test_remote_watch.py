"""The same program over an archive on Milvus: commands, several servers without a folder, and a Milvus that fails."""

from __future__ import annotations

import hashlib
import json
import time
from itertools import count

import httpx
import pytest

from tests.fakes import COUNTY, write_records
from tests.milvus_lite import Wire
from tests.ui.serving import UNLIMITED, start, until
from ui.archive import Archive
from ui.cli import main
from ui.server import create_app
from ui.settings import Settings

QUESTION = "白鹭大桥全长多少米？"
NUMBERS = count()


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    """An index made with the bundled model."""
    folder = tmp_path_factory.mktemp("county")
    path = write_records(folder / "a.jsonl", COUNTY)
    assert main(["build", str(path), "--index", str(folder / "index")]) == 0
    return folder / "index"


@pytest.fixture(scope="module")
def shown(milvus, county):
    """That index on Milvus, for tests that change nothing."""
    assert main(["migrate", "--to", f"{milvus}/ui_shown", "--index", str(county)]) == 0
    return f"{milvus}/ui_shown"


@pytest.fixture
def address(milvus, county):
    """The same under a name of this test's own."""
    named = f"{milvus}/ui_{next(NUMBERS)}"
    assert main(["migrate", "--to", named, "--index", str(county)]) == 0
    return named


def run(capsys, *words):
    """What a command prints, and its exit code."""
    capsys.readouterr()
    code = main([*map(str, words)])
    out, err = capsys.readouterr()
    return code, out, err


def tree(folder):
    """What every file of an index holds."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "publishing.lock"]
    return {path.relative_to(folder): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


@pytest.mark.parametrize(
    "words", [("ask", QUESTION), ("search", "献血"), ("check", "白鹭大桥全长1260米"), ("articles",)]
)
def test_commands_print_the_same_of_both(capsys, shown, county, words):
    printed = []
    for place in (county, shown):
        code, out, _ = run(capsys, *words, "--index", place, "--json")
        assert code == 0
        lines = [json.loads(line) for line in out.splitlines()]
        printed.append([{k: v for k, v in line.items() if k not in ("id", "timing_ms")} for line in lines])
    assert printed[0] == printed[1] != []


def test_the_setting_is_read_and_published_to(capsys, milvus, tmp_path, monkeypatch):
    named = f"{milvus}/ui_{next(NUMBERS)}"
    monkeypatch.setenv("WENBAO_STORE", named)
    monkeypatch.setenv("WENBAO_HOME", str(tmp_path / "workshop"))
    assert run(capsys, "build", write_records(tmp_path / "a.jsonl", COUNTY))[0] == 0
    monkeypatch.setenv("WENBAO_HOME", str(tmp_path / "server"))  # another machine, which has no folder
    assert "1260" in run(capsys, "ask", QUESTION)[1]
    code, out, _ = run(capsys, "doctor")
    assert code == 0
    assert named in out
    monkeypatch.setenv("WENBAO_HOME", str(tmp_path / "workshop"))
    assert run(capsys, "withdraw", "bridge", "--reason", "当事人要求")[0] == 0
    monkeypatch.setenv("WENBAO_HOME", str(tmp_path / "server"))
    assert "1260" not in run(capsys, "ask", QUESTION)[1]
    assert "当事人要求" in run(capsys, "articles", "--withdrawn")[1]
    assert run(capsys, "migrate", "--from", named, "--index", tmp_path / "back")[0] == 0
    assert "1260" not in run(capsys, "ask", QUESTION, "--index", tmp_path / "back")[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("versions",), "works on a folder"),
        (("build", "x.txt"), "works on a folder"),
        (("rollback",), "works on a folder"),
        (("doctor", "--repair"), "repaired from its index folder"),
        (("withdraw", "bridge"), "needs a reason"),
        (("withdraw", "no-such-key", "--reason", "x"), "there is no article"),
        (("withdraw", "bridge", "--undo"), "is not withdrawn"),
    ],
)
def test_what_cannot_be_done_there_is_said_in_one_line(capsys, shown, words, said):
    code, out, err = run(capsys, *words, "--index", shown)
    assert (code, out) == (1, "")
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("name", ["milvus+http://127.0.0.1:1/x", "milvus+ftp://x", "milvus+http://u:hushhush@h/x"])
def test_a_wrong_address_is_one_line(capsys, name, monkeypatch):
    code, out, err = run(capsys, "ask", QUESTION, "--index", name)
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    assert "hushhush" not in err
    monkeypatch.setenv("WENBAO_STORE", name)
    code, out, err = run(capsys, "ask", QUESTION)
    assert (code, out, err.count("\n")) == (1, "", 1)


def test_servers_without_a_folder_follow_one_archive(capsys, address, county):
    folder, settings = tree(county), UNLIMITED.model_copy(update={"store": address})
    servers = [httpx.Client(base_url=start(create_app(Archive.open(settings=settings), with_page=False))) for _ in "ab"]
    for server in servers:
        reply = server.post("/api/v1/ask", json={"question": QUESTION}, timeout=30).json()
        assert "1260" in reply["answer"]["text"]
        assert server.get("/api/v1/articles/bridge").status_code == 200
    code, out, _ = run(capsys, "withdraw", "bridge", "--reason", "当事人要求", "--index", address, "--json")
    assert (code, json.loads(out)["keys"]) == (0, ["bridge"])
    for server in servers:
        until(lambda server=server: server.get("/api/v1/articles/bridge").status_code == 410)
        reply = server.post("/api/v1/ask", json={"question": QUESTION}, timeout=30).json()
        assert reply["answer"] is None
        assert "bridge" not in json.dumps(reply)
    assert tree(county) == folder


@pytest.mark.parametrize("fault", ["cut", "hold"])
def test_a_milvus_that_is_gone_or_slow_is_a_503_and_comes_back(milvus, address, county, fault):
    wire = Wire(int(milvus.rpartition(":")[2]))
    folder, deadline = tree(county), 1.5
    far = f"milvus+http://127.0.0.1:{wire.port}/{address.rpartition('/')[2]}"
    settings = Settings(store=far, store_timeout=deadline, limits=UNLIMITED.limits)
    server = httpx.Client(base_url=start(create_app(Archive.open(settings=settings), with_page=False)), timeout=30)
    ask = {"question": "今年三月栽下的松树、柏树有多少株？"}
    assert server.post("/api/v1/search", json={"query": "茶园"}).status_code == 200
    getattr(wire, fault)()
    time.sleep(1.1)
    started = time.monotonic()
    failed = server.post("/api/v1/ask", json=ask)
    assert time.monotonic() - started < 12 * deadline, "or it would be the client that gave up"
    assert failed.status_code == 503
    assert failed.json()["error"]["code"] == "index_unavailable"
    assert "127.0.0.1" not in failed.text
    assert failed.headers["retry-after"]
    waits = []
    for _ in range(3):
        started = time.monotonic()
        assert server.post("/api/v1/ask", json=ask).status_code == 503
        waits.append(time.monotonic() - started)
    assert min(waits) < deadline / 2, "the next ones need not wait"
    assert server.get("/health/live").status_code == 200
    wire.join()
    for _ in range(40):
        if (answered := server.post("/api/v1/ask", json=ask)).status_code == 200:
            break
        time.sleep(0.5)
    assert answered.json()["index"]["articles"] == len(COUNTY)
    assert tree(county) == folder


def test_a_build_whose_milvus_is_gone_keeps_what_it_built(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("WENBAO_STORE", "milvus+http://127.0.0.1:1/x")
    monkeypatch.setenv("WENBAO_HOME", str(tmp_path / "home"))
    code, out, err = run(capsys, "build", write_records(tmp_path / "a.jsonl", COUNTY))
    assert code == 1
    assert "7 篇" in out
    assert "wenbao migrate --to" in err.splitlines()[-1]
    assert "1260" in run(capsys, "ask", QUESTION, "--index", tmp_path / "home")[1]
