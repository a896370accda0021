"""Chinese names in Latin letters: found in a text by their pinyin, and written in pinyin for English answers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Sequence
from functools import lru_cache

from index.sounds import plain as reading

COMMON = frozenset(
    """
    under after before during since while
    the in on at of for a an to by how what which who when where why did does do is are was were and or with
    from many much january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday spring summer autumn winter party general secretary city
    county district street square village town community subdistrict red cross drive people hospital school
    primary bank company world day book china chinese until if through river lake mountain bridge road township central
    women men cup festival highway tunnel reservoir station office bureau committee league youth association team blue
    green white silver gold golden old new
    """.split()
)
"""Capitalised words of English questions that are not Chinese names."""

SYLLABLE = re.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|van|ai|ei|ao|ou|an|en|in|un|vn|ia|ie|"
    r"iu|ua|ue|ui|uo|ve|er|a|e|i|o|u|v)(?:n|ng|r)?"
)

ONE_SYLLABLE = re.compile(
    r"(?:[bpmf]|zh|ch|sh|[dtnlgkhrzcs])(?:a|ai|an|ang|ao|e|ei|en|eng|i|ia|ian|iang|iao|ie|in|ing|iu|o|ong|ou|u|ua|uai|uan"
    r"|uang|ui|un|uo|v|ve)|[jqx](?:i|ia|ian|iang|iao|ie|in|ing|iong|iu|u|uan|ue|un)|y(?:a|an|ang|ao|e|i|in|ing|o|ong|ou|u"
    r"|uan|ue|un)|w(?:a|ai|an|ang|ei|en|eng|o|u)|a|ai|an|ang|ao|e|en|er|o|ou"
)
"""One syllable of pinyin, a little more generously than the language; what does not exist is in no index."""


KINDS = {"River": "he", "Mountain": "shan", "Lake": "hu", "County": "xian"}
"""What follows a name of one syllable in English, and how it sounds in Chinese."""


SUFFIXES = {
    "community": "shequ", "subdistrict": "jiedao", "village": "cun", "town": "zhen", "township": "xiang",
    "county": "xian", "district": "qu", "city": "shi", "road": "lu", "street": "jie",
    "square": "guangchang", "park": "gongyuan", "river": "he", "lake": "hu", "mountain": "shan", "bridge": "daqiao",
}  # fmt: skip
"""What follows a place's name in English, and how it sounds in Chinese: 站前社区 may be one word in print."""


def plain(word: str) -> str:
    """A romanised word as it is compared: no accents, apostrophes or hyphens; Lüliang and Lvliang are lvliang."""
    bare = unicodedata.normalize("NFD", word.lower().replace("ü", "v"))
    return "".join(c for c in bare if c.isascii() and c.isalpha())


@lru_cache(maxsize=1024)
def syllables_of(sound: str, most: int = 12) -> tuple[tuple[str, ...], ...]:
    """The ways to read plain letters as syllables, at most `most`: xian is xi an and xian; after l and n u may be ü."""
    ways: list[tuple[str, ...]] = []

    def cut(rest: str, so_far: tuple[str, ...]) -> None:
        if len(ways) >= most:
            return
        if not rest:
            ways.append(so_far)
        for length in range(min(6, len(rest)), 0, -1):
            if ONE_SYLLABLE.fullmatch(rest[:length]):
                cut(rest[length:], (*so_far, rest[:length]))

    for form in dict.fromkeys((sound, re.sub(r"([ln])u(?![aino]|e?n)", r"\1v", sound))):
        cut(form, ())
    return tuple(ways)


def find_names(question: str, known: Container[str] = ()) -> dict[str, str]:
    """The capitalised words of an English question that can be read as pinyin, and how they sound.

    Neighbouring ones join: Qi Yanchuan is one name. `known` are words of the question that are English.
    """
    names: dict[str, str] = {}
    for match in re.finditer(rf"\b([A-Z][a-zü]{{0,5}}) ({'|'.join(KINDS)})\b", question):
        sound = plain(match.group(1))
        if ONE_SYLLABLE.fullmatch(sound) and sound not in COMMON:
            names[match.group()] = sound + KINDS[match.group(2)]  # 汾河 is Fen River: neither half is a word
    for match in re.finditer(r"(?:[A-ZÀ-Ý][\w'’-]*)(?: [A-ZÀ-Ý][\w'’-]*)*", question):
        run: list[str] = []
        for word in [*(re.sub(r"['’]s?$", "", word) for word in match.group().split()), ""]:
            sound = plain(word)
            if (
                len(sound) >= 3
                and word.lower() not in COMMON
                and word not in known
                and re.fullmatch(f"(?:{SYLLABLE.pattern})+", sound)
            ):
                run.append(word)
            elif run:
                names[" ".join(run)] = plain(" ".join(run))
                run = []
    return names


@lru_cache(maxsize=8192)
def spell(text: str) -> tuple[str, ...]:
    """The syllables of a Chinese text without tones; other stretches stay whole."""
    from pypinyin import lazy_pinyin

    return tuple(syllable.lower().replace("ü", "v") for syllable in lazy_pinyin(text, v_to_u=False))


@lru_cache(maxsize=8192)
def _readings(sign: str) -> tuple[str, ...]:
    """The plain syllables that a character may be read as: zhong and chong for 重. Another sign is none."""
    from pypinyin.constants import PINYIN_DICT

    spelled = PINYIN_DICT.get(ord(sign), "") if "\u3400" <= sign <= "\u9fff" else ""
    return tuple(dict.fromkeys(reading(syllable) for syllable in spelled.split(",") if syllable))


@lru_cache(maxsize=4096)
def _heard(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(_readings(sign) for sign in text)


@lru_cache(maxsize=8192)
def locate_sound(name: str, text: str) -> tuple[tuple[int, int], ...]:
    """Where the syllables of a name (plain letters) stand in a Chinese text, each character in any of its readings."""
    forms = {name, re.sub(r"([ln])u(?![aino]|e?n)", r"\1v", name)}  # Luliang for Lüliang
    heard = _heard(text)
    found = []
    for start in range(len(heard)):
        rests, at = forms, start
        while rests and at < len(heard):
            rests = {rest[len(one) :] for rest in rests for one in heard[at] if rest.startswith(one)}
            at += 1
            if "" in rests:
                found.append((start, at))
                break
    return tuple(found)


def sounds(name: str, text: str) -> bool:
    """Do the syllables of `name` (plain letters) stand in the text, from one syllable's start to another's end?"""
    return bool(locate_sound(name, text))


def romanise_name(name: str) -> str:
    """A person's name in pinyin, family name first: 祁砚川 is Qi Yanchuan."""
    from pypinyin import lazy_pinyin

    syllables = lazy_pinyin(name, v_to_u=True)
    cut = 2 if len(syllables) == 4 else 1
    return f"{join_syllables(syllables[:cut])} {join_syllables(syllables[cut:])}".strip()


def join_syllables(syllables: Sequence[str]) -> str:
    """Syllables as one capitalised word; an apostrophe stands before one that begins with a vowel: Xin'an, Yue'e."""
    word = ""
    for syllable in syllables:
        word += "'" * bool(word and syllable[0] in "aeo") + syllable
    return word[:1].upper() + word[1:]


HAN_NAME = re.compile(r"[㐀-鿿]{2,4}")
