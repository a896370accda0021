"""What the archive's room says: key -> (Chinese, English). Keys begin with `reading_`."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "reading_wait": ("正在取往期报纸……", "Fetching the papers…"),
}

LABELS: tuple[str, ...] = ()
"""Keys that the room's script needs as well (`wenbao.word(key)`)."""
