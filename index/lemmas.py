"""English words to their base forms, judged by a list of known words: donated is donate, children is child.

Own code: the common lemmatisers bring data of many megabytes; a stemmer merges what must stay apart (university,
universe). A base form counts only if it is known, so that wrong guesses (evening: even) need a real word to happen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator

WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+(?:[.,]\d+)*")

IRREGULAR = {
    form: base
    for base, forms in {
        "arise": "arose arisen", "be": "is are was were been being am", "bear": "bore borne", "beat": "beaten",
        "become": "became", "begin": "began begun", "bite": "bit bitten", "blow": "blew blown", "break": "broke broken",
        "bring": "brought", "build": "built", "burn": "burnt", "buy": "bought", "catch": "caught", "child": "children",
        "choose": "chose chosen", "come": "came", "deal": "dealt", "die": "dying", "do": "did done does", "draw": "drew drawn",
        "drink": "drank drunk", "drive": "drove driven", "eat": "ate eaten", "fall": "fell fallen", "feed": "fed",
        "feel": "felt", "fight": "fought", "find": "found", "flee": "fled", "fly": "flew flown", "foot": "feet",
        "forbid": "forbade forbidden", "foresee": "foresaw foreseen", "forget": "forgot forgotten", "freeze": "froze frozen",
        "get": "got gotten", "give": "gave given", "go": "went gone goes", "grow": "grew grown", "have": "had has",
        "hear": "heard", "hide": "hid hidden", "hold": "held", "keep": "kept", "kneel": "knelt", "know": "knew known",
        "lead": "led", "leaf": "leaves", "learn": "learnt", "lend": "lent", "lie": "lying", "life": "lives", "light": "lit",
        "lose": "lost", "make": "made", "man": "men", "mean": "meant", "meet": "met", "mouse": "mice", "pay": "paid",
        "person": "persons", "prove": "proven", "ride": "rode ridden", "ring": "rang rung", "rise": "rose risen",
        "run": "ran", "say": "said", "see": "saw seen", "seek": "sought", "sell": "sold", "send": "sent", "shake": "shook shaken",
        "shoot": "shot", "show": "shown", "shrink": "shrank shrunk", "sing": "sang sung", "sink": "sank sunk", "sit": "sat",
        "sleep": "slept", "speak": "spoke spoken", "spend": "spent", "stand": "stood", "steal": "stole stolen",
        "strike": "struck", "swear": "swore sworn", "sweep": "swept", "swim": "swam swum", "take": "took taken",
        "teach": "taught", "tear": "tore torn", "tell": "told", "think": "thought", "throw": "threw thrown", "tooth": "teeth",
        "understand": "understood", "undertake": "undertook undertaken", "wake": "woke woken", "wear": "wore worn",
        "win": "won", "withdraw": "withdrew withdrawn", "woman": "women", "write": "wrote written",
    }.items()
    for form in forms.split()
}  # fmt: skip

BRITISH = (
    (re.compile(r"(?<=[a-z]{3})(is)(?=e$|es$|ed$|ing$|ation$|ations$|er$|ers$)"), "iz"),
    (re.compile(r"(?<=[a-z]{2})our(?=s?$|ed$|ing$|able$|ful$|ite$)"), "or"),
    (re.compile(r"(?<=[a-z]{2}[tb])re(?=s?$)"), "er"),
    (re.compile(r"(?<=gra)mme(?=s?$)"), "m"),
    (re.compile(r"(?<=[a-z]en)ce(?=s?$)"), "se"),
    (re.compile(r"(?<=[ae]l)l(?=ed$|ing$|er$|ers$)"), ""),
    (re.compile(r"(?<=[^aeiou])ae(?=[a-z]{3})"), "e"),
    (re.compile(r"yse(?=d?$)"), "yze"),
    (re.compile(r"ogue(?=s?$)"), "og"),
)
"""British spellings to American ones, which the dictionary uses; tried only where the word itself is not known."""

KEPT = frozenset(
    [
        "news",
        "series",
        "species",
        "always",
        "its",
        "his",
        "this",
        "thus",
        "during",
        "morning",
        "evening",
        "something",
        "nothing",
        "bus",
        "gas",
    ]
)


def split_words(text: str) -> list[str]:
    """The words and numbers of an English text, lower-cased, without accents; possessives go, hyphens part."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("’", "'"))
    bare = plain if plain.isascii() else "".join(c for c in plain if not unicodedata.combining(c))
    return [word.removesuffix("'s") for word in WORD.findall(bare)]


def _bare(word: str) -> Iterator[str]:
    """What a word may be an inflected form of, likeliest first."""
    if word in IRREGULAR:
        yield IRREGULAR[word]
    if word in KEPT or len(word) < 4:
        return
    if word.endswith("ies"):
        yield word[:-3] + "y"
    if word.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
        yield word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        yield word[:-1]
    for ending in ("ed", "ing"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= 2:
            if word.endswith("ied"):
                yield word[:-3] + "y"
            if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] in "bgmnprtl":
                yield stem[:-1]
            yield stem + "e"
            yield stem


def lemma(word: str, known: Container[str], whole: Container[str] = ()) -> str:
    """The base form of a lower-case word among the `known` ones; words in `whole` stay as they are."""
    if word in whole and word not in IRREGULAR:
        return word
    for base in _bare(word):
        if base in known:
            return base
    if word in known:
        return word
    for pattern, to in BRITISH:
        other = pattern.sub(to, word)
        if other != word:
            for base in (*_bare(other), other):
                if base in known:
                    return base
    return word
