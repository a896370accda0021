"""Withdrawn by a person's name or by date, over HTTP: looked through, done, and proved by search and file grep (P3)."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from tests.fakes import COUNTY, write_records
from tests.ui.admin.house import open_house, send
from tests.ui.desk.conftest import NOW
from ui.cli import main
from ui.state.tables import Complaint, Feedback, SignedCheck

PERSON = "牧野晴川"
VISITS = (
    {"id": f"r{n}", "title": f"雨中来客之{n}", "date": f"2023-08-0{n}", "text": f"{PERSON}第{n}次来，谈养兰的事。"}
    for n in (1, 2)
)
RECORDS = (
    *VISITS,
    {"id": "spaced", "title": "花会", "date": "2023-09-03", "text": "牧　野晴 川带来一盆建兰，摆在门口。"},
    {"id": "other", "title": "又一天", "date": "2023-08-02", "text": "河边的柳树修剪了枝条，行人说走着方便。"},
)


def opened(tmp_path):
    made = open_house(tmp_path)
    main(["build", str(write_records(tmp_path / "more.jsonl", RECORDS)), "--index", str(tmp_path / "index")])
    made.app.state.service.opening.get().catch_up()
    made.sign_in()
    return made


@pytest.fixture
def house(tmp_path):
    return opened(tmp_path)


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory):
    return opened(tmp_path_factory.mktemp("unchanged"))


def look(house, **asked):
    return house.http.get("/admin/removal", params=asked)


def ticks(page):
    return dict(re.findall(r'name="(key-\d+)" value="([^"]+)" checked', page.text))


def holds(folder, *words):
    forms = [form for word in words for form in (word.encode(), word.encode("unicode_escape"))]
    data = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.suffix != ".jsonl"}
    data |= {path: path.read_bytes() for path in (folder / "index").rglob("*.jsonl")}
    return {path.name for path, content in data.items() if any(form in content for form in forms)}


def keep_records(house):
    common = {"at": NOW, "due": NOW, "kind": "privacy"}
    with house.app.state.service.state.begin() as writing:
        writing.add(Feedback(at=NOW, answer_id="a", liked=True, remark=f"{PERSON}说得好"))
        writing.add(Feedback(at=NOW, answer_id="b", liked=True, remark="无关的话"))
        writing.add(Complaint(text=f"{PERSON}的事", status="upheld", **common))
        writing.add(Complaint(text=f"{PERSON}还没有办的事", status="open", **common))
        writing.add(
            SignedCheck(
                claim="x", claim_hash="h", bag_hash="h", searched="", overall="supported", archive_version=1,
                signed_by="林", signed_at=NOW, verdict={"parts": [{"quotes": [f"{PERSON}第1次来"]}]},
            )
        )  # fmt: skip


def test_p3_by_name_everything_goes_and_search_and_files_prove_it(house, tmp_path):
    keep_records(house)
    shown = look(house, person=PERSON)
    found = ticks(shown)
    assert sorted(found.values()) == ["r1", "r2", "spaced"]
    assert "评价 1 条" in shown.text
    assert "已办结的投诉 1 件" in shown.text
    assert "已签发的核查 1 份" in shown.text
    fields = {**found, "person": PERSON, "reason": "当事人要求", "erase": "yes", "records": "yes"}
    done = send(house, "/admin/removal", **fields)
    assert "did_erase" in done.headers["location"]
    assert "已从磁盘抹去" in house.http.get(done.headers["location"]).text
    for key in found.values():
        assert house.http.get(f"/api/v1/articles/{key}").status_code == 410
    for words in (PERSON, "牧野", "养兰", "建兰"):
        results = house.http.post("/api/v1/search", json={"query": words}).json()["results"]
        assert not {each["key"] for each in results} & set(found.values())
    answer = house.http.post("/api/v1/ask", json={"question": f"{PERSON}来了几次？"}).json()
    assert not {each["key"] for each in answer["citations"]} & set(found.values())
    assert house.http.get("/api/v1/articles/other").status_code == 200
    with house.app.state.service.state.begin() as reading:
        assert [row.remark for row in reading.scalars(select(Feedback))] == ["无关的话"]
        assert [row.status for row in reading.scalars(select(Complaint))] == ["open"]
        assert reading.scalars(select(SignedCheck)).all() == []
    assert holds(tmp_path, PERSON, "谈养兰", "一盆建兰") == set(), "the state store is in memory here"
    assert ticks(look(house, person=PERSON)) == {}


def test_p3_by_date_with_namesakes_left_out(house):
    shown = look(house, since="2023-08", until="2023-08-31")
    found = ticks(shown)
    assert sorted(found.values()) == ["other", "r1", "r2"]
    both = ticks(look(house, person="牧野 晴川", since="2023-08-02", until="2023-08-02"))
    assert list(both.values()) == ["r2"]
    left = {name: key for name, key in found.items() if key != "other"}
    version = int(house.http.get("/api/v1/coverage").json()["version"])
    done = send(house, "/admin/removal", reason="版面作废", **left)
    assert "did_withdraw" in done.headers["location"]
    coverage = house.http.get("/api/v1/coverage").json()
    assert int(coverage["version"]) == version + 1, "all of them in one version"
    assert house.http.get("/api/v1/articles/other").status_code == 200
    assert "版面作废" in house.http.get("/admin/withdrawn").text
    send(house, "/admin/article/restore", key="r1")
    assert house.http.get("/api/v1/articles/r1").status_code == 200, "without erasing, taken back at once"


@pytest.mark.parametrize("asked", [
    {"person": "王"}, {"person": "长" * 41}, {"since": "gestern"}, {"since": "2024", "until": "2023"},
    {"until": "2023-13"},
])  # fmt: skip
def test_what_cannot_be_looked_for_is_said_on_a_page(unchanged, asked):
    answer = look(unchanged, **asked)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


def test_nothing_is_withdrawn_without_reason_tick_or_a_form_of_ours(unchanged, tmp_path):
    house = unchanged
    version = house.http.get("/api/v1/coverage").json()["version"]
    for fields in (
        {"key-1": "r1"},
        {"reason": "x"},
        {"reason": "x", "key-1": "no-such"},
        {"reason": "x", "erase": "yes"},
    ):
        answer = send(house, "/admin/removal", **fields)
        assert answer.status_code == 400
        assert str(tmp_path) not in answer.text
    foreign = {"key-1": "r1", "reason": "x", "csrf": house.csrf}
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {}):
        assert house.http.post("/admin/removal", data=foreign, headers=headers).status_code == 403
    assert house.http.get("/api/v1/coverage").json()["version"] == version


def test_five_hundred_at_a_time(unchanged, monkeypatch):
    house = unchanged
    monkeypatch.setattr("ui.admin.removal.AT_ONCE", 2)
    shown = look(house, person=PERSON)
    assert len(ticks(shown)) == 2
    assert "只列前 2 篇" in shown.text


def test_b1_what_articles_say_is_text_here_too(house, tmp_path):
    evil = {"id": "evil", "title": "<img src=x onerror=alert(1)>", "text": f"<script>alert(1)</script>{PERSON}。"}
    main(["build", str(write_records(tmp_path / "evil.jsonl", [evil])), "--index", str(tmp_path / "index")])
    house.app.state.service.opening.get().catch_up()
    for asked in ({"person": PERSON}, {"person": '"><svg onload=alert(1)>'}):
        page = look(house, lang="en", **asked).text
        assert not re.search(r"<(img|svg|script)(?! src=\"[^\"]*admin\.js\")", page)
    assert len(COUNTY) + len(RECORDS) + 1 == house.http.get("/api/v1/coverage").json()["articles"]
