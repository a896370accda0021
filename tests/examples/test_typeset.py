import datetime
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from examples import typeset

ROOT = Path(__file__).resolve().parents[2] / "examples"

PAGES = json.loads((ROOT / "gold/pages.json").read_text(encoding="utf-8"))["pages"]
ARTICLES = {article["id"]: article for page in PAGES for article in page["articles"]}
BODIES = [pytest.param(page, article, id=article["id"]) for page in PAGES for article in page["articles"]]
FIELDS = {
    "questions": {
        "id",
        "lang",
        "question",
        "answer",
        "answer_aliases",
        "answer_items",
        "answer_article_ids",
        "key_points",
        "article_id",
        "article_ids",
        "evidence",
        "evidence_in",
        "type",
        "answerable",
        "near_article_ids",
        "needs",
        "history",
    },
    "claims": {
        "id",
        "lang",
        "claim",
        "verdict",
        "article_id",
        "evidence",
        "evidence_in",
        "correct_value",
        "change",
        "needs",
    },
}


def rows(name):
    return [json.loads(line) for line in (ROOT / f"gold/{name}.jsonl").read_text(encoding="utf-8").splitlines()]


QUESTIONS, CLAIMS = rows("questions"), rows("claims")


def raw(page):
    return (ROOT / "pages" / page["file"]).read_text(encoding="utf-8")


def dates(article):
    for part in article["event_dates"]:
        first, _, last = part.partition("/")
        yield datetime.date.fromisoformat(first), datetime.date.fromisoformat(last or first)


def test_regenerating_gives_the_same_bytes():
    made = typeset.build()
    assert made == typeset.build()
    for name, text in made.items():
        assert (ROOT / name).read_bytes() == text.encode(), name
    assert {path.name for path in (ROOT / "pages").iterdir()} == {Path(n).name for n in made if n.startswith("pages/")}


def test_check_finds_nothing_out_of_date():
    words = [sys.executable, "-m", "examples.typeset", "--check"]
    done = subprocess.run(words, cwd=ROOT.parent, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_archive_is_as_large_and_as_varied_as_promised():
    assert len(PAGES) >= 9
    assert len(ARTICLES) >= 56
    assert {page["inferred_year"] for page in PAGES} == {2022, 2023, 2024}
    assert {article["type"] for article in ARTICLES.values()} == {"news", "feature", "notice", "caption"}
    dated = [page for page in PAGES if re.match(r"p\d\d_\d{4}-\d\d-\d\d_A\d\.txt", page["file"])]
    assert len(dated) == len(PAGES) // 2
    assert any(article["page_fragments"] > 1 for article in ARTICLES.values())


@pytest.mark.parametrize(("page", "article"), BODIES)
def test_an_article_has_a_readable_length(page, article):
    assert 150 <= article["n_chars"] <= 700
    assert article["n_chars"] == len(re.sub(r"\s", "", article["body"]))


@pytest.mark.parametrize(("page", "article"), BODIES)
def test_a_body_stands_on_its_page(page, article):
    body, text = re.sub(r"\s", "", article["body"]), re.sub(r"\s", "", raw(page))
    if article["page_fragments"] == 1:
        assert body in text
    else:
        assert typeset.fragments(body, text) == article["page_fragments"]
    assert body.startswith(article["first_20"])
    assert body.endswith(article["last_20"])
    for signature in article["byline"]:
        assert signature["name"] in text
    upright = article["headline"].translate(typeset.VERTICAL)
    doubled = typeset.double(article["headline"])
    assert any(re.sub(r"\s", "", form) in text for form in (article["headline"], upright, doubled))


def test_ids_are_the_first_three_characters_of_the_file_names():
    for page in PAGES:
        assert page["file"].startswith(page["page"] + "_")
        ids = [f"{page['page']}-{number:02d}" for number in range(1, page["n_articles"] + 1)]
        assert [article["id"] for article in page["articles"]] == ids


def test_printed_lines_are_as_narrow_as_columns():
    for page in PAGES:
        if page["page"] in {"p06", "p09"}:
            continue
        lines = [re.sub(r"\s", "", line) for line in raw(page).splitlines() if line.strip()]
        assert all(len(line) <= 60 for line in lines), page["file"]
        assert sum(len(line) > 32 for line in lines) <= 6, page["file"]


def test_the_printed_traces_of_a_page_are_there():
    text = "".join(map(raw, PAGES))
    assert re.search(r"\n[一-鿿]( [一-鿿]){5}", text), "no line with spaced characters"
    assert "\n﹃\n" in text, "no vertical headline"
    assert re.search(r"。。 (\w{2,3})\1 摄摄", text), "no doubled caption"
    assert re.search(r"\d+ ?月\s*\n\s*\d", text), "no date over two lines"
    for trace in ("本报讯 ", "本报讯(记者 ", "本报讯（记者 ", "□ 本报记者 ", "（文/图 ", "通讯员 "):
        assert trace in text, trace


def test_weekdays_are_right():
    names, seen = "一二三四五六日", 0
    for page in PAGES:
        for year, month, day, name in re.findall(r"(\d{4})年(\d+)月(\d+)日 星期(.)", raw(page)):
            assert names[datetime.date(int(year), int(month), int(day)).weekday()] == name
            assert (int(year), int(month)) == (page["inferred_year"], page["inferred_month"])
            seen += 1
        for article in page["articles"]:
            for month, day, name in re.findall(r"(\d+)月(\d+)日[^\n]*?恰逢星期(.)", article["body"]):
                date = datetime.date(page["inferred_year"], int(month), int(day))
                assert names[date.weekday()] == name.replace("天", "日"), article["id"]
                seen += 1
    assert seen >= 5


def test_relative_days_are_right():
    published = {path.stem: typeset.read_page(path).keys["published"] for path in (ROOT / "articles").glob("*.md")}
    wednesdays = [article for article in ARTICLES.values() if article["date_note"] == "上周三"]
    yesterdays = [article for article in ARTICLES.values() if article["date_note"] == "昨日"]
    assert wednesdays and yesterdays
    for article in wednesdays + yesterdays:
        paper = datetime.date.fromisoformat(published[article["id"][:3]])
        if article in wednesdays:
            wanted = paper - datetime.timedelta(paper.weekday() + 5)
            assert wanted.weekday() == 2
        else:
            wanted = paper - datetime.timedelta(1)
        assert [first for first, _ in dates(article)] == [wanted]


def test_file_names_and_dates_agree():
    for page in PAGES:
        stamp = f"{page['inferred_year']}-{page['inferred_month']:02d}"
        assert page["not_before"].startswith(stamp)
        named = re.search(r"\d{4}-\d\d-\d\d", page["file"])
        assert not named or named[0] == page["not_before"]
        for article in page["articles"]:
            assert all(first <= last and first.year == page["inferred_year"] for first, last in dates(article))


def test_a_correction_and_a_day_in_two_years_are_there():
    assert ARTICLES["p09-02"]["note"] == "corrects p08-01"
    assert "更正" in ARTICLES["p09-02"]["headline"]
    for article, day, amount in (
        ("p01-01", "2022-03-05", "32400毫升"),
        ("p08-01", "2024-03-05", "41600毫升"),
        ("p09-02", "2024-03-05", "40800毫升"),
        ("p07-01", "2023-10-15", "43600毫升"),
    ):
        assert day in ARTICLES[article]["event_dates"]
        assert amount in ARTICLES[article]["body"]
