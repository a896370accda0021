"""Numbers as they are compared with print: one width, no thousands separators."""

from __future__ import annotations

import re
import unicodedata

NUMBER = re.compile(r"\d+(?:\.\d+)?")


def fold_figures(text: str) -> str:
    """Width folded, thousands separators out."""
    folded = unicodedata.normalize("NFKC", text)
    return re.sub(r"(?<=\d),(?=\d{3})", "", folded)
