"""Tickets and tokens: bound to one site, short-lived, not to be forged."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ui.widget.sites import Embedder, SiteRules
from ui.widget.tokens import (
    TICKET_SECONDS,
    VISIT_SECONDS,
    is_ticket,
    new_visitor,
    read_visitor,
    sign_ticket,
    sign_visitor,
    site_of,
)

NOW = datetime(2026, 3, 5, 8, tzinfo=UTC)
MINE = Embedder("a" * 32, "mine", (), SiteRules(), "1" * 64)
OTHER = Embedder("b" * 32, "other", (), SiteRules(), "2" * 64)


def test_a_visitor_token_names_its_site_and_holds_for_a_quarter_of_an_hour():
    visitor = new_visitor(MINE)
    token = sign_visitor(visitor, MINE, NOW)
    assert site_of(token) == MINE.id
    assert read_visitor(token, MINE, NOW + timedelta(seconds=VISIT_SECONDS - 1)) == visitor
    assert read_visitor(token, MINE, NOW + timedelta(seconds=VISIT_SECONDS)) is None
    assert VISIT_SECONDS == 15 * 60


def test_a_token_that_ran_out_still_says_whose_it_was_for_a_while():
    visitor = new_visitor(MINE)
    token = sign_visitor(visitor, MINE, NOW)
    late = NOW + timedelta(seconds=VISIT_SECONDS + 100)
    assert read_visitor(token, MINE, late, late=101) == visitor
    assert read_visitor(token, MINE, late, late=100) is None


def test_visitors_are_random():
    assert len({new_visitor(MINE).id for _ in range(100)}) == 100
    assert len(new_visitor(MINE).id) == 32  # 128 bits


def test_another_sites_secret_proves_nothing():
    token = sign_visitor(new_visitor(MINE), MINE, NOW)
    assert read_visitor(token, OTHER, NOW) is None
    assert read_visitor(token, Embedder(MINE.id, "new secret", (), SiteRules(), "3" * 64), NOW) is None
    twin = Embedder(OTHER.id, "same secret", (), SiteRules(), MINE.secret)
    assert read_visitor(token, twin, NOW) is None


@given(st.data())
def test_a_changed_token_is_none(data):
    token = sign_visitor(new_visitor(MINE), MINE, NOW)
    at = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.characters().filter(lambda c: c != token[at]))
    assert read_visitor(token[:at] + other + token[at + 1 :], MINE, NOW) is None


@given(st.text())
def test_no_text_is_a_token_or_a_ticket(text):
    assert read_visitor(text, MINE, NOW) is None
    assert not is_ticket(text, MINE, NOW)


def test_a_ticket_lives_a_minute_and_for_one_site():
    ticket = sign_ticket(MINE.id, MINE.secret, NOW)
    assert is_ticket(ticket, MINE, NOW)
    assert is_ticket(ticket, MINE, NOW + timedelta(seconds=TICKET_SECONDS - 1))
    assert not is_ticket(ticket, MINE, NOW + timedelta(seconds=TICKET_SECONDS))
    assert not is_ticket(ticket, OTHER, NOW)
    assert TICKET_SECONDS == 60


def test_a_ticket_that_lives_too_long_is_none():
    assert not is_ticket(sign_ticket(MINE.id, MINE.secret, NOW, seconds=61), MINE, NOW)


def test_a_token_is_no_ticket_and_a_ticket_no_token():
    assert not is_ticket(sign_visitor(new_visitor(MINE), MINE, NOW), MINE, NOW)
    assert read_visitor(sign_ticket(MINE.id, MINE.secret, NOW), MINE, NOW) is None
