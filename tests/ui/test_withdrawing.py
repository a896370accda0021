"""Row P3 at the command line: `wenbao withdraw --naming NAME --published DAYS`, listed, asked for, done and proved."""

from __future__ import annotations

import hashlib
import io
import json
import sys

import pytest

from index.errors import IndexUnwritable
from index.folder import IndexFolder
from tests.fakes import COUNTY, write_records
from ui.cli import main

PERSON = "牧野晴川"
REPRINTED = f"{PERSON}第一次来，谈养兰的事。"
RECORDS = (
    {"id": "r1", "title": "雨中来客", "date": "2023-08-01", "text": REPRINTED},
    {"id": "r2", "title": "又见来客", "date": "2023-08-02", "text": f"{PERSON}第二次来，在桥头看了一下午的水。"},
    {"id": "spaced", "title": "花会", "date": "2023-09-03", "text": "牧　野晴 川带来一盆建兰，摆在门口，路人都看。"},
    {"id": "later", "title": "转登", "date": "2023-10-09", "text": REPRINTED, "newspaper": "云岭周报"},
    {"id": "other", "title": "又一天", "date": "2023-08-02", "text": "河边的柳树修剪了枝条，行人说走着方便。"},
)  # fmt: skip
ALL = {"r1", "r2", "spaced", "later"}
YES = ("--reason", "当事人要求", "--yes")


@pytest.fixture
def index(tmp_path, capsys):
    made = tmp_path / "index"
    assert main(["build", str(write_records(tmp_path / "a.jsonl", (*COUNTY, *RECORDS))), "--index", str(made)]) == 0
    capsys.readouterr()
    return made


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory):
    folder = tmp_path_factory.mktemp("unchanged")
    assert main(["build", str(write_records(folder / "a.jsonl", RECORDS)), "--index", str(folder / "index")]) == 0
    return folder / "index"


@pytest.fixture
def do(capsys):
    def command(*words):
        capsys.readouterr()
        code = main([*map(str, words)])
        out, err = capsys.readouterr()
        return code, out, err

    return command


class Somebody(io.StringIO):
    """Who sits at a terminal and has typed this."""

    def isatty(self):
        return True


def tree(folder):
    return {p: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.rglob("*")) if p.is_file()}


def told(out):
    return [json.loads(line) for line in out.splitlines()]


def version(place):
    return IndexFolder(place).manifest().version


def test_p3_a_dry_run_lists_what_would_go_and_changes_nothing(do, unchanged):
    before = tree(unchanged)
    code, out, err = do("withdraw", "--naming", "牧野 晴川", "--dry-run", "--erase", "--yes", "--index", unchanged)
    assert code == 0
    assert {line.split()[0] for line in out.splitlines()} == ALL
    assert any("2023-08-02" in line and "又见来客" in line and "第二次来" in line for line in out.splitlines())
    assert "4 篇" in err
    _, out, _ = do(
        "withdraw", "--naming", PERSON, "--published", "2023-08", "--dry-run", "--json", "--index", unchanged
    )
    assert {each["key"]: each["reprint_of"] for each in told(out)} == {"r1": None, "r2": None, "later": "r1"}
    assert {tuple(sorted(each)) for each in told(out)} == {
        ("headline", "key", "newspaper", "published", "reprint_of", "source", "words")
    }
    assert tree(unchanged) == before


@pytest.mark.parametrize(("days", "keys"), [
    ("2023-08-02", {"r2", "other"}), ("2023-08-02..2023-09-03", {"r2", "other", "spaced"}), ("2023-09", {"spaced"}),
    ("2023-09..2023", {"spaced", "later", "r1"}),
])  # fmt: skip
def test_p3_days_are_read_as_they_are_written(do, unchanged, days, keys):
    code, out, _ = do("withdraw", "--published", days, "--dry-run", "--json", "--index", unchanged)
    assert (code, {each["key"] for each in told(out)}) == (0, keys)


def test_p3_who_is_named_goes_in_one_version_and_no_search_finds_it(do, index):
    first = version(index)
    code, out, err = do("withdraw", "--naming", PERSON, *YES, "--index", index, "--json")
    (done,) = told(out)
    assert (code, err) == (0, "")
    assert {*done.pop("keys")} == ALL
    assert done == {"key": None, "withdrawn": True, "waiting": [], "version": first + 1, "erased": False}
    for words in (PERSON, "牧野", "养兰", "建兰"):
        found = told(do("search", words, "--index", index, "--json")[1])[0]["results"]
        assert not {each["key"] for each in found} & ALL
    left = {each["key"] for each in told(do("articles", "--index", index, "--json")[1])}
    assert left == {each["id"] for each in (*COUNTY, *RECORDS)} - ALL
    assert "当事人要求" in do("articles", "--withdrawn", "--index", index)[1]
    code, out, err = do("withdraw", "--naming", PERSON, *YES, "--index", index)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "no article names" in err
    assert do("withdraw", "r1", "--undo", "--index", index)[0] == 0, "without erasing, taken back at once"
    assert "r1" in do("articles", "--index", index)[1]


def holding(place):
    """The files that hold a word of it, in UTF-8 or as JSON escapes it."""
    forms = [form for word in (PERSON, "一盆建兰") for form in (word.encode(), word.encode("unicode_escape"))]
    return {path.name for path in tree(place) if any(form in path.read_bytes() for form in forms)}


