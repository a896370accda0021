"""What an English question asks for: the rules of its form, and the Chinese words that the thing asked for may bear."""

from __future__ import annotations

import re

_ORG = (
    r"compan(?:y|ies)|firms?|departments?|organi[sz]ations?|hospitals?|banks?|institutions?|industrial parks?|bureaus?|"
    r"associations?|authorit(?:y|ies)|agenc(?:y|ies)|committees?|teams?|schools?|offices?|enterprises?|units?|"
    r"universit(?:y|ies)|colleges?|clubs?|insurers?|societ(?:y|ies)|brigades?|stations?|newspapers?|cooperatives?"
)
_PLACE = (
    r"places?|village|town|township|community|street|road|square|compound|neighbou?rhood|city|county|district|subdistrict|"
    r"province|hall|venue|location|estate|park"
)
_PERSON = (
    r"person|reporter|journalist|photographer|lawyer|official|doctor|teacher|man|woman|nurse|student|runner|player|"
    r"leader|secretary|farmer|driver|singer|artist|writer|expert|professor|athlete|pupil|volunteer|"
    r"boy|girl|kid|veteran|soldier|worker|resident|villager|grower|fisherman|engineer|judge|"
    r"counsellor|councillor|cook|chef|craftsman|potter|weaver|painter|calligrapher|scientist|technician|owner|"
    r"clerk|(?:staff|crew|party|family|team) member|staffer|employee|cadre|policeman|policewoman|firefighter|"
    r"courier|passenger|visitor|tourist|customer|shopper|patient|parent|mother|father|daughter|elder"
)
_HUMAN = rf"{_PERSON}|child|granny|grandmother|grandfather|victim|winner"
_NO_VERB = r"(?!(?:did|do|does|has|have|had|will|would|can|could|is|are|was|were)\b)"
"""Behind what, a word that makes the noun after it the doer: What did the village plant asks for no village."""
_SEVERAL = r"two|three|four|five|six|seven|eight|nine|ten|several"

_YESNO = (
    r"(?:may (?=(?:an?|the|i|we|one|you|they|people|those|anyone|[a-z]+s)\b)|(?:is|are|was|were|do|does|did|has|have"
    r"|had|can|could|will|would|must|should)\b)"
)

_PARTNERED = (
    r"\bwho(?:m)? .*\b(?:team(?:ed|s)? up|join(?:ed|s)? (?:forces|hands)|partner(?:ed|s)?) with\b|"
    r"\bwho (?:put on|held|holds|staged|ran|organi[sz]ed|launched|set up|carried out) .*\b"
    r"(?:together|jointly|along) with\b|\bwith whom .*\b(?:held?|organi[sz]ed?|put on|staged?|launch(?:ed)?)\b"
)
"""Asks with which body another held something."""
MONEY_FROM = (
    r"\bwhere (?:does|did|do|has|have|will|is|was) .{0,60}\b(?:money|funds?|funding|cash|grants?)\b.*"
    r"\b(?:come|came|coming) from\b|"
    r"\bwho (?:puts|put) up the (?:money|funds)\b"
)
"""Asks for the source of money, which is no place."""

