"""The program in other surroundings: time zones, locales, odd paths, a home that cannot be written (rows F32, F34)."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.ui.test_cli import PAGE, lines, one_line, wenbao

TEXT = "本报讯 昨日，青禾镇在河滩植树420棵；本月底还要再种一万棵。去年此时，这里还是一片荒坡。"
ZONES = ("UTC", "Asia/Shanghai", "America/Los_Angeles")


def test_f32_dates_do_not_follow_the_machines_time_zone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"青禾镇植树\n\n{TEXT}\n", "utf-8")
    (tmp_path / "2024-03-01.txt").write_text(f"柳溪镇植树\n\n{TEXT.replace('青禾', '柳溪')}\n", "utf-8")
    seen = []
    for number, zone in enumerate(ZONES):
        place = tmp_path / f"i{number}"
        env = {"TZ": zone}
        paths = (tmp_path / "a.txt", tmp_path / "2024-03-01.txt")
        done = wenbao("build", *paths, "--index", place, "--date", "2024-03-01", env=env)
        assert done.returncode == 0, done.stderr
        articles = lines(wenbao("articles", "--index", place, "--json", env=env))
        asked = lines(wenbao("ask", "昨天植树多少棵？", "--now", "2024-03-01", "--index", place, "--json", env=env))[0]
        dates = [(day["from"], day["to"]) for day in asked["question"]["dates"]]
        seen.append((articles, dates))
        manifest = json.loads((place / "versions" / "000001" / "manifest.json").read_text("utf-8"))
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", manifest["created"])
    assert all(each == seen[0] for each in seen)
    assert "2024-02-29" in seen[0][0][0]["event_dates"], "the day before the first of March of a leap year"
    assert seen[0][1] == [("2024-02-29", "2024-02-29")]


ENVIRONMENTS = {
    "C": {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0"},
    "POSIX, no coercion": {"LANG": "", "LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "ASCII streams": {"PYTHONIOENCODING": "ascii"},
    "no home": {"HOME": "/proc/1/nowhere", "XDG_DATA_HOME": "/proc/1/nowhere", "WENBAO_HOME": ""},
}


FOLDERS = ("报纸 2023年 第3期", "a 'b' $c & d;e", "-n", "pages")


@pytest.mark.parametrize(("name", "folder"), list(zip(ENVIRONMENTS, FOLDERS, strict=True)))
def test_f34_any_locale_and_any_path(tmp_path: Path, name: str, folder: str) -> None:
    env = ENVIRONMENTS[name]
    pages = tmp_path / folder
    pages.mkdir()
    (pages / "第二版 要闻.txt").write_text(PAGE, "utf-8")
    place = tmp_path / "索引 index"
    built = wenbao("build", "--index", place, "--", pages, env=env)
    assert built.returncode == 0, built.stderr
    (article,) = lines(wenbao("articles", "--index", place, "--json", env=env))
    assert article["source"] == "第二版 要闻.txt"
    assert article["headline"] == "青禾镇开展植树活动"


def test_f34_a_home_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE, "utf-8")
    env = {**ENVIRONMENTS["no home"], "HOME": "/proc/1/nowhere"}
    done = wenbao("build", tmp_path / "a.txt", env=env)
    assert done.returncode == 1
    assert "cannot be written" in one_line(done)
    assert "--index" in done.stderr


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/a.html", "file:///etc/passwd"])
def test_c8_an_address_is_one_line(tmp_path: Path, address: str) -> None:
    done = wenbao("build", address, "--index", tmp_path / "i")
    assert done.returncode == 1
    assert "fetches nothing" in one_line(done)


def test_b2_a_url_that_is_no_web_address_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE, "utf-8")
    done = wenbao("build", tmp_path / "a.txt", "--url", "javascript:alert(1)", "--index", tmp_path / "i")
    assert done.returncode == 1
    assert "--url" in one_line(done)
