"""What cannot be used is refused in one line that says what to do, before anything is read or written."""

from __future__ import annotations

import builtins
import socket
import time
from dataclasses import replace

import pytest

from index.errors import IndexForeign, IndexMissing, IndexNewer, IndexUnavailable, InputError
from index.folder import IndexFolder
from index.milvus.address import Address
from index.milvus.door import PAUSE, Door
from index.milvus.publish import publish
from index.milvus.release import check_model, current, make_current
from index.milvus.tables import check_tables, make_tables
from tests.fakes import COUNTY, BigramEmbedder, take, write_records
from tests.milvus_lite import Wire, free_port


@pytest.mark.parametrize(
    ("text", "uri", "name"),
    [
        ("milvus+http://h", "http://h:19530", "wenbao"),
        ("milvus+http://h:1/a", "http://h:1", "a"),
        ("milvus+https://db.paper.example/news_1/", "https://db.paper.example:19530", "news_1"),
        ("milvus+http://[::1]:19530/x", "http://[::1]:19530", "x"),
    ],
)
def test_an_address_is_read(text, uri, name):
    assert Address.parse(text) == Address(uri, name)
    assert Address.parse(str(Address.parse(text))) == Address.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "http://h/a", "milvus+ftp://h/a", "milvus+http:///a", "milvus+http://h:x/a", "milvus+http://h:99999/a",
        "milvus+http://h/a/b", "milvus+http://h/报", "milvus+http://h/a?b=c", "milvus+http://h/1a", "milvus+", "/var/x",
    ],
)  # fmt: skip
def test_a_wrong_address_is_shown_the_right_form(text):
    with pytest.raises(InputError, match=r"milvus\+http://HOST:19530/NAME") as caught:
        Address.parse(text)
    assert "\n" not in caught.value.message


def test_secrets_stay_out_of_addresses():
    with pytest.raises(InputError, match="WENBAO_STORE_TOKEN") as caught:
        Address.parse("milvus+http://root:word@h/a")
    assert "word" not in caught.value.message


def test_without_the_extra_one_line_names_it(monkeypatch):
    real = builtins.__import__

    def without(name, *rest):
        if name.partition(".")[0] == "pymilvus":
            raise ModuleNotFoundError("No module named 'pymilvus'")
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(InputError, match=r"pip install 'wenbao\[milvus\]'"):
        Door.open(Address.parse("milvus+http://h/a"))


@pytest.mark.parametrize("kind", ["nobody", "no name", "no milvus"])
def test_where_no_milvus_answers_one_line_says_where(kind):
    listener = socket.create_server(("127.0.0.1", 0))
    port = {"nobody": free_port(), "no name": 19530, "no milvus": listener.getsockname()[1]}[kind]
    host = "no-such-host.invalid" if kind == "no name" else "127.0.0.1"
    with listener, pytest.raises(IndexUnavailable) as caught:
        Door.open(Address.parse(f"milvus+http://{host}:{port}/a"), timeout=1)
    assert f"{host}:{port}/a" in caught.value.message
    assert "\n" not in caught.value.message
    assert caught.value.retryable


def test_a_milvus_that_does_not_answer_is_waited_for_once(milvus):
    wire = Wire(int(milvus.rpartition(":")[2]))
    door = Door.open(Address.parse(f"milvus+http://127.0.0.1:{wire.port}/a"), timeout=0.5)
    make_tables(door, 4)
    assert door.query("words", "dim > 0", ["dim"]) == []
    wire.hold()
    for waited in (0.4, 0.0):
        started = time.monotonic()
        with pytest.raises(IndexUnavailable, match=r"no answer within 0\.5 s"):
            door.query("words", "dim > 0", ["dim"])
        assert waited <= time.monotonic() - started
    wire.join()
    time.sleep(PAUSE)
    assert door.query("words", "dim > 0", ["dim"]) == []


def test_a_milvus_of_long_ago_is_named(milvus, monkeypatch):
    from pymilvus import MilvusClient

    monkeypatch.setattr(MilvusClient, "get_server_version", lambda self, **_: "v2.3.9")
    with pytest.raises(InputError, match=r"Milvus v2\.3\.9; Wenbao needs 2\.4"):
        Door.open(Address.parse(f"{milvus}/old"))


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("auth check failure, please check api key: unauthenticated", InputError),
        ("PrivilegeQuery: permission deny to reader", InputError),
        ("the authority of the channel is not known", IndexUnavailable),
        ("collection not found\nsecond line", IndexUnavailable),
    ],
)
def test_what_milvus_refuses_is_told_from_what_fails(door, said, kind):
    from pymilvus import MilvusException

    def refuse(client):
        raise MilvusException(message=said)

    with pytest.raises(kind) as caught:
        door.do(refuse)
    assert ("WENBAO_STORE_TOKEN" in caught.value.message) == (kind is InputError)
    assert "\n" not in caught.value.message


def test_an_empty_milvus_says_how_to_fill_it(door):
    with pytest.raises(IndexMissing, match="wenbao migrate --to"):
        check_tables(door)


@pytest.fixture
def county(tmp_path):
    take(tmp_path / "index", write_records(tmp_path / "a.jsonl", COUNTY))
    return tmp_path / "index"


def test_other_models_dimensions_and_formats_are_refused_and_nothing_changes(door, send, county, tmp_path):
    send()
    before = current(door)
    with pytest.raises(IndexForeign, match="64 dimensions, the model in use makes 32"):
        check_tables(door, 32)
    with pytest.raises(IndexForeign, match=r"another model \('bigrams'\) than the one in use \('other'\)"):
        check_model(before, "there", name="other", fingerprint="x")
    with pytest.raises(IndexForeign, match="an earlier release of its model"):
        check_model(before, "there", name="bigrams", fingerprint="x")
    for embedder, said in ((BigramEmbedder("other"), "another model"), (BigramEmbedder(dimension=32), "dimensions")):
        place = tmp_path / embedder.fingerprint
        take(place, tmp_path / "a.jsonl", embedder=embedder)
        with pytest.raises(IndexForeign, match=said):
            publish(IndexFolder(place), door, program="test")
    assert current(door) == before
    make_current(door, replace(before, format=9))
    with pytest.raises(IndexNewer, match="format 9"):
        current(door)
    with pytest.raises(IndexNewer):
        publish(IndexFolder(county), door, program="test")
    make_current(door, replace(before, format=0))
    with pytest.raises(IndexForeign, match="earlier release"):
        current(door)


def test_another_archive_is_not_overwritten(door, send, county, tmp_path):
    store = send()
    other = write_records(tmp_path / "b.jsonl", [{"id": "x", "text": "六月六日，青禾镇植树四百二十棵。"}])
    take(tmp_path / "other", other)
    with pytest.raises(InputError, match="holds another archive"):
        publish(IndexFolder(tmp_path / "other"), door, program="test")
    assert len(list(store.articles())) == len(COUNTY)
    assert current(door) == store.release
