"""When a claim comes again: word for word, or the same words and figures in another order."""

from __future__ import annotations

import hashlib
from datetime import date

from index.quantities import find_amounts
from index.words import fold, load_segmenter
from rag.when import find_when


def exact_key(claim: str) -> str:
    """A fingerprint of the claim without case, width, script, blanks and punctuation, and nothing else lost."""
    return _hash("".join(c for c in _marked(claim) if c.isalnum()))


def bag_key(claim: str) -> str:
    """A fingerprint of the claim's words and figures in any order; 5000ml and 5升 are the same figure."""
    folded = fold(claim)
    figures = []
    for amount in reversed(find_amounts(folded)):
        figures.append(f"{amount.token}{amount.approximate}")
        folded = f"{folded[: amount.span.start]} {folded[amount.span.end :]}"
    words = [word for word, _ in sorted(_words(folded).items())]
    return _hash("\n".join([*sorted(figures), "", *words]))


def days_agree(claim: str, then: date, now: date) -> bool:
    """Does the claim speak of the same days on both days? 昨天 of another week is another claim."""
    return then == now or [w.days for w in find_when(claim, then)] == [w.days for w in find_when(claim, now)]


def _words(folded: str) -> dict[str, None]:
    return {word: None for word in load_segmenter().cut(folded) if any(c.isalnum() for c in word)}


def _marked(claim: str) -> str:
    """The claim folded; a point or minus inside a figure is kept as a word, for 1.5 is not 15."""
    folded = fold(claim)
    kept = []
    for at, sign in enumerate(folded):
        before, after = folded[at - 1 : at], folded[at + 1 : at + 2]
        inside = sign in ".:/" and before.isdigit() and after.isdigit()
        minus = sign in "-−" and after.isdigit() and not before.isalnum()
        kept.append("p" if inside else "m" if minus else sign)
    return "".join(kept)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