EN_RULES: tuple[tuple[str, str], ...] = (
    ("yesno", rf"^(?:and |but |so )?(?!(?:can|could|would|will|do) you\b|(?:is|was) it (?:known|said)\b){_YESNO}"),
    ("reports", r"\b(?:which|what) (?:\w+ )?(?:reports?|articles?|stories|news items)\b"),
    ("why", r"\bwhy\b|\b(?:what (?:was|is|were) the|for what|for which) reasons?\b|\bwhat caused\b|\bhow come\b"),
    ("summary", r"^(?:please |now |and |can you |could you )*(?:summar|sum up\b)|\ba summary\b|"
                r"\bin (?:one|two|a few) sentences?\b|\bwhat is .{0,20}(?:article|report) about"),
    ("list", r"\b(?:what|which) (?:kinds|sorts|types|forms) of\b"),
    ("name", r"\be-?mail\b|\b(?:what|which) (?:kind|sort|type) of\b|\bwhat colou?rs?\b"),
    (
        "number",
        r"\bhow (?:many|much|old|large|big|long|far|tall|high|often|wide|deep|heavy)\b|\bby how\b|\bin what time\b|"
        r"\b(?:what|which) (?:[\w-]+ ){0,2}(?:amount|number(?! gives)|percentage|area|share|proportion|sum|total|age|"
        r"price|length|wages?|salary|"
        r"income|score|distance|height|depth|temperature|speed|rate|ratio|capacity|output|yield|fine|reward|bonus|premium)\b|"
        r"\b(?:what|which) (?:[\w-]+ ){0,2}(?:cost|fee|budget|payout|payment|investment|funding|allowance|subsidy|"
        r"price|fare|sum insured|turnover|revenue|population|age limit|speed limit)\b(?! (?:does|do|did) .*\bcover)|"
        r"\bwhat (?:is|was|were|are) the (?:\w+ ){0,3}(?:amount|number|percentage|area|share|price|fee|cost|total|"
        r"budget|length|height|age|yield|output|premium|fine|fare|salary|investment|temperature|pay-?out|"
        r"(?:pass )?mark|charge)\b|"
        r"\b(?:tele)?phone(?: number)?\b|\bhotline number\b|\b(?:at|between|of|from) what ages?\b|"
        r"\bwhat (?:is the )?age (?:limits?|range|bracket)\b",
    ),
    (
        "date",
        r"^(?!(?:and |but |so )?(?:what|which|who|whom|whose|how|where|why)\b).*\bwhen\b|"
        r"\b(?:and|or|since|until|till|from) when\b|"
        r"\b(?:what|which) (?:exact |precise |\w+ )?(?:date|day|year|month|time|hour)\b(?! (?:care|off|school|trip))|"
        r"\b(?:un)?till? when\b|\b(?:over|during|in) (?:what|which) period\b|"
        r"\bwhat (?:is|was) the (?:\w+ ){0,3}(?:deadline|closing date|date)\b|\bdeadline\?|"
        r"\b(?:opening|visiting|business|office) (?:hours|times)\b",
    ),
    ("how", r"\b(?:what|which) (?:\w+ )?(?:steps|procedures?|measures|methods?|ways?)\b"),
    ("list", rf"\bwhat (?:are|were) the names\b|\b(?:what|which) (?:\w+ ){{0,2}}(?:{_SEVERAL})\b(?!-)|"
             r"\b(?:what|which) (?:\w+ ){0,2}(?:companies|schools|hospitals|teams|villages|communities|"
             r"roads|streets|townships)\b"),
    ("name", MONEY_FROM),
    ("org", rf"{_PARTNERED}|\bwho (?:issued|published|organi[sz]e[sd]|h[eo]lds?|hosted|hosts|sponsor(?:ed|s)|"
            rf"underwrote|"
            rf"launch(?:ed|es)|released|funded|funds|sent|runs|operates|insures|pays)\b|"
            rf"\bwho (?:is|was|are|were) (?:the )?(?:organi[sz]ing|hosting|running|organi[sz]ers?)\b|"
            rf"\b(?:what|which) {_NO_VERB}(?:[\w'-]+ ){{0,2}}(?:{_ORG})\b"),
    (
        "person",
        rf"^(?!.*\b(?:what|which|where) .*\bwho)(?:.*)\bwho(?:se|m)?\b|"
        rf"\b(?:what|which) {_NO_VERB}(?:[\w'-]+ ){{0,3}}(?:{_PERSON})(?!['’-])\b|\bthe (?:county|district) head\?|"
        r"\bwhat (?:is|was) the name of the (?:\w+ ){0,3}(?:director|secretary|head|mayor|captain|coach|principal)\b|"
        rf"\bwhat (?:is|was) the (?:full )?name of (?:the|that) (?:[\w-]+ ){{0,4}}(?:{_HUMAN})(?=\?|,| (?:who|whom|"
        rf"that|whose|in|at|from|of|with)\b)|\bwhat (?:is|was) [\w' -]{{2,40}}\b(?:{_HUMAN})['’]s (?:full )?name\b",
    ),
    ("place", rf"\bwhere\b|\b(?:what|which) {_NO_VERB}(?:\w+ ){{0,2}}(?:{_PLACE})\b"),
    ("list", r"\b(?:what|which) (?:are|were|groups?|(?:\w+ )?(?:roads|streets|names|shows|activities|items|prizes|"
             r"services|courses|departments|villages|schools|goods|subjects|kinds|types|sorts|forms|plays|requirements|conditions))\b|"
             r"\bconsists? of\b"),
    ("how", r"\bhow\b"),
    ("name", r"\bwhat\b|\bwhich\b"),
    ("yesno", rf"^{_YESNO}"),
)  # fmt: skip

