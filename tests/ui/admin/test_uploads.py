"""Uploading and building over HTTP, with a real index and the real child process (row C9)."""

import io
import os
import re
import zipfile
from datetime import timedelta
from functools import partial

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.records import Statement
from tests.ui.admin.house import await_build, batch_of, keys_of, open_house, send, upload
from tests.ui.desk.conftest import NOW, SETTINGS
from ui.admin.building import Builder, Running
from ui.admin.places import purge_uploads
from ui.admin.staging import Staging, shown_name, why_not
from ui.public.retention import purge
from ui.public.rules import PublicRules

PAGE = (
    "石桥晚报\n2024年1月8日  第2版\n\n青杨河大桥昨日通车\n本报讯（记者 邢远帆）"
    "1月7日，青杨河大桥正式通车，全长412米，双向四车道。"
    "大桥通车后，两岸居民过河由四十分钟缩短到六分钟。\n通车当天，有三百多名居民步行过桥。\n"
)


def packed(**members):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in members.items():
            archive.writestr(f"{name}.txt", text)
    return data.getvalue()


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    made = open_house(tmp_path_factory.mktemp("uploads"))
    made.sign_in()
    return made


@pytest.fixture(scope="module")
def staging(house):
    place = house.app.state.service.opening.get().place.path
    return Staging(place.with_name(f"{place.name}-uploads"))


def test_a_zip_of_pages_is_built_in_the_background_and_found_at_once(house):
    before = house.http.get("/api/v1/coverage").json()["articles"]
    given = upload(house, ("一月.zip", packed(a=PAGE, b="")), newspaper="石桥晚报", date="2024-01-08")
    batch = batch_of(given)
    assert await_build(house, batch) == "done"
    report = house.http.get(batch).text
    assert "一月.zip" in report
    assert "b.txt" in report, "what was refused is named with its reason"
    assert "the file is empty" in report
    assert house.http.get("/api/v1/coverage").json()["articles"] == before + 1
    found = house.http.post("/api/v1/search", json={"query": "青杨河大桥通车"}).json()["results"]
    assert found[0]["newspaper"] == "石桥晚报"
    assert found[0]["source"].startswith("一月.zip")
    assert "石桥晚报" in house.http.get("/admin").text


def test_what_was_taken_before_is_unchanged(house):
    data = PAGE.replace("412", "413").replace("青杨河", "白杨河").encode()
    for expected in ("taken", "unchanged"):
        batch = batch_of(upload(house, ("白杨河.txt", data), newspaper="石桥晚报"))
        assert await_build(house, batch) == "done"
        assert f'class="state {expected}"' in house.http.get(batch).text


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("model.pkl", b"\x80\x04K\x01."), ("page.pdf", PAGE.encode()), ("page.txt", b"%PDF-1.7 x"),
        ("scan.png", b"GIF89a"),
        ("page.txt", b"PK\x03\x04" + b"x" * 50), ("a.zip", b"MZ" + bytes(50)), ("page.txt", bytes(range(256)) * 4),
        ("page", b"text"), (".txt", b"text"), ("leer.txt", b""), ("x.txt.exe", b"text"),
    ],
)  # fmt: skip
def test_c9_what_is_not_what_it_says_is_refused_by_name(house, staging, name, data):
    batch = batch_of(upload(house, (name, data)))
    page = house.http.get(batch).text
    assert 'class="state refused"' in page
    assert list(staging.pages(batch.rsplit("/", 1)[1]).iterdir()) == []


@pytest.mark.parametrize(
    "name",
    ["../../evil.txt", "..\\..\\evil.txt", "/etc/cron.d/evil.txt", "C:\\evil.txt", "长" * 1400 + ".txt",
     "a\u202etxt.txt",
     "CON.txt", "<img src=x onerror=alert(1)>.txt", "a;rm -rf.txt"],
)  # fmt: skip
def test_c9_a_file_lies_under_a_name_of_ours_alone(house, staging, name):
    batch = staging.take([(name, io.BytesIO(PAGE.encode()))], "林编辑", house.clock.at, Statement())
    (kept,) = staging.pages(batch.id).iterdir()
    assert re.fullmatch(r"[0-9a-f]{32}\.txt", kept.name)
    assert kept.parent == staging.pages(batch.id)
    page = house.http.get(f"/admin/uploads/{batch.id}").text
    assert "<img" not in page
    assert "\u202e" not in page


@given(st.text(max_size=300), st.binary(max_size=80))
def test_c9_any_name_and_content_gives_a_printable_name_and_a_reason_or_none(name, data):
    shown = shown_name(name)
    assert shown.isprintable()
    assert 0 < len(shown) <= 201
    assert not set(shown) & {"/", "\\", "\0"}
    assert why_not(shown, data, 0) is not None
    assert why_not(f"{shown}.pkl", data, len(data) + 1) is not None


