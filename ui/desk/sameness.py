"""When a claim comes again: word for word, or the same words and figures in another order."""

from __future__ import annotations

import hashlib
import re
from datetime import date

from index.quantities import find_amounts
from index.words import fold, load_segmenter
from rag.checking.claim.when import find_when

_NUMBERED = re.compile(r"\d[\d.:/]*[㐀-鿿%]?")
"""What is left of numbers when amounts are taken out: 3月 and 5日, so that 5月3日 is another day."""
_THOUSANDS = re.compile(r",(?=\d{3}(?!\d))")
_SIGNS = "%‰+<>="


def exact_key(claim: str) -> str:
    """A fingerprint of the claim without case, width, script, blanks and punctuation, and nothing else lost."""
    return _hash(_marked(claim))


def bag_key(claim: str) -> str:
    """A fingerprint of the claim's words and figures in any order; 5000ml and 5升 are the same figure."""
    folded = fold(claim)
    figures = []
    for amount in reversed(find_amounts(folded)):
        start = amount.span.start - (folded[amount.span.start - 1 : amount.span.start] in ("-", "−"))
        sign = "-" if start < amount.span.start else ""
        figures.append(f"{sign}{amount.token}{amount.approximate}")
        folded = f"{folded[:start]} {folded[amount.span.end :]}"
    figures += _NUMBERED.findall(folded)
    words = [word for word in load_segmenter().cut(_NUMBERED.sub(" ", folded)) if any(c.isalnum() for c in word)]
    return _hash("\n".join([*sorted(figures), "", *sorted(words)]))


def days_agree(claim: str, then: date, now: date) -> bool:
    """Does the claim speak of the same days on both days? 昨天 of another week is another claim."""
    return then == now or [w.days for w in find_when(claim, then)] == [w.days for w in find_when(claim, now)]


def _marked(claim: str) -> str:
    """The claim's letters and figures, and the signs that belong to a figure: 1.5 is not 15 and 5% is not 5."""
    folded = fold(claim)
    kept: list[str] = []
    for at, sign in enumerate(folded):
        before, after = folded[:at].rstrip()[-1:], folded[at + 1 :].lstrip()[:1]
        if sign.isalnum() or sign in _SIGNS or (sign in "-−" and after.isdigit()):
            kept.append(sign)
        elif before.isdigit() and after.isdigit() and not _THOUSANDS.match(folded, at) and kept[-1:] != ["."]:
            kept.append(".")
    return "".join(kept)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