def test_p3_after_erasing_no_file_holds_a_word_of_it(do, index):
    assert do("withdraw", "--naming", PERSON, *YES, "--index", index)[0] == 0
    assert holding(index), "a withdrawal alone leaves the text in its segment"
    code, out, _ = do("withdraw", "r1", "--reason", "当事人要求", "--erase", "--index", index)
    assert (code, "erased" in out) == (0, True)
    assert holding(index) == set()
    assert do("doctor", "--index", index)[0] == 0
    assert "献血" in do("search", "献血", "--index", index)[1]


def test_p3_an_erasure_that_fails_leaves_it_withdrawn_and_says_how_to_go_on(do, index, monkeypatch):
    def full(*_, **__):
        raise IndexUnwritable("the disk is full")

    monkeypatch.setattr("ui.commands.withdraw.erase", full)
    code, _, err = do("withdraw", "--published", "2023-08-02", *YES, "--erase", "--index", index)
    assert (code, err.count("\n")) == (1, 1)
    assert "withdrawn, but not erased; then run: wenbao withdraw" in err
    assert not {"r2", "other"} & {each["key"] for each in told(do("articles", "--index", index, "--json")[1])}


@pytest.mark.parametrize(("typed", "code"), [("y\n", 0), ("是\n", 0), ("n\n", 1), ("\n", 1), ("", 1)])
def test_p3_on_a_terminal_it_asks(do, index, monkeypatch, typed, code):
    monkeypatch.setattr(sys, "stdin", Somebody(typed))
    first = version(index)
    done, out, err = do("withdraw", "--published", "2023-08-02", "--reason", "x", "--index", index, "--json")
    assert done == code
    assert "Withdraw these 2?" in err
    assert "又见来客" in err
    assert version(index) == first + (code == 0)
    assert len(told(out)) == (code == 0)


@pytest.mark.parametrize(("words", "said"), [
    (("--naming", PERSON, "--reason", "x"), "4 articles would be withdrawn: see them with --dry-run"),
    (("--naming", PERSON, "--reason", "x", "--erase"), "4 articles would be withdrawn and erased"),
    (("--naming", PERSON, "--yes"), "needs a reason"),
    (("--naming", "无此人也", *YES), "no article names '无此人也': nothing to withdraw"),
    (("--naming", "无此人也", "--dry-run"), "no article names"),
    (("--naming", PERSON, "--published", "2022", *YES), "and came out 2022-01-01..2022-12-31: nothing"),
    (("--naming", "王", *YES), "is no name to look for"),
    (("--naming", "", "--published", "2023", *YES), "--naming is empty"),
    (("--naming", PERSON, "--published", " ", *YES), "--published is empty"),
    (("--published", "gestern", *YES), "are no days"),
    (("--published", "2023-13", "--dry-run"), "are no days"),
    (("--published", "2023-02-30", *YES), "are no days"),
    (("--published", "2023-09..2023-08", *YES), "are no days"),
    (("--published", "2023-08..", *YES), "lacks an end"),
    (("--published", "..", *YES), "lacks an end"),
    (("--published", "2023-08..2023-09..2023-10", *YES), "are no days"),
])  # fmt: skip
def test_p3_what_cannot_be_done_is_one_line_and_nothing_changes(do, unchanged, monkeypatch, words, said):
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    before = tree(unchanged)
    code, out, err = do("withdraw", *words, "--index", unchanged)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert said in err
    assert tree(unchanged) == before


@pytest.mark.parametrize("words", [
    (), ("--reason", "x"), ("r1", "--naming", PERSON, *YES), ("r1", "--dry-run", *YES), ("r1", "--undo", "--erase"),
    ("--naming", PERSON, "--undo"), ("r1", "r2", *YES),
])  # fmt: skip
def test_p3_a_form_that_is_none_is_wrong_usage(unchanged, capsys, words):
    before = tree(unchanged)
    with pytest.raises(SystemExit) as stopped:
        main(["withdraw", *words, "--index", str(unchanged)])
    assert stopped.value.code == 2
    assert tree(unchanged) == before


@pytest.mark.parametrize("words", [("r1", "--reason", "x"), ("--reason", "x", "r1"), ("--json", "r1", "--reason", "x")])
def test_a_key_is_withdrawn_as_ever_wherever_it_stands(do, index, words):
    code, out, _ = do("withdraw", "--index", index, *words)
    assert (code, "r1" in out) == (0, True)
    assert "r2" in do("articles", "--index", index)[1]


def test_p3_what_is_withdrawn_and_erased_goes_from_milvus_too(do, milvus, tmp_path, monkeypatch):
    monkeypatch.setenv("WENBAO_STORE", f"{milvus}/withdrawing")
    monkeypatch.setenv("WENBAO_HOME", str(tmp_path / "workshop"))
    assert do("build", write_records(tmp_path / "a.jsonl", RECORDS))[0] == 0
    code, _, err = do("withdraw", "--naming", PERSON, *YES, "--erase")
    assert (code, err.count("发布 published")) == (0, 1)
    monkeypatch.setenv("WENBAO_HOME", str(tmp_path / "server"))  # another machine, which has no folder
    assert [each["key"] for each in told(do("articles", "--json")[1])] == ["other"]
    assert do("migrate", "--from", f"{milvus}/withdrawing", "--index", tmp_path / "back")[0] == 0
    assert holding(tmp_path / "back") == set()
    for words in (("--naming", "柳树", *YES), ("other", "--reason", "x", "--erase")):
        code, out, err = do("withdraw", *words)
        assert (code, out, err.count("\n")) == (1, "", 1)
        assert "run it where that is" in err
