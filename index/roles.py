"""What by-lines call those whom they name: reporter, correspondent, photographer."""

from __future__ import annotations

import re

_DESK = (
    r"(?:本报|本刊|本台|本网|本社|全媒体?|融媒体?|新媒体|特约|特派|首席|主任|高级|资深|实习|见习|摄影|文字|视频|深度|专题"
    r"|驻[\u4e00-\u9fff]{1,4}|新华社|中新社|中新网|[\u4e00-\u9fff]{1,6}(?:日报|晚报|时报|晨报|早报|都市报|融媒体?中心|电视台))*"
)
"""What stands before the word for the office."""
ROLE = (
    rf"{_DESK}(?:记者|通讯员|通訊員|記者|实习生|见习生|报道员|通联员|评论员|撰稿人?|摄影师)"
    r"|摄影报道|摄影报导|摄影|攝影|作者|供稿人|撰文|撰稿|责任编辑|责编|编辑|校对|图文报道|文[/／、\s]*图[/／、]*摄?|图[/／、\s]*文|图片|文字|供图|供稿|通讯|整理"
    r"|摄|攝|报道|报导|文|图"
)
"""The words for what somebody did, as a regex."""
BULLETS = "□■●◎◇◆▲△○〇★☆※☐▢▪▫◻◼▋▌▍▎█▶▷►◤◥◢◣♦⊙◙•✎"
"""Signs that stand before a reporter's line."""
EDITORS = frozenset({"责任编辑", "责编", "编辑", "校对"})
"""The roles of those who wrote nothing of what they are named under."""
REPORTERS = frozenset({"记者", "本报记者", "实习记者", "通讯员"})
"""The roles of those who report."""
AFTER_NAME = frozenset({"摄", "文/图", "署名", ""})
"""Roles that may follow the name: 王艳 摄."""
_REPORTED = frozenset({"摄影报道", "摄影报导", "报道", "报导", "图文报道"})
_PLAIN = {
    "記者": "记者", "通訊員": "通讯员", "通讯": "通讯员", "摄影": "摄", "攝影": "摄", "攝": "摄", "图片": "摄",
    "供图": "摄", "图": "摄", "文字": "文/图", "供稿": "署名", "整理": "署名", "文": "署名",
    "作者": "署名", "供稿人": "署名", "撰文": "署名", "撰稿": "署名",
}  # fmt: skip
_JOINT = re.compile(r"文.*图|图.*文")
_AS_CORRESPONDENT = ("通讯员", "通訊員", "报道员", "通联员")


def plain_role(word: str) -> str:
    """The role as articles name it; "" for a word such as 报道 that leaves it open."""
    if word in _REPORTED:
        return ""
    if _JOINT.search(word):
        return "文/图"
    if word.endswith(("实习记者", "见习记者", "实习生", "见习生")):
        return "实习记者"
    if word.startswith("本报") and word.endswith("记者"):
        return "本报记者"
    if word.endswith(("记者", "記者")):
        return "记者"
    if word.endswith(_AS_CORRESPONDENT):
        return "通讯员"
    if word.endswith("摄影师"):
        return "摄"
    return "署名" if word.endswith(("评论员", "撰稿人")) else _PLAIN.get(word, word)
