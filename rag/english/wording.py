"""Days in the words of the answer's language."""

from __future__ import annotations

from index.records import Days


def write_days(days: Days, lang: str) -> str:
    """Days in words: 2023年3月5日, 2023年3月, 5 March 2023."""
    first, last = days.first, days.last
    whole_year = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year
    month = (first.year, first.month) == (last.year, last.month) and first.day == 1 and last.day >= 28
    if lang == "zh":
        if whole_year:
            return f"{first.year}年"
        if month:
            return f"{first.year}年{first.month}月"
        one = f"{first.year}年{first.month}月{first.day}日"
        return one if first == last else f"{one}至{last.year}年{last.month}月{last.day}日"
    if whole_year:
        return str(first.year)
    if month:
        return f"{first:%B} {first.year}"
    one = f"{first.day} {first:%B} {first.year}"
    if first != last and first.year == last.year:
        return f"{first.day} {first:%B} to {last.day} {last:%B} {last.year}"
    return one if first == last else f"{one} to {last.day} {last:%B} {last.year}"
