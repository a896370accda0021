"""Signing over HTTP: who may, what is kept, what is offered again, and what becomes of it."""

import json
import re

import pytest

from index.desk import withdraw
from index.folder import IndexFolder
from tests.fakes import COUNTY, write_records
from tests.ui.desk.conftest import CLAIM, SETTINGS, make_index
from tests.ui.fakes import EVIL_TEXT
from ui.archive import Archive
from ui.cli import main
from ui.settings import Settings

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_nobody_signs_without_signing_in(desk):
    digest = desk.draft()["digest"]
    response = desk.http.post("/api/v1/checks", json={"claim": CLAIM, "digest": digest}, headers=desk.own)
    assert response.status_code == 401
    assert desk.http.get("/api/v1/checks").status_code == 401
    assert "admin" not in response.json()["error"]["message"] or "sign in" in response.json()["error"]["message"]


def test_a_signed_check_is_kept_found_and_read(desk):
    desk.sign_in()
    response = desk.sign(remark="据三月六日报道")
    assert response.status_code == 201
    paper = response.json()
    assert paper["status"] == "signed"
    assert paper["signed"] == {"by": "林编辑", "at": "2024-01-15T04:00:00Z", "remark": "据三月六日报道"}
    assert paper["index"] == {"version": "1"}
    assert re.fullmatch("[0-9a-f]{32}", paper["id"])
    for words in ("献血", "献血 林编辑", "東湖廣場", "掀献血热潮"):
        found = desk.http.get("/api/v1/checks", params={"q": words}).json()["checks"]
        assert [each["id"] for each in found] == [paper["id"]], words
    for miss in ({"q": "大桥"}, {"q": "%"}, {"verdict": "supported"}, {"before": "2024-01-15T03:59:00Z"}):
        assert desk.http.get("/api/v1/checks", params=miss).json()["checks"] == []
    one = desk.http.get(f"/api/v1/checks/{paper['id']}").json()
    assert one["standing"] == {"holds": True, "changes": [], "today": "refuted", "withdrawn": []}
    assert {**one, "standing": 0} == {**paper, "standing": 0}


def test_what_was_not_read_is_not_signed(desk):
    desk.sign_in()
    other = desk.draft("2023年6月18日白鹭大桥通车。")["digest"]
    response = desk.http.post("/api/v1/checks", json={"claim": CLAIM, "digest": other}, headers=desk.own)
    assert response.status_code == 409
    assert response.json()["error"]["code"] == "changed"
    assert desk.http.get("/api/v1/checks").json()["checks"] == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"X-CSRF-Token": "0" * 64},
        {"X-CSRF-Token": ""},
    ],
)
def test_d10_a_foreign_page_cannot_sign(desk, headers):
    desk.sign_in()
    digest = desk.draft()["digest"]
    body = {"claim": CLAIM, "digest": digest}
    assert desk.http.post("/api/v1/checks", json=body, headers={**desk.own, **headers}).status_code == 403
    bare = {name: value for name, value in desk.own.items() if name == "X-CSRF-Token"}
    assert desk.http.post("/api/v1/checks", json=body, headers=bare).status_code == 403
    assert desk.http.get("/api/v1/checks").json()["checks"] == []


def test_d10_json_as_plain_text_is_no_request(desk):
    desk.sign_in()
    body = json.dumps({"claim": CLAIM, "digest": desk.draft()["digest"]})
    response = desk.http.post("/api/v1/checks", content=body, headers={**desk.own, "Content-Type": "text/plain"})
    assert response.status_code in (400, 415, 422)


def test_the_same_claim_again_is_offered_the_signed_check(desk):
    desk.sign_in()
    id = desk.sign().json()["id"]
    earlier = desk.draft(CLAIM.replace("，", " ").replace("。", "！"))["earlier"]
    assert [(e["id"], e["same"], e["standing"]["holds"]) for e in earlier] == [(id, "words", True)]
    turned = "柳塘县红十字会在东湖广场举办无偿献血活动，2023年3月5日，共有61人成功献血，献血总量28升。我认为办得很好。"
    assert [(e["id"], e["same"]) for e in desk.draft(turned)["earlier"]] == [(id, "figures")]
    for other in (CLAIM.replace("28000", "20800"), CLAIM.replace("3月5日", "5月3日")):
        assert desk.draft(other)["earlier"] == []
    assert desk.draft(CLAIM, newspaper="云岭周报")["earlier"] == [], "asked of another paper"


def test_a_sentence_that_was_signed_is_found_in_a_paragraph(desk):
    desk.sign_in()
    sentence = "6月18日，白鹭大桥正式通车，全长1260米。"
    id = desk.sign(sentence).json()["id"]
    paragraph = f"全县喜事连连。\n{sentence}石门岭栽下苗木三万株。"
    assert [(e["id"], e["same"]) for e in desk.draft(paragraph)["earlier"]] == [(id, "sentence")]
    assert desk.draft(paragraph.replace("1260", "1280"))["earlier"] == []


@pytest.mark.parametrize(
    "before", ["gestern", "2024-01-15", "2024-01-15T08:00:00", "0001-01-01T00:00:00+23:59", "\x00"]
)
def test_a_moment_that_is_none_is_refused(desk, before):
    desk.sign_in()
    assert desk.http.get("/api/v1/checks", params={"before": before}).status_code == 422
    assert desk.http.get("/admin/checks", params={"before": before}).status_code == 422


