"""What wording tells of a line: whether it is running text or a headline."""

from __future__ import annotations

import re

_SMALL = re.compile(
    r"[的了着吗呢吧啊们我你您他她它这那也都就还很却是在将被把并而以及]|因为|所以|如果|正在|已经|通过|对于|随着|其中|此次|表示|介绍"
)
"""Words that sentences need and headlines spare."""
_HANGING = re.compile(r"[的了在和与对为是及将，、]$")
"""What a text may be broken after, and no headline ends in."""
_PHRASES = re.compile(r"[^，。 ]{3,} [^，。 ]{3,}")
"""Two phrases with a space between, as headlines are set."""
_STARTS = re.compile(
    r"(?:近日|近年来?|目前|据|今年|去年|当[天日晚时]|原来|随后|同时|此外|另外|下一步|接下来|其中|为了?|在|自|从|通过|截至|如今|随着|经|对此|记者|活动|会议|“|\d+月)"
)
"""What paragraphs begin with."""
_LEADS = re.compile(
    r"(?:近日|日前|连日来|近年来|今年|\d{1,2}月\d{1,2}日|\d{1,2}日[，上下]|[^，。]{2,12}\d{1,2}月\d{1,2}日(?:刊|报道|电|消息)"
    r"|为(?:更好|进一步|深入|了|切实|推进|推动|丰富|弘扬|加强|加大|加快|做好|确保|贯彻|落实|提高|提升|增强|扎实|全面|认真|大力|积极|充分|有效"
    r"|帮助|庆祝|纪念|迎接|营造|保障|规范|关爱|促进|倡导|响应|满足|传承|展现|普及)|在.{2,8}之际|随着"
    r"|据(?!介绍|了解|悉)[^，。]{2,14}(?:消息|报道|通报)|记者(?:\d{1,2}日)?从[^，。]{2,20}(?:获悉|了解到))"
)
"""What the first line of an article begins with."""
_GOES_ON = re.compile(
    r"(?:会议|活动)(?:指出|强调|要求|认为|决定|还|最后)|(?:据)?(?:介绍|了解|悉)[，：]|据(?:介绍|了解|悉)|与会(?:人员|代表|者)|同时|此外|另外|"
    r"随后|其中|对此|下一步|接下来|除此之外|不仅如此|(?:[^，。]{0,10}日，)?[^，。“”]{0,12}(?<![其吉排维])[他她](?![人乡山日方国])"
)
"""What only goes on with a text: somebody has met, spoken or been named above."""
SOUND = 2
"""What a line scores from which it is more likely running text than a headline: of news titles one in seven does, of
sentences that are cut off after 20 to 44 characters three in four."""
SURE = 4
"""The same where nothing else speaks for running text."""


def prose_score(text: str) -> int:
    """How much it sounds like a sentence: a point for each small word and comma, two for a stop or a torn end."""
    stops = 2 * min(1, text[:-1].count("。")) + min(2, text[:-1].count("，"))
    torn = 2 * bool(_HANGING.search(text))
    stops += bool(stops and _STARTS.match(text))
    return min(3, len(_SMALL.findall(text))) + stops + torn - 2 * bool(_PHRASES.search(text))


def leads(text: str) -> bool:
    """Does the line begin as an article's first line does?"""
    return bool(_LEADS.match(text))


def goes_on(text: str) -> bool:
    """Does the paragraph begin as no article does, for what it speaks of was named above?"""
    return bool(_GOES_ON.match(text))
