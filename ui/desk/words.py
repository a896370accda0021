"""What the desk says: key -> (Chinese, English). Keys begin with `desk_`."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "desk_wait": ("核查室还在布置。", "The desk is being set up."),
}

LABELS: tuple[str, ...] = ()
"""Keys that the room's script needs as well (`wenbao.word(key)`)."""