def test_an_upload_needs_a_session_its_proof_and_files(house):
    strangers = {"Sec-Fetch-Site": "same-origin", "Cookie": "wenbao-local=x"}
    base = str(house.http.base_url)
    files = [("files", ("a.txt", b"x"))]
    assert httpx.post(f"{base}/admin/uploads", files=files, headers=strangers).status_code == 401
    assert upload(house, ("a.txt", b"text"), csrf="0" * 64).status_code == 403
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert house.http.post("/admin/uploads", data={"csrf": house.csrf}, files=files, headers=foreign).status_code == 403
    assert upload(house).status_code == 400
    assert upload(house, ("a.txt", b"text"), date="gestern").status_code == 400
    assert upload(house, ("a.txt", b"text"), newspaper="长" * 101).status_code == 400
    assert send(house, "/admin/uploads").status_code == 400
    many = [(f"{n}.txt", b"x") for n in range(2001)]
    assert upload(house, *many).status_code == 400


@pytest.mark.parametrize("id", ["0" * 32, "%2e%2e%2fx", "x" * 40])
def test_d5_another_number_is_no_upload(house, id):
    assert house.http.get(f"/admin/uploads/{id}").status_code in (400, 404)


def test_one_build_at_a_time(house, staging, monkeypatch):
    batch = staging.take([("a.txt", io.BytesIO(PAGE.encode()))], "林编辑", house.clock.at, Statement())
    monkeypatch.setattr(Builder, "running", property(lambda self: Running("another")))
    assert house.http.get(f"/admin/uploads/{batch.id}/progress").json() == {"state": "stopped"}
    assert "再建一次" in house.http.get(f"/admin/uploads/{batch.id}").text


def test_f14_a_build_while_another_program_writes_is_refused_and_can_be_done_again(house):
    place = house.app.state.service.opening.get().place
    with place.locked():
        batch = batch_of(upload(house, ("c.txt", PAGE.replace("青杨", "红柳").encode())))
        assert await_build(house, batch) == "failed"
    assert "索引正在写入" in house.http.get(batch).text
    assert batch_of(send(house, f"{batch}/build")) == batch
    assert await_build(house, batch) == "done"


def test_the_build_sees_no_secret(monkeypatch, house, staging):
    """The child gets its settings with the job: nothing of ours in its environment but the machine's own."""
    import ui.admin.building as building

    seen = {}
    real = building.subprocess.Popen

    def watched(arguments, **how):
        seen.update(how["env"])
        return real(arguments, **how)

    monkeypatch.setenv("WENBAO_CHAT_KEY", "sk-abc")
    monkeypatch.setattr(building.subprocess, "Popen", watched)
    batch = batch_of(upload(house, ("d.txt", PAGE.replace("青杨", "黑水").encode())))
    assert await_build(house, batch) == "done"
    assert "PATH" in seen
    assert not [name for name in seen if name.startswith("WENBAO_")]


@pytest.mark.parametrize("code", ["import os; os._exit(3)", "print('no json', flush=True)", "raise SystemExit"])
def test_a_build_that_dies_is_told_and_leaves_the_index(monkeypatch, house, code):
    before = house.http.get("/api/v1/coverage").json()
    monkeypatch.setattr("ui.admin.building._CODE", code)
    batch = batch_of(upload(house, ("e.txt", PAGE.replace("青杨", "紫坪").encode())))
    assert await_build(house, batch) == "failed"
    assert "再建一次" in house.http.get(batch).text
    assert house.http.get("/api/v1/coverage").json() == before


def test_p2_uploads_go_after_their_days_with_their_list_and_the_archive_stays(tmp_path):
    made = open_house(tmp_path, settings=SETTINGS.model_copy(update={"public": PublicRules(upload_days=30)}))
    made.sign_in()
    batch = batch_of(upload(made, ("王某的版面.txt", PAGE.encode())))
    assert await_build(made, batch) == "done"
    service, place = made.app.state.service, tmp_path / "index-uploads"
    broken = place / ("f" * 32)
    (broken / "pages").mkdir(parents=True)
    (broken / "pages" / "x.txt").write_text("半个文件")
    os.utime(broken, (NOW.timestamp(),) * 2)

    def purged(days):
        made.clock.move(days=days)
        made.sign_in()
        uploads = partial(purge_uploads, service)
        return purge(service.state, service.logbook, service.settings.public, made.clock(), uploads)["uploads"]

    assert purged(0.9) == 0
    assert purged(0.2) == 1, "what broke off while it came goes after a day"
    assert not broken.exists()
    assert purged(28) == 0
    assert "王某的版面" in made.http.get(batch).text
    assert purged(1) == 1
    assert list(place.iterdir()) == [], "pages, names and report"
    assert "王某的版面" not in made.http.get("/admin/uploads").text
    assert made.http.get(batch).status_code == 400
    assert "青杨河大桥昨日通车" in keys_of(made), "the archive keeps what was read"


def test_p2_without_a_term_originals_are_kept(staging, house):
    batch = staging.take([("a.txt", io.BytesIO(PAGE.encode()))], "林编辑", house.clock.at, Statement())
    assert staging.purge(house.clock.at + timedelta(days=9999), None) == 0
    assert staging.find(batch.id) == batch
