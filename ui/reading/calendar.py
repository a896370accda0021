"""The coverage calendar: a year of days, the more ink the more articles; days without a paper stay white."""

from __future__ import annotations

from calendar import monthcalendar
from collections import Counter
from datetime import date

from rag.answers import Coverage
from ui.strip import ink
from ui.typeset import published_html, text_html
from ui.words import both, either

_WEEKDAYS = tuple(zip("一二三四五六日", ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"), strict=True))
_LIGHTEST_DARK, _DARKEST_LIGHT = 0.65, 0.38
"""Between them neither ink nor paper has a contrast of 4.5 : 1 to the day's ground, by light and by dark themes."""


def years_of(coverage: Coverage) -> dict[int, int]:
    """The articles of each year from the first to the last with any, also of years between that have none."""
    counts: Counter[int] = Counter()
    for month, articles in coverage.months:
        counts[int(month[:4])] += articles
    return {year: counts[year] for year in range(min(counts), max(counts) + 1)} if counts else {}


def year_html(coverage: Coverage, year: int | None = None) -> str:
    """One year, by default the last one with articles, and the way to the others."""
    years = years_of(coverage)
    if not years:
        return f'<p class="lead">{both("reading_undated" if coverage.articles else "empty")}</p>'
    chosen = year if year in years else max(years)
    days = {day: n for day, n in coverage.days if day.startswith(f"{chosen:04d}-")}
    months = {month: n for month, n in coverage.months if month.startswith(f"{chosen:04d}-")}
    most = max((n for _, n in coverage.days), default=1)
    tables = "".join(_month_html(chosen, month, days, months, most) for month in range(1, 13))
    told = (
        both("reading_year_told", days=str(len(days)), articles=str(years[chosen]))
        if years[chosen]
        else both("reading_year_gap")
    )
    return (
        f'{_years_html(years, chosen)}<p class="quiet told">{told}</p>'
        f'<div class="months">{tables}</div>{_undated(coverage, years)}'
    )


def _years_html(years: dict[int, int], chosen: int) -> str:
    here = ' aria-current="true"'
    links = "".join(
        f'<li><a href="#archive/year/{year}"{here if year == chosen else ""}>{year}'
        f'<span class="count">{articles or "–"}</span></a></li>'
        for year, articles in years.items()
    )
    return f'<nav class="years" data-label="reading_years"><ul>{links}</ul></nav>'


def _month_html(year: int, month: int, days: dict[str, int], months: dict[str, int], most: int) -> str:
    name = f"{year:04d}-{month:02d}"
    known = sum(n for day, n in days.items() if day.startswith(name))
    rest = months.get(name, 0) - known
    more = ""
    if rest > 0:  # articles of which the paper tells the month alone
        label = both("reading_month_only", articles=str(rest))
        more = f' <a class="month-only" href="#archive/day/{name}">{label}</a>'
    head = "".join(f'<th scope="col">{either(zh, en)}</th>' for zh, en in _WEEKDAYS)
    rows = "".join(
        f"<tr>{''.join(_day_html(year, month, day, days, most) for day in week)}</tr>"
        for week in monthcalendar(year, month)
    )
    empty = "" if months.get(name) else ' class="gap"'
    return (
        f"<table{empty}><caption>{either(f'{month}月', f'{date(year, month, 1):%B}')}{more}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _day_html(year: int, month: int, day: int, days: dict[str, int], most: int) -> str:
    if day == 0:
        return "<td></td>"
    iso = f"{year:04d}-{month:02d}-{day:02d}"
    articles = days.get(iso, 0)
    if not articles:
        return f"<td>{day}</td>"
    strength = ink(articles, most)
    dark = ""
    if strength > (_LIGHTEST_DARK + _DARKEST_LIGHT) / 2:  # its number is set in paper's colour
        strength, dark = max(strength, _LIGHTEST_DARK), ' class="dark-day"'
    else:
        strength = min(strength, _DARKEST_LIGHT)
    told = both("reading_articles", articles=str(articles))
    return (
        f'<td><a href="#archive/day/{iso}"{dark} style="--ink-share: {strength * 100:.0f}%">{day}'
        f'<span class="unseen">{either("日，", ": ")}{told}</span></a></td>'
    )


def _undated(coverage: Coverage, years: dict[int, int]) -> str:
    rest = coverage.articles - sum(years.values())
    if rest <= 0:
        return ""
    return f'<p class="quiet">{both("reading_undated_rest", articles=str(rest))}</p>'


def neighbours_html(coverage: Coverage, day: str) -> str:
    """The issue before and the one after a day."""
    known = [each for each, _ in coverage.days]
    before = max((each for each in known if each < day), default=None)
    after = min((each for each in known if each > day), default=None)
    back = f'<a rel="prev" href="#archive/day/{before}">← {published_html(before)}</a>' if before else "<span></span>"
    on = f'<a rel="next" href="#archive/day/{after}">{published_html(after)} →</a>' if after else ""
    year = text_html(day[:4])
    up = f'<a href="#archive/year/{year}">{both("reading_calendar")}</a>'
    return f'<nav class="issues" data-label="reading_issues">{back}{up}{on}</nav>'
