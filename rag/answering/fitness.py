"""Does a fact have the form that the question asks of it: a name, a figure of the right things, what is outmost?

What somebody is called is answered by a name, how many microscopes by no figure of people, how many women where women
are spoken of, the oldest where the report calls somebody so.
"""

from __future__ import annotations

import re

from index.people import is_name
from index.quantities import find_amounts, find_quantities
from index.words import find_names
from rag.answering.compose import LONGER, Said
from rag.facts.evidence import Evidence
from rag.facts.nearness import asked_part

_CALLED = re.compile(
    r"(?P<head>[\u4e00-\u9fff]+?)(?:们)?(?:[都分各]别?|本人)?的?(?:叫什么|什么名|(?:姓名|名字|全名|大名)(?:都|分别)?[是叫])"
)
_PERSON_HEAD = (
    r"(?:[员师者长生手民兵匠]|(?<!器)人|[职民矿员]工|妇女|书记|主任|干部|夫妇|冠军|得主|男子|女子|男孩|女孩|孩子|小伙子?|姑娘|大爷|大妈|大娘|代表|"
    r"记者|司机|保安|教练|模范|经理|主席)"
)
"""What ends the words for a person whose name is asked for (那位理发师叫什么名字)."""
_TRADE = re.compile(r"[员师医]$|律师|书记|主任|经理|教练|记者|司机|保安|护士")
"""A trade or an office: whoever is called so in a question is called so in the report, as 小伙子 need not be."""
_CALLED_EN = re.compile(
    r"\bnames? of (?:the|an?|all|its|their|those|that) (?P<head>[^?,]*?)"
    r"(?= (?:who|that|in|at|on|from|of|for|with)\b|[?,]|$)|"
    r"\bwhat (?:is|was|were|are) (?:the|that) (?P<called>[^?,]*?)(?:'s names?| called\b)",
    re.I,
)
_PERSON_EN = re.compile(
    r"(?:\w+(?:ers?|ors?|ists?|ants?|ents?|ees?|mans?|men|woman|women|ens|als)|m[ae]n|lad(?:y|ies)|guards?|pupils?|people|persons?|boys?|"
    r"girls?|mayor|head|chiefs?|captain|secretary|nurses?|champion|child|doctor|couple|coach|experts?|cadres?|staff|"
    r"youths?|police|judges?|kids?|adults?|delegates?|candidates?|graduates?|relatives?|representatives?)$",
    re.I,
)
_NO_PERSON_EN = re.compile(
    r"(?:cent(?:er|re)|river|paper|newspaper|charter|poster|water|tower|order|number|quarter|computer|theater|letter|"
    r"floor|door|corner|colou?r|tractor|event|patent|agreement|document|cement|garden|hospital|tree|degree|committee|"
    r"coffee|animal|metal|sensor|motor|pier|layer)s?$",
    re.I,
)
_COUNTED_AS_PEOPLE = re.compile(
    r"(?:visit|job|post|position|place|seat|vacanc(?:y|ie)|household|familie|pair|couple|casualtie|case|live|name)s$"
)
_SURNAMED = re.compile(r"^[\u4e00-\u9fff](?:某|女士|先生|大爷|大妈|大娘|老汉|师傅|老师|阿姨)")
_VAGUE = re.compile(r"(?<!第)[一两二三](?:家|名|位|座|所|支|处)(?!人)|某")
_PROPER = re.compile(r"[“《]")

