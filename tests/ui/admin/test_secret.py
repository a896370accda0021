"""Which secrets are good enough (row D8)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.admin.secret import SHORTEST, is_on, opens, same_secret, why_weak
from ui.settings import Settings


@pytest.mark.parametrize(
    "secret",
    [
        None, "", " ", "short", "123456789012345", "a" * 40, "ab" * 20, "changemechangeme", "change-me-change-me",
        "wenbao-admin-secret", "password-password", "PasswordPassword1234", "default-secret-000",
    ],
)  # fmt: skip
def test_d8_bad_secrets_shut_the_rooms(secret):
    settings = Settings(admin_secret=secret)
    assert why_weak(secret)
    assert not is_on(settings)
    assert not opens(settings, secret or "")
    assert not opens(settings, "")


@pytest.mark.parametrize(
    "secret", ["rote-Laterne-am-Fluss-7", "83749201657483920165", "霁河的桥有三百八十六米那么长吗", "f3a9c1d07be24856"]
)
def test_chosen_secrets_are_good(secret):
    secret = secret.ljust(SHORTEST, "x")
    assert not why_weak(secret)
    assert opens(Settings(admin_secret=secret), secret)
    assert not opens(Settings(admin_secret=secret), secret + " ")
    assert not opens(Settings(admin_secret=secret), secret[:-1])


@given(st.text(max_size=40), st.text(max_size=40))
def test_only_the_same_is_the_same(one, other):
    assert same_secret(one, other) == (one == other)
    assert same_secret(one, one)


@given(st.text(max_size=60))
def test_the_reason_never_holds_the_secret(secret):
    reason = why_weak(secret)
    assert len(secret) < 4 or secret not in reason
