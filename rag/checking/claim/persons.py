"""The persons whom a text names, as far as names can be told from the words around them."""

from __future__ import annotations

import re
from functools import lru_cache

from index.people import is_name
from index.words import find_names
from rag.facts.offices import find_holders

_TITLED = re.compile(
    r"(?:^|(?<=[，。；：、“（的是请和与由]|[所院司局校区村厂店]))(?P<name>[\u4e00-\u9fff])(?:律师|医生|大夫|老师|先生|女士|阿姨|大爷|大娘|奶奶|爷爷|师傅|教授|主任|局长)"
)
"""Somebody by the family name alone: 王律师."""
_BEFORE_TITLE = re.compile(r"(?<=[、，和与])[\u4e00-\u9fff]{2,3}?(?=律师|医生|大夫|老师|教授)")
_NO_FAMILY = frozenset("都也就还又已被把将在是有来去最很不没并且更再才只可能会要")
"""Signs that a word list takes for the family name of what stands behind them: 都得救."""
_BODY_END = re.compile("(?:律师|医生|老师|大夫|教授|事务所|卫生所|派出所|服务站|合作社|办事处)$")
"""The end of a body's name, or a title, which a word list takes for somebody's name: 某商|律师|事务所."""
_NOT_NAMED = re.compile(
    "^[要请将应须宜能使令让把被]|^[和与及](?:[省市县区镇乡村]长|书记|主任)|(?:事务所|服务站|合作社|办事处)$|(?:深刻|踊跃|积极|认真|主动|热情|广泛)|^[金银铜]{2,}$"
)
"""What a word list takes for a name and is none: 要踊跃, the 金银铜 of prizes."""
_BY_NAME = re.compile(r"(?<=[是由])[\u4e00-\u9fff]{3}(?=(?:主持|宣布|带队|讲话|宣读|致辞|介绍|讲解|担任)的?)")
"""Who did it, between 是 or 由 and the deed, where the word list does not know the name."""
_LISTED = re.compile(
    "(?:[\u4e00-\u9fff]{2,4}、){2,}[\u4e00-\u9fff]{2,4}?(?=等(?:\\d+|[一二三四五六七八九十]+)[人名位])"
)
"""Persons one after the other, and how many they are."""
_ACTS = re.compile("是|任|说|兼|当选|担任|表示|介绍|主持|带头|带队|带领|宣布|强调|指出")
"""What follows a name of two signs that is no other word."""


_TOWARDS = {
    "向": re.compile("[想要可能并会都也还再就去来将应须不拟曾已]向"),
    "和": re.compile("[\u4e00-\u9fff]和"),
}
"""Family names that before a name, and behind such a word, only lead to it or join it: 想向某县学习."""


def _leads_to(name: str, text: str) -> bool:
    leads = _TOWARDS.get(name[0])
    return leads is not None and any(leads.match(text, m.start() - 1) for m in re.finditer(name, text) if m.start())


@lru_cache(maxsize=8192)
def names_of(text: str) -> tuple[str, ...]:
    """The persons whom a Chinese text names; longer names first."""
    names = {holder.name for holder in find_holders(text)}
    names |= {
        name
        for span in find_names(text)
        if len(name := span.of(text)) >= 3
        and name[0] not in _NO_FAMILY
        and (is_name(name) or len(name) == 3)
        and not _BODY_END.search(name)
    }
    names |= {match.group() for match in _TITLED.finditer(text) if is_name(match["name"] + "某")}
    names |= {match.group() for match in _BEFORE_TITLE.finditer(text) if is_name(match.group())}
    for span in find_names(text):
        if span.end - span.start == 2 and is_name(span.of(text)) and _ACTS.match(text[span.end :]):
            names.add(span.of(text))
    for match in _LISTED.finditer(text):
        listed = match.group().split("、")
        if sum(map(is_name, listed)) * 2 > len(listed):
            names |= set(listed)
    names |= {match.group() for match in _BY_NAME.finditer(text) if is_name(match.group())}
    names = {
        name
        for name in names
        if name[-1] not in "省市县区镇乡村街路桥湾赛沟坡厂店站局校院委厅部队处所工"
        and name[0] not in "一二三四五六七八九十"
    }
    names = {name for name in names if not _NOT_NAMED.search(name) and not _leads_to(name, text)}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))
