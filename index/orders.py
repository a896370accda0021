"""Words in an article that order a machine about: remarked on when it is taken (row A2). It is quoted, never obeyed."""

from __future__ import annotations

import re

from index.clean import drop_hidden

ORDERS = re.compile(
    r"(?:忽略|无视|不要理会|绕过).{0,12}(?:指令|指示|提示词|原文|系统设定)|系统提示词|"
    r"<\|\w+\|>|\[/?INST\]|^#+ ?System:|(?:把|将)用户的(?:问题|提问|数据).{0,4}(?:发|告诉|输出)|"
    r"(?:你|您)(?:现在|的新身份)是.{0,12}(?:AI|助手|机器人|模型|海盗)|"
    r"作为(?:一个|一名)?(?:AI|人工智能|大?语言模型)(?:助手)?，?你|"
    r"(?:请|务必|必须).{0,4}在(?:你的)?(?:回答|回复|答案|输出|摘要)(?:的)?(?:末尾|结尾|开头|最后|中)|"
    r"(?:用户|读者)(?:的问题|的提问|提问时|问起).{0,12}(?:请?(?:回答|回复|输出|说|发到|发送))|"
    r"(?:回答|输出|回复|总结)(?:本文|上文|以上|用户|问题)?时，?(?:请|务必|必须|推荐|只|不要)|不要回答.{0,6}只(?:说|答|回复)|"
    r"(?:把|将)(?:以上|上述|上面的?)(?:内容|文字|文章)(?:翻译|改写|总结|输出)|以诗歌的形式回答|用表情符号回答|重复这句话|"
    r"(?:判定|判断|标记|核查)(?:结果)?(?:为|成)(?:属实|真实|正确)|先骂一句|每个数字都乘|(?:你的)?(?:答案|回答)(?:是|为)999|"
    r"\b(?:ignore|disregard|forget|override)\b.{0,30}\b(?:instructions?|rules|prompts?|guidelines)\b|\bsystem prompt\b|"
    r"\byou are now (?:a|an|the)\b|\b(?:in|at the end of|begin|end) your (?:answer|reply|response|summary|output)\b|"
    r"\b(?:translate|summari[sz]e|rewrite) (?:the|this) (?:article|text|above)\b|\bsummari[sz]e as:|"
    r"\bwhen (?:the user|you are) ask(?:s|ed)\b|<script\b",
    re.I | re.M,
)
"""Both languages of BIPIA's kinds of attack on texts (microsoft/BIPIA, MIT), in words of our own."""


_SIGNS = """
指令 指示 提示词 原文 设定 助手 机器人 模型 海盗 你 用户 回答 回复 答案 输出 摘要 总结 翻译 改写 诗歌 表情 重复
判定 判断 标记 核查 先骂 乘 <| inst] <script system instruction rules prompt guideline answer reply response
summar translate rewrite
"""
SIGNS = tuple(_SIGNS.split())
"""One of them stands in every order: most news has none, and looking for them takes a tenth of the time."""


VERDICT = re.compile(r"(?:判定|判断|标记|核查)(?:结果)?(?:为|成)(?:属实|真实|正确)")
"""An order only with 请 or the like before it: 经核查为属实 is news."""


def is_order(sentence: str) -> bool:
    """Does a sentence order a machine about? Such a sentence is no evidence: nothing is answered or judged by it."""
    order = find_order(sentence)
    return bool(order) and (not VERDICT.search(order) or re.search(r"请|务必|必须|一律", sentence) is not None)


def find_order(text: str) -> str:
    """The first such words, "" where there are none."""
    plain = drop_hidden(text)
    folded = plain.lower()
    found = ORDERS.search(plain) if any(sign in folded for sign in SIGNS) else None
    return " ".join(found[0].split())[:60] if found else ""