def test_the_shelf_is_for_editors_and_shows_text_as_text(desk):
    assert desk.http.get("/admin/checks").headers["location"] == "/admin/login?next=/admin/checks"
    desk.sign_in()
    desk.sign(f"大桥全长1260米{EVIL_TEXT}")
    shelf = desk.http.get("/admin/checks", params={"q": "大桥", "verdict": "nonsense", "lang": "en"})
    assert "&lt;img src=x onerror=alert(1)&gt;" in shelf.text
    assert "<img" not in shelf.text
    assert "{{constructor}}" in shelf.text
    assert "signed by 林编辑 on 2024-01-15" in shelf.text
    assert "No signed fact-checks" in desk.http.get("/admin/checks?q=<video>&lang=en").text


def test_nul_and_its_like_are_kept_out_of_the_store(desk):
    desk.sign_in()
    paper = desk.sign(remark="a\x00b\x1b[2J\u202ec").json()
    assert paper["signed"]["remark"] == "a\ufffdb\ufffd[2J\ufffdc"
    assert desk.http.get("/api/v1/checks", params={"q": "\x00"}).json()["checks"] == []


def test_today_s_archive_may_say_otherwise(open_desk, tmp_path, monkeypatch):
    monkeypatch.setattr("ui.looks.EVERY", 0.0)
    place = make_index(tmp_path, COUNTY[:1])
    desk = open_desk(Archive.open(place, settings=Settings()))
    claim = "2023年6月18日，白鹭大桥正式通车，大桥全长1200米。"
    desk.sign_in()
    id = desk.sign(claim).json()["id"]
    more = write_records(tmp_path / "more.jsonl", COUNTY[2:3])
    assert main(["build", str(more), "--index", str(place)]) == 0
    (earlier,) = desk.draft(claim)["earlier"]
    assert earlier["verdict"] == "not_enough_info"
    assert earlier["standing"]["today"] == "refuted"
    assert earlier["standing"]["changes"] == ["verdict", "sources"]
    assert not earlier["standing"]["holds"]
    assert desk.http.get(f"/api/v1/checks/{id}").json()["standing"] == earlier["standing"]


def test_d13_a_withdrawn_article_is_gone_from_what_was_signed(open_desk, tmp_path, monkeypatch):
    monkeypatch.setattr("ui.looks.EVERY", 0.0)
    place = make_index(tmp_path)
    desk = open_desk(Archive.open(place, settings=Settings()))
    desk.sign_in()
    id = desk.sign().json()["id"]
    withdraw(IndexFolder(place), "blood-2023", "法院裁定", program="test")
    one = desk.http.get(f"/api/v1/checks/{id}")
    assert one.json()["withdrawn"] == ["blood-2023"]
    assert not one.json()["standing"]["holds"]
    pages = [one.text, desk.http.get("/api/v1/checks").text]
    pages += [desk.http.get(f"/api/v1/checks/{id}/export?format={form}").text for form in ("md", "json", "jsonld")]
    for page in pages:
        assert "28000" in page, "the claim is the editor's own"
        assert "20800" not in page
        assert "掀献血热潮" not in page


def test_both_drafts_and_signed_checks_are_exported(desk):
    desk.sign_in()
    id = desk.sign().json()["id"]
    for form, kind in (("md", "text/markdown; charset=utf-8"), ("docx", DOCX), ("json", "application/json")):
        response = desk.http.get(f"/api/v1/checks/{id}/export?format={form}")
        assert response.headers["content-type"] == kind
        assert re.fullmatch(r'attachment; filename="check-[\w-]+-signed\.\w+"', response.headers["content-disposition"])
        draft = desk.http.post("/api/v1/checks/export", json={"claim": CLAIM, "format": form})
        assert "-draft." in draft.headers["content-disposition"]
    assert desk.http.get(f"/api/v1/checks/{id}/export?format=exe").status_code == 422
    assert desk.http.get(f"/api/v1/checks/{'0' * 32}/export?format=md").status_code == 404


@pytest.mark.parametrize("id", ["0" * 32, "x", "' OR 1=1", "%", "../../state"])
def test_d6_only_who_has_the_id_reads_a_signed_check(desk, id):
    desk.sign_in()
    desk.sign()
    assert desk.http.get(f"/api/v1/checks/{id}").status_code == 404


@pytest.mark.parametrize(
    "change", [{"format": "md"}, {"signed_by": "x"}, {"label": False}, {"digest": "x"}, {"remark": "长" * 2001}]
)
def test_d11_other_fields_are_refused(desk, change):
    desk.sign_in()
    body = {"claim": CLAIM, "digest": "0" * 64, **change}
    assert desk.http.post("/api/v1/checks", json=body, headers=desk.own).status_code == 422
    export = {"claim": CLAIM, "format": "md", "label": False}
    assert desk.http.post("/api/v1/checks/export", json=export).status_code == 422


def test_a_long_text_costs_visitors_and_not_editors(open_desk):
    from ui.public.rules import LimitRules

    desk = open_desk(settings=SETTINGS.model_copy(update={"limits": LimitRules(address_minute=5)}))
    body = {"claim": "白鹭大桥全长1260米。" * 12}
    statuses = [desk.http.post("/api/v1/checks/draft", json=body).status_code for _ in range(4)]
    assert statuses == [200, 200, 429, 429]
    desk.sign_in()
    assert desk.http.post("/api/v1/checks/draft", json=body).status_code == 200