MARKS: tuple[tuple[str, str], ...] = (
    (r"女(?:的|性|生|士|孩)|妇女|\b(?:women|woman|girls?|females?)\b", r"女|妇|姑娘|姐|妈|婆|奶|娘"),
    (r"男(?:的|性|生|士|孩)|\b(?:men|boys?|males?)\b", r"男|兄|爷|汉|小伙|叔"),
    (r"第一次|首次|头一[回次]|\bfirst[- ]time\b|\bfor the first time\b", r"第一次|首次|头一|初次|首[批度]|新"),
    (r"外国|国外|境外|\babroad\b|\bforeign", r"外国|国外|境外|海外|外籍"),
    (r"外省|省外|\bother provinces\b", r"省"),
)
"""Who of many is counted, as it is asked and as the report must print it."""
_MANY = re.compile(
    r"\bhow many (?:of (?:the|its|their|these|those|them) (?:[\d,]+ )?)?(?P<noun>[\w' -]+?)"
    r"(?= (?:is|are|was|were|be|been|do|does|did|has|have|had|can|could|will|would|must|"
    r"should|in|of|for|that|to|with|from|on|at|by|who|which|there|per|a|the|sat|took|came|went|got|made|won|joined|"
    r"attended|lived?|under|over|aged|older|younger|more|less)\b|[?,;]|$)",
    re.I,
)
_PEOPLE = re.compile(r"[人名位户对]|岁")
_OF_PEOPLE = re.compile(
    r"[人者员生民工师手长童孩子女男妇老友众兵官客徒属偶模]$|冠军|群众|干部|家庭|嘉宾|观众|代表|名|岗位|职位|席|额|户|家|例|队|村|次"
)
_NUMERAL = re.compile(r"\d|^[约近超过逾多达共第前]*[〇零一二两三四五六七八九十百千万亿半双数]")
_MEASURED = frozenset({"money", "time", "length", "area", "volume", "mass"})

_OF_THINGS = frozenset("届期级场项条款所座栋辆件册本篇幅")
"""Measure words of things and occasions; where a sort of people is asked for (多少游客), none counts it."""

SUPERLATIVE = re.compile(
    r"最(?![后近终初新美晚迟快早])|\b(?:(?:old|young|larg|bigg|small|high|low|long|short|deep|shallow|tall|heavi|fast|cheap|"
    r"strong|great)est|maximum|minimum|favou?rites?|(?:the|which|what|who) .{0,30}\bmost\b)",
    re.I,
)
OUTMOST = re.compile(
    r"最|为主|第一|首[位名个屈次]|榜首|冠|[位高]居|居[首第前]|之[最王]|领先|位列|限|不超|上限|封顶|以[内上下]|至[少多]|不[少低多高]于|头[号名]|顶|唯一|至.*[岁周]"
)
"""How a report says that something is outmost, or that no more is allowed."""
_AGED = re.compile(r"\b(?:old|young)est\b|最(?:年[长轻]|大的?是谁)|年[纪龄]最|岁数最", re.I)
SEVERAL = 3
"""Figures in a sentence from which the greatest may be picked though no word calls it so."""


def fits(said: Said) -> bool:
    """Has the fact the form that the question asks of it?"""
    return all(rule(said) for rule in (_tells_name, _is_figure, _counts, _is_marked, _tells_outmost, _prints_sort))


def asked_of(said: Said) -> str:
    """What is itself asked, without what a follow-up leans on."""
    return asked_part(said.query.text) if said.query.lang == "zh" else said.query.text


def unquoted(said: Said) -> str:
    """What is asked, without names of things: the contest of the “最美家庭” has no most beautiful family to find."""
    return re.sub(r"“[^”]*”|《[^》]*》|\"[^\"]*\"", " ", asked_of(said))


def _around(evidence: Evidence) -> str:
    """A sentence with the one before it and the headline."""
    body = evidence.article.body
    start = max(0, body.rfind("。", 0, max(0, evidence.span.start - 1)))
    return f"{evidence.article.headline}\n{body[start : evidence.span.end]}"


