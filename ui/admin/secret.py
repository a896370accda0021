"""The newspaper's secret: when it is good enough, and comparing it without telling how near a guess was."""

from __future__ import annotations

import hashlib
import hmac
from typing import Final

from ui.settings import Settings

SHORTEST: Final = 16
_FEWEST: Final = 6
"""Different signs: `aaaaaaaaaaaaaaaa` and `1212121212121212` are no secrets."""
_DEFAULTS: Final = ("changeme", "change-me", "password", "secret", "admin", "wenbao", "example", "default", "letmein")
"""Words of example files; a secret that is little more than one of them was never chosen."""


def why_weak(secret: str | None) -> str:
    """Why sign-in stays off with this secret, in words that hold nothing of it; "" where it is good."""
    if not secret:
        return "no secret is set"
    if len(secret) < SHORTEST:
        return f"the secret is shorter than {SHORTEST} characters"
    if len(set(secret)) < _FEWEST:
        return "the secret repeats a few signs"
    rest = secret.lower()
    for word in _DEFAULTS:
        rest = rest.replace(word, "")
    if len(set(rest) - set("-_. 0123456789")) < _FEWEST and len(rest) < SHORTEST:
        return "the secret is a default one"
    return ""


def is_on(settings: Settings) -> bool:
    """Can anybody sign in? Without a good secret the editor's rooms are shut and nothing can be signed."""
    return not why_shut(settings)


def why_shut(settings: Settings) -> str:
    """Why nobody can sign in, "" where one can."""
    return why_weak(_secret(settings))


def opens(settings: Settings, given: str) -> bool:
    """Is `given` the secret, and is that one good enough?"""
    secret = _secret(settings)
    return is_on(settings) and same_secret(given, secret)


def _secret(settings: Settings) -> str:
    return settings.admin_secret.get_secret_value() if settings.admin_secret else ""


def same_secret(given: str, secret: str) -> bool:
    """Equal? Takes the same time however much of it is right: digests of one length are compared."""
    digests = (hashlib.sha256(each.encode("utf-8", "surrogatepass")).digest() for each in (given, secret))
    return hmac.compare_digest(*digests)
