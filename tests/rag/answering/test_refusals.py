from datetime import date

import pytest

from index.records import Days
from index.store import Holdings
from rag.answering.refusals import refuse_dates, refuse_empty, refuse_figure, refuse_unreported, write_span
from rag.answers import REFUSALS, AskedDate, Refusal, Result
from rag.english.wording import write_days
from rag.questions.asked import Need

HELD = Holdings(7, ("柳塘日报",), ("",), (("2022-03", 1), ("2023-11", 6)), "2022-03-07", "2023-11-22")
DAY = AskedDate("昨天", Days(date(2024, 1, 14), date(2024, 1, 14)), "from_today")
OPEN = tuple(AskedDate("3月15日", Days(date(y, 3, 15), date(y, 3, 15)), "archive_years") for y in (2023, 2022))
NEAR = (Result("k", "s", 1, "柳塘日报", "2023-03-06", "标题", "…", 1),)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", ["outside_coverage", "coverage_gap", "not_reported"])
def test_a_refusal_for_dates_names_the_day_and_what_is_held(kind, lang):
    refusal = refuse_dates(kind, [DAY], HELD, NEAR, lang)
    assert refusal.kind == kind
    assert ("2024年1月14日" if lang == "zh" else "14 January 2024") in refusal.message
    if kind != "not_reported":
        assert write_span(HELD, lang) in refusal.message
    assert refusal.nearest == NEAR
    assert "最接近" in refusal.message or "nearest" in refusal.message.lower()
    assert refuse_dates(kind, [DAY], HELD, [], lang).message != refusal.message


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_date_without_a_year_is_named_as_it_was_asked(lang):
    message = refuse_dates("not_reported", OPEN, HELD, [], lang).message
    assert "3月15日" in message
    assert message.count("3月15日") == 1
    assert "2023" not in message


def test_every_other_refusal_says_why():
    made = [
        refuse_empty("zh"),
        refuse_empty("en"),
        refuse_unreported(HELD, NEAR, "zh"),
        refuse_unreported(HELD, [], "en"),
        refuse_figure(Need("number"), "大桥通车", NEAR, "zh"),
        refuse_figure(Need("person"), "", [], "en"),
    ]
    assert [r.kind for r in made] == ["empty_archive"] * 2 + ["not_reported"] * 2 + ["figure_absent"] * 2
    assert "《大桥通车》" in made[4].message
    assert "数字" in made[4].message
    assert "name" in made[5].message
    assert all(r.message and "\n" not in r.message for r in made)


def test_the_span_of_an_archive_in_words():
    assert write_span(HELD, "zh") == "2022年3月至2023年11月的 7 篇报道"
    assert write_span(HELD, "en") == "7 articles from March 2022 to November 2023"
    undated = Holdings(3, (), ("",), (), None, None)
    assert write_span(undated, "zh") == "3 篇报道"


@pytest.mark.parametrize(
    ("iso", "zh", "en"),
    [
        ("2023-03-05", "2023年3月5日", "5 March 2023"),
        ("2023-03-01/2023-03-31", "2023年3月", "March 2023"),
        ("2023-02-01/2023-02-28", "2023年2月", "February 2023"),
        ("2023-01-01/2023-12-31", "2023年", "2023"),
        ("2023-03-04/2023-03-06", "2023年3月4日至2023年3月6日", "4 March to 6 March 2023"),
    ],
)
def test_days_in_words(iso, zh, en):
    assert write_days(Days.parse(iso), "zh") == zh
    assert write_days(Days.parse(iso), "en") == en


def test_only_the_contract_s_kinds_exist():
    assert len(REFUSALS) == 7
    with pytest.raises(ValueError, match="unknown refusal"):
        Refusal("because", "x")


def test_a_day_without_a_report_says_how_much_was_printed_in_its_month(ask):
    message = ask("2022年3月6日的献血活动献血多少？").refusal.message
    assert "档案里那几个月的报纸有1篇报道" in message
