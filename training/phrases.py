"""The lexicon put together: words by alignment, phrases from dictionary, sentence pairs and our own list."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from index.lexicon import EMPTY, LONGEST, Lexicon
from index.words import fold, load_segmenter
from training.sources import Corpus
from training.translations import English, Table, by_english, count_links, sentence_pairs
from training.vocabulary import word_counts

OWN = Path(__file__).parent / "newspaper_terms.txt"
"""Our own list of newspaper English."""

LOCAL = Path(__file__).parent / "local_terms.txt"
"""Our own list of what a county's paper prints: broad, so that it weighs less than what is learned beside it."""

LEAST, MOST = 0.02, 10
"""The probability under which a translation is left out, and how many are kept."""

SHARES = ((LOCAL, 0.5, 0.6), (OWN, 0.5, 0.7))
"""What our own lists weigh beside what was learned, for a single word and for a phrase."""

KNOWN, BESIDE = 0.4, 0.4
"""The share of its best translation from which a word is learned well, and what the broad list then still weighs."""

Cut = Callable[[str], list[str]]


def read_own(path: Path, english: English, cut: Cut) -> Table:
    """The terms of one of our own lists by key; the words inside a translation count half."""
    found: Table = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        names, _, meanings = line.partition(" = ")
        for name in names.split(" | "):
            row = found.setdefault(english.phrase(name), {})
            for place, meaning in enumerate(meanings.split()):
                weight = (place + 1) ** -0.5
                row[meaning] = row.get(meaning, 0.0) + weight
                for part in cut(meaning):
                    if part != meaning and len(part) > 1:
                        row[part] = row.get(part, 0.0) + weight / 2
    return found


def dictionary_phrases(senses: Iterable[tuple[str, str]], english: English) -> Table:
    """The dictionary's senses of two words and more, each Chinese word weighted by the root of its frequency."""
    counts = word_counts()
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for word, sense in senses:
        key = english.phrase(sense)
        if 2 <= len(key.split()) <= LONGEST:
            found[key][word] = (counts.get(word, 0) + 1) ** 0.5
    return dict(found)


def _stretches(words: Sequence[str]) -> set[str]:
    found = set()
    for length in (2, 3):
        for start in range(len(words) - length + 1):
            stretch = words[start : start + length]
            if stretch[0] not in EMPTY and stretch[-1] not in EMPTY:
                found.add(" ".join(word for word in stretch if word not in EMPTY))
    return found


def paired_phrases(pairs: Sequence[tuple[Sequence[str], Sequence[str]]], often: int = 3) -> Table:
    """Two or three neighbouring English words with the Chinese words of a third of their sentences.

    A word must also stand there eight times as often as elsewhere; one occurrence is taken off as chance.
    """
    seen: Counter[str] = Counter()
    for words, _ in pairs:
        seen.update(_stretches(words))
    kept = {stretch for stretch, count in seen.items() if count >= often}
    everywhere: Counter[str] = Counter()
    beside: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for words, chinese in pairs:
        once = set(chinese)
        everywhere.update(once)
        for stretch in _stretches(words) & kept:
            beside[stretch].update(once)
    found: Table = {}
    for stretch in sorted(beside):
        count = seen[stretch]
        row = {
            word: (n - 1) / count
            for word, n in sorted(beside[stretch].items())
            if n >= often and n >= 0.35 * count and n * len(pairs) >= 8 * count * everywhere[word]
        }
        if row:
            found[stretch] = row
    return found


def mix(*parts: tuple[float, Mapping[str, float]]) -> dict[str, float]:
    """Weighted mean of distributions; empty ones do not count."""
    sums = [(weight, row, sum(row.values())) for weight, row in parts if row]
    whole = sum(weight for weight, _, _ in sums)
    mixed: defaultdict[str, float] = defaultdict(float)
    for weight, row, total in sums:
        for form, share in row.items():
            mixed[form] += weight / whole * share / total
    return dict(mixed)


def trim(row: Mapping[str, float]) -> dict[str, float]:
    """The likeliest translations, as probabilities."""
    total = sum(row.values())
    best = sorted(((share / total, form) for form, share in row.items()), key=lambda item: (-item[0], item[1]))
    return {form: share for share, form in best[:MOST] if share >= LEAST}


def learn_lexicon(corpus: Corpus) -> Lexicon:
    """The whole lexicon; equal corpora give equal lexicons."""
    cut = load_segmenter()
    english = English.of(sense for _, sense in corpus.dictionary)
    pairs = sentence_pairs(((fold(zh), en) for zh, en in (*corpus.parallel, *corpus.measured)), english, cut)
    senses = [(english.words(sense), cut(word)) for word, sense in corpus.dictionary]
    words = by_english(count_links([*pairs, *((e, f) for e, f in senses if 0 < len(e) <= 12)]))
    known, joint = dictionary_phrases(corpus.dictionary, english), paired_phrases(pairs)
    table: Table = {key: row for key, row in words.items() if key not in EMPTY}
    for key in known.keys() | joint.keys():
        table[key] = mix((0.5, known.get(key, {})), (0.5, joint.get(key, {})))
    for path, single, phrase in SHARES:
        for key, row in read_own(path, english, cut).items():
            share = phrase if " " in key else single
            learned = table.get(key, {})
            if path is LOCAL and max(learned.values(), default=0.0) >= KNOWN * sum(learned.values()) > 0:
                share *= BESIDE
            table[key] = mix((share, row), (1 - share, table.get(key, {})))
    return Lexicon.of({key: trimmed for key, row in table.items() if (trimmed := trim(row))})