def _tells_name(said: Said) -> bool:
    """What somebody is called is answered by a name; of anything else by no vague word (一家企业)."""
    asked, fact, text = asked_of(said), said.fact, said.evidence.text
    if fact and said.need.kind in ("org", "name", "list") and not _PROPER.search(fact.value):
        vague = _VAGUE.search(text[max(0, fact.span.start - 2) : fact.span.start] + fact.value)
        if vague and (said.need.kind == "org" or _CALLED.search(asked)):
            return False
    if not asks_person_called(asked, said.query.lang):
        return True
    names = find_names(text)
    heads = [match["head"][-2:] for match in _CALLED.finditer(asked)]
    if any(text[: one.start].endswith(head) for one in names for head in heads):
        return True
    if any(_TRADE.search(head) and head not in _around(said.evidence) for head in heads):
        return False
    if fact is None:
        return False
    if any(one.start < fact.span.end and fact.span.start < one.end for one in names):
        return True
    parts = [part.strip() for part in re.split("[、，；和与及]", fact.value)]
    return any(is_name(part) or _SURNAMED.match(part) for part in parts)


def asks_person_called(question: str, lang: str) -> bool:
    """Does the question ask what a person, or several, are called?"""
    if lang == "zh":
        return any(re.search(f"{_PERSON_HEAD}$", match["head"]) for match in _CALLED.finditer(question))
    match = _CALLED_EN.search(question)
    head = ((match["head"] or match["called"] or "") if match else "").strip()
    return bool(_PERSON_EN.search(head)) and not _NO_PERSON_EN.search(head)


def _prints_sort(said: Said) -> bool:
    """Which hospital, asked in English, is told by no report that prints nothing of the sort."""
    sorts = said.need.sorts
    if said.need.kind not in ("place", "org") or not sorts or any(len(sort) < WHOLE_SORT for sort in sorts):
        return True
    article = said.evidence.article
    return any(sort in f"{article.headline}{article.body}" for sort in sorts)


WHOLE_SORT = 2
"""Signs of a sort that surely names it: 医院, and not 部 or 站."""


def _is_figure(said: Said) -> bool:
    """A number is answered by a figure."""
    if said.need.kind != "number" or said.fact is None:
        return True
    return bool(_NUMERAL.search(said.fact.value)) or any(find_quantities(said.fact.value))


def _counts(said: Said) -> bool:
    """How many microscopes is not told by so many people, how many people by no hours."""
    if said.need.kind != "number" or said.fact is None:
        return True
    figures = find_amounts(said.fact.value)
    counted = said.need.measure == "count" or said.need.unit == "人"
    if counted and figures and all(one.dimension in _MEASURED for one in figures):
        return False
    if said.need.measure == "count" and said.query.lang == "zh" and all(one.unit in _OF_THINGS for one in figures):
        return not figures  # 多少游客: of 20届 no visitor is told
    match = _MANY.search(said.query.text) if said.query.lang == "en" else None
    if match is None or not _PEOPLE.search(said.fact.value):
        return True
    words = re.findall(r"[a-z-]+", match["noun"].lower())
    if any(
        _COUNTED_AS_PEOPLE.match(word) or (_PERSON_EN.match(word) and not _NO_PERSON_EN.search(word)) for word in words
    ):
        return True
    forms = [form for term in said.query.terms if set(words) & set(term.word.lower().split()) for form, _ in term.forms]
    return any(_OF_PEOPLE.search(form) for form in forms)


def _is_marked(said: Said) -> bool:
    """How many of them were women is told where women are spoken of."""
    asked = asked_of(said)
    if said.need.kind != "number" or not re.search(r"多少|几|\bhow many\b", asked, re.I):
        return True
    text = _around(said.evidence)
    return all(re.search(told, text) for question, told in MARKS if re.search(question, asked, re.I))


def _tells_outmost(said: Said) -> bool:
    """The oldest, the most: the report calls it so, or gives several to choose from."""
    if said.need.kind in ("yesno", *LONGER) or not SUPERLATIVE.search(unquoted(said)):
        return True
    if _AGED.search(asked_of(said)) and not re.search("[最岁老]|高龄", said.evidence.text):
        return False
    return bool(OUTMOST.search(_around(said.evidence))) or len(list(find_quantities(said.evidence.text))) >= SEVERAL
