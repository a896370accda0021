"""What goes before a claim and claims nothing: where it comes from (听说, word has it that), who speaks, a request."""

from __future__ import annotations

import re

_SAY = (
    "(?:说起过|提到过|[说称传讲道转发]+(?:[道过着])?|投书|来信|来电|留言|反映|爆料|声称|提到|看到)(?![了的过出布着动])"
)
_WHO = "(?:人|读者|网友|网民|市民|朋友|同事|熟人|邻居|亲戚|自媒体|公众号|博主|帖子|消息|传言|文章|视频)"
_WHERE = "(?:网[上络]|朋友圈|微信|抖音|微博|贴吧|论坛|坊间|民间|外[面界]|街[上头]|群(?=[里中]))(?:里头?|上|中)?"
_ZH = re.compile(
    rf"(?:"
    rf"(?:我|我们)?(?:是?[^，。：；“]{{0,3}})?(?:据说|据传|相传|风闻|传闻|传言)(?:称|说)?"
    rf"|(?:我|我们)?(?:也|都|又|还|只|刚|曾)?(?:听|听得|听见|听到)(?:[^，。：；“]{{0,5}}(?:说|讲)(?:过|起)?)(?!书|读|课|座)"
    rf"|(?:我|我们)?(?:还|只|隐约)?(?:记得|印象(?:里|中|当中)|依稀记得)"
    rf"|(?:如果|要是)?(?:我)?没(?:有)?记错(?:的话)?|据我(?:所知|了解|所见)"
    rf"|(?:有|一[个位名]|某[个位]?)[^，。：；“]{{0,3}}{_WHO}[^，。：；“]{{0,3}}{_SAY}"
    rf"|{_WHERE}(?:有[^，。：；“]{{0,3}}{_WHO}?|都|在|也|疯|流|盛|热)*[^，。：；“]{{0,3}}{_SAY}"
    rf"|(?:大家|人人|人家|别人|他们|都)(?:都|也)?(?:说|讲|传)"
    rf"|我(?:在[^，。：；“]{{1,10}})?(?:看到|读到|看见|瞧见|刷到)(?:过|说|有人说)?(?=[，：:])"
    rf"|(?:我是[^，。：；“]{{2,16}}|作为一?[名个位]?[^，。：；“]{{0,6}}(?:记者|读者|市民|网友|居民))(?=，)"
    rf"|(?:请|麻烦|帮忙|烦请|劳驾)?(?:想|要|再|你|您|帮我|给我|替我)*(?:查证|核实|核查|求证|查|核|确认)(?:一下|一查)?(?=[，：:])"
    rf")[，,：:\s]*(?![，,：:\s“”。]|$)"
)
_EN = re.compile(
    r"(?:"
    r"(?:(?:word|rumou?r|legend) has it|(?:some|many)?(?:sources|people|they|readers|neighbou?rs|friends)"
    r" (?:say|claim|tell me|told me)"
    r"|it(?: is|['’]s) (?:said|rumou?red|claimed|believed|being said)"
    r"|(?:a|one|some|another|my) (?:[\w-]+ ){0,2}(?:reader|friend|post|user|source|blogger|neighbou?r"
    r"|colleague|message|video|someone)"
    r"(?: (?:on|in|from|of) [\w ]{1,20}?)? (?:writes?|says?|said|claims?|claimed|told me|tells me|insists?)"
    r"|someone (?:told me|said|says|writes|claims)"
    r"|I(?:['’]ve| have)? (?:also |just |once )?(?:heard|read|hear|remember|recall|was told|am told|understand)"
    r"(?: (?:somewhere|online|it said))?)(?: that\b|[:,])?"
    r"|(?:apparently|reportedly|supposedly|allegedly|as far as I know|as I recall"
    r"|if I remember (?:right|rightly|correctly)"
    r"|according to (?:a|some|one) (?:post|reader|friend|rumou?r|message|source)s?(?: (?:on|in) [\w ]{1,20})?),"
    r"|(?:please |kindly |can you |could you )?(?:check|verify|confirm|fact[- ]check)"
    r"(?: (?:this|that|whether this is so))?(?:[:,]|\s+that\b)"
    r")\s*(?=[\w\"'‘(])",
    re.I,
)
_DAY = re.compile(r"[\d年月日号]")
"""A frame that holds a date is none: the date belongs to what is claimed."""


def measure_frame(sentence: str) -> int:
    """How many signs at the head of a sentence claim nothing; 0 where all of it would go, or nothing does."""
    at = len(sentence) - len(sentence.lstrip())
    start = at
    while match := _ZH.match(sentence, at) or _EN.match(sentence, at):
        if match.end() == at or _DAY.search(match.group()):
            break
        at = match.end()
    left = sum(c.isalnum() for c in sentence[at:])
    return at if at > start and left >= 4 else 0
