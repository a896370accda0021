"""Days as marks decide like the embedded filters do."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from index.milvus.days import MARKS_MOST, event_days, mark_days, mark_range, published_days
from index.milvus.expressions import quote
from index.records import Days
from index.store import MONTHS_MOST

FIRST, LAST = date.min.toordinal(), date.max.toordinal()
ORDINAL = st.integers(FIRST, LAST)


def spans(most=1_000):
    return st.tuples(ORDINAL, st.integers(0, most)).map(lambda pair: (pair[0], min(pair[0] + pair[1], LAST)))


@settings(deadline=None)
@given(spans(500), spans(3_000_000), st.integers(-600, 600))
def test_an_event_is_in_a_range_as_the_embedded_filter_has_it(event, wanted, near):
    """The rule of `index/filters.py`, over ranges beside the event as well as anywhere."""
    first, last = event
    for start, end in (wanted, (max(first + near, FIRST), min(max(first + near, FIRST) + abs(near), LAST))):
        edge = last - first <= MONTHS_MOST or first >= start or last <= end
        expected = first <= end and last >= start and edge
        iso = Days(date.fromordinal(first), date.fromordinal(last)).iso
        assert bool(set(mark_days(event_days([iso]))) & set(mark_range(start, end))) == expected


@settings(deadline=None)
@given(spans(3_600_000))
def test_a_range_is_a_few_blocks(span):
    assert len(mark_range(*span)) <= 14 * 8


@settings(deadline=None, max_examples=30)
@given(st.lists(spans(90), max_size=80))
def test_an_array_takes_every_article(events):
    iso = [Days(date.fromordinal(first), date.fromordinal(last)).iso for first, last in events]
    marks = mark_days(event_days(iso))
    assert len(marks) <= MARKS_MOST
    assert len(set(marks)) == len(marks)


def test_what_is_not_known_is_no_day():
    assert published_days(None) == (0, 0)
    assert published_days("2023-02") == (date(2023, 2, 1).toordinal(), date(2023, 2, 28).toordinal())
    assert mark_days([]) == []


@settings(deadline=None)
@given(st.text(st.characters(codec=None), max_size=30))
def test_a_literal_ends_where_it_should(text):
    said = quote(text)
    assert said.startswith('"')
    assert said.endswith('"')
    inner = said[1:-1].replace("\\\\", "").replace('\\"', "")
    assert '"' not in inner
    said.encode()