EN_BARE: tuple[tuple[str, str], ...] = (
    ("date", r"\b(?:date|deadline|opening day|closing day|start time|opening time)$"),
    ("place", r"\b(?:venue|location|address)$"),
    ("org", r"\b(?:contractor|organi[sz]ers?|sponsor|builder|insurer|publisher|host)$"),
    ("person", r"\b(?:winner|champion|author|director|head|principal|captain|coach|secretary|chair\w*|mayor|manager)$"),
    ("number", r"\b(?:(?:total )?number|volume|amounts?|total|income|salar(?:y|ies)|wages?|allowance|"
               r"subsid(?:y|ies)|costs?|prices?|fees?|fares?|budget|investment|capacity|area|length|height|depth|width|rate|percentage|share|"
               r"scores?|viewers|visitors|population|yield|output|turnover|sales|revenue|"
               r"distance|attendance|participants|so far|solved|"
               r"ml|yuan|kilomet\w+|tonnes|mu)\b"),
)  # fmt: skip
"""What an English question without any asking word wants: it is typed as one types into a search box."""

EN_UNIT = re.compile(
    r"\bhow (?:many|much) (?:more |fewer |other )?(?P<unit>people|persons|residents|households|families|volunteers|"
    r"students|children|yuan|money|metres|meters|kilometres|kilometers|tonnes|tons|mu|trees|books|litres|liters|millilitres|days|"
    r"years|hours|minutes|times|donors|runners|teachers|women|men|pupils|kilograms|kilos|couples|shops|"
    r"villages|schools|firms|companies|enterprises|teams|jobs|projects|items|measures|seats|vehicles|cars|buses)\b",
    re.I,
)
EN_TO_ZH_UNIT = {
    "people": "人", "persons": "人", "residents": "人", "volunteers": "人", "students": "人", "children": "人",
    "donors": "人", "runners": "人", "teachers": "人", "women": "人", "men": "人", "parents": "人", "pupils": "人",
    "households": "户", "families": "户", "yuan": "元", "money": "元", "metres": "米",
    "meters": "米", "kilometres": "公里", "kilometers": "公里",
    "tonnes": "吨", "tons": "吨", "mu": "亩", "trees": "株", "books": "册",
    "litres": "升", "liters": "升", "millilitres": "毫升", "days": "天", "years": "年", "hours": "小时", "times": "次",
    "minutes": "分钟", "kilograms": "公斤", "kilos": "公斤", "couples": "对",
}  # fmt: skip
"""A unit that has no entry (shops, jobs, seats) is counted by one of several measure words: any count fits."""

EMAIL_ASKED = re.compile(r"\be-?mail\b", re.I)

COUNTED = re.compile(
    r"\b(?:what|which|the|names? of(?: the)?|are|were)\s+(?P<n>two|three|four|five|six|seven|eight|nine|ten)\s+[a-z]",
    re.I,
)
_NUMBERS = ("", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


_TAIL = re.compile(
    r"^(?P<said>.*\b(?P<of>(?:two|three|four|five|six|seven|eight|nine|ten|several) (?:\w+ )?\w+s)\b.*?)[.;:!?,–—-]+\s*"
    r"(?:which(?: ones)?|(?:what|who|which) (?:are|were) they|name them|what)\s*[?.]*$"
)
"""Says how many of what there are, and asks for them behind: They play four parts. Which?"""


def put_forward(question: str) -> str:
    """A lower-case English question that asks behind what it says, with what it asks for in front."""
    match = _TAIL.search(question)
    return f"which {match['of']}: {match['said']}?" if match else question


def find_count(question: str, kind: str) -> int:
    """How many members a question for a list counts (Which three shows …), 0 where it does not say."""
    match = COUNTED.search(question) if kind == "list" else None
    return _NUMBERS.index(match["n"].lower()) if match else 0
