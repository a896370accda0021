"""Builds the tokenizer: a unigram model whose pieces are Chinese words, English stems, numbers and dates.

In: a `Corpus` and the word counts of jieba's dictionary (MIT). Out: a `tokenizers.Tokenizer`. Nothing is trained by
iteration: the pieces and their probabilities are known (word counts), so the Viterbi search of the unigram model
segments Chinese much as jieba does without its hidden Markov part. English is stemmed by the normaliser itself
(regular expressions inside tokenizer.json), so `donated`, `donates` and `donate` are one piece for every reader of
the folder.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.resources import files

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from training.sources import Corpus

UNKNOWN = "[UNK]"
FLOOR = -16.0
"""Log-probability of a piece that was never counted."""
_HAN = re.compile(r"[㐀-鿿]+")

# The dictionary spells as Americans do; questions may not.
_SPELLING = (
    (r"(?<=me|li|en|ea|pec)tre(?=s?(?![a-z]))", "ter"),
    (r"(?<=col|lab|harb|neighb|fav|hon|hum|rum|vap|behavi)our", "or"),
    (r"(?<=organ|modern|recogn|real|util|special|author|minim|maxim|final|general|summar)is(?=e|ing|ation)", "iz"),
    (r"(?<=program)me(?=s?(?![a-z]))|(?<=ton)ne(?=s?(?![a-z]))", ""),
    (r"(?<=defen|offen|licen)ce(?![a-z])", "se"),
)
# Order matters: plurals first, then endings. A look-behind keeps short words whole ("need", "fire", "king").
_STEMMER = (
    (r"(?<=[a-z]{2})ie[sd](?![a-z])", "y"),
    (r"(?<=[a-z](?:s|x|z|ch|sh))es(?![a-z])|(?<=[a-z]{2}[^\W\dsui])s(?![a-z])", ""),
    (r"(?<=([bgmnprt]))\1(?:ing|ed)(?![a-z])|(?<=[a-z]{3})(?<!even)(?:ing|(?<!e)ed)(?![a-z])", ""),
    (r"(?<=[a-z]{3}iz)ation(?![a-z])|(?<=[a-z]{4}t)ion(?![a-z])|(?<=[a-z]{4})e(?![a-z])", ""),
)


def empty_tokenizer(pieces: Sequence[tuple[str, float]]) -> Tokenizer:
    """A tokenizer over `pieces` (text, log-probability); piece 0 stands for everything unknown.

    Text is decomposed (NFKD), stripped of accents (`Lüliang` = `luliang`), lower-cased and stemmed; punctuation is
    dropped. Traditional characters are not folded: callers do that.
    """
    tokenizer = Tokenizer(models.Unigram([(UNKNOWN, 0.0), *pieces], unk_id=0))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKD(), normalizers.StripAccents(), normalizers.Lowercase()]
        + [normalizers.Replace(Regex(pattern), to) for pattern, to in _SPELLING + _STEMMER]
    )
    # Dates stay together (3月, 5日, 2023年) so that they can be learned as one piece each.
    tokenizer.pre_tokenizer = pre_tokenizers.Split(
        Regex(r"\d{1,4}[年月日]|\d+|[\p{Han}]+|[a-z]+"), behavior="removed", invert=True
    )
    return tokenizer


def word_counts() -> dict[str, int]:
    """Counts of Chinese words in jieba's dictionary (MIT licence; newspaper text among others)."""
    lines = files("jieba").joinpath("dict.txt").read_text(encoding="utf-8").splitlines()
    return {word: int(count) for word, count, *_ in (line.split(" ") for line in lines) if _HAN.fullmatch(word)}


def chinese_pieces(corpus: Corpus, counts: dict[str, int], size: int) -> list[tuple[str, float]]:
    """The `size` most useful characters and words with their log-probabilities.

    Words of the dictionary come first at equal counts, because a translation is known for them.
    """
    translated = {word for word, _ in corpus.dictionary}
    characters: Counter[str] = Counter()
    for word, count in counts.items():
        for character in word:
            characters[character] += count
    for text in corpus.chinese:
        characters.update(_HAN.findall(text) and "".join(_HAN.findall(text)))
    known = {c for c, n in characters.items() if n >= 20 or (c in translated and n >= 3)}
    words = {w for w in counts.keys() | translated if 2 <= len(w) <= 4}
    usefulness = {w: (counts.get(w, 0) + 2) * (4 if w in translated else 1) for w in words}
    chosen = sorted(words, key=lambda w: (-usefulness[w], w))[: max(0, size - len(known))]
    total = sum(counts.values())
    single = [(c, math.log(max(counts.get(c, 0), 3) / total)) for c in sorted(known)]
    return single + [(w, math.log(max(counts.get(w, 0), 3) / total)) for w in chosen]


def english_pieces(texts: Iterable[str], size: int) -> list[tuple[str, float]]:
    """Whole stems by frequency, then short pieces so that any other word is spelled out."""
    stems = empty_tokenizer([("a", -1.0)])
    seen: Counter[str] = Counter()
    for text in texts:
        assert stems.normalizer is not None
        seen.update(re.findall(r"[a-z]+", stems.normalizer.normalize_str(text)))
    total = sum(seen.values())
    chosen = [w for w, n in sorted(seen.items(), key=lambda item: (-item[1], item[0])) if n >= 2 and len(w) > 1][:size]
    # A known word must win against its parts: two parts cost at least twice -7.
    whole = {w: max(math.log(seen[w] / total), -11.0) for w in chosen}
    parts: Counter[str] = Counter()
    for word, n in seen.items():
        for length in (2, 3, 4):
            for start in range(len(word) - length + 1):
                parts[word[start : start + length]] += n
    for part, _ in parts.most_common(2500):
        whole.setdefault(part, -12.0)
    for letter in "abcdefghijklmnopqrstuvwxyz":
        whole.setdefault(letter, -13.0)
    return sorted(whole.items())


def number_pieces() -> list[tuple[str, float]]:
    """Small and round numbers, months, days and years."""
    numbers = [str(n) for n in range(101)] + [f"{d}{'0' * z}" for d in range(1, 10) for z in range(2, 5)]
    numbers += [f"0{d}" for d in range(10)] + [str(year) for year in range(1900, 2036)]
    dates = [f"{m}月" for m in range(1, 13)] + [f"{d}日" for d in range(1, 32)]
    dates += [f"{year}年" for year in range(1949, 2036)]
    return [(text, -9.0) for text in dict.fromkeys(numbers + dates)]


def build_tokenizer(corpus: Corpus, chinese: int, english: int) -> Tokenizer:
    """The whole vocabulary, `chinese` + about `english` + 3,000 pieces; equal input gives equal files."""
    texts = [en for _, en in corpus.parallel] + [sense for _, sense in corpus.dictionary]
    pieces = dict(number_pieces())
    pieces.update(english_pieces(texts, english))
    # One reading per syllable keeps pinyin names readable piece by piece.
    pieces.update(chinese_pieces(corpus, word_counts(), chinese))
    return empty_tokenizer(list(pieces.items()))
