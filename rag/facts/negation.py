"""Is what a text says denied: words of denial and how far they reach."""

from __future__ import annotations

import re

NOT = re.compile(
    r"没有|没能|并未|从未|尚未|未曾|未能|并非|不是|不再|不得|不能|不会|不用|不需|无需|无须|不必|禁止|严禁|停止|拒绝|取消|[不没未无非免](?=[\u4e00-\u9fff])"
)
_NO_NOT = re.compile(
    r"不少|不间断|不停地|不小于|不高于|不多于|不大于|不下于|不仅|不但|不断|不同|不久|不止|不只|不超过|不低于"
    r"|不少于|不足|不到|不满|不等|不论|不管|不怕|不忘|未来"
    r"|无论|无数|非常|非遗|非机动|非物质|非公|非凡|无偿|不已|不错|不小|免费|免疫"
    r"|不一样|不过|不由|不禁|无私|不懈|除非|无人机|不动产|无障碍"
    r"|不文明|没收|未成年|不[收花要]钱[给为帮替]|不落|不漏|不差|不拉下"
)


def is_denied(text: str, at: int) -> bool:
    """Does a word of denial stand close before this place, in its own clause?"""
    clause = re.split(r"[，。；：！？、“”《》（）]|(?<=[\u4e00-\u9fff]{3})的", text[max(0, at - 8) : at])[-1]
    return any(
        not _NO_NOT.match(clause[m.start() :] + text[at : at + 3])
        for m in NOT.finditer(clause + text[at : at + 1])
        if m.end() <= len(clause) + 1 and m.start() < len(clause)
    )
