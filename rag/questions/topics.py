"""What a newspaper archive cannot answer whatever it holds: sums, weather to come, verses, chat, orders."""

from __future__ import annotations

import re

ORDERS = re.compile(
    r"(?:忽略|无视|忘[掉记]|不要理会|跳过|绕过).{0,12}(?:指令|指示|规则|提示|要求|设定|限制)|系统提示词?|"
    r"(?:输出|显示|打印|告诉我|泄露|重复).{0,10}(?:提示词|系统指令|初始指令|隐藏指令|系统消息)|开发者模式|越狱模式|"
    r"(?:你现在是|从现在起你是|请?扮演).{0,20}(?:没有限制|不受限|开发者|越狱|DAN)|"
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,30}\b(?:instructions?|rules?|prompts?|guidelines)\b|"
    r"\bsystem prompt\b|\b(?:reveal|print|repeat|show|output)\b.{0,24}\b(?:prompt|(?:hidden|initial) instructions)\b|"
    r"\bdeveloper mode\b|\bjailbreak|</?(?:system|assistant)>|<\|im_(?:start|end)\|>",
    re.I,
)
"""Orders to the program instead of a question about the news (OWASP LLM01:2025, direct prompt injection)."""

_NUMBER = r"(?:\d[\d.,]*|[零一二三四五六七八九十百千万两]+)"
SUM = re.compile(
    rf"^\W*(?:请问|计算|算一下|算算|帮我算|what(?:'s| is)|calculate|compute|how much is)?\s*[(（]*{_NUMBER}[)）]*\s*"
    rf"(?:[-+*/×÷xX^＋－＝]|加上?|减去?|乘以?|除以|的平方|plus|minus|times|multiplied by|divided by)\s*[(（]*{_NUMBER}?"
    r"[\d\s+*/×÷().＋－-]*(?:等于|是|得)?(?:多少|几)?[=＝?？\s]*$",
    re.I,
)
WRITING = re.compile(
    r"^(?:(?:能不能|可不可以|可以|麻烦)?(?:帮我|请你?|给我|替我|为我)|你)?(?:写|作|编|创作|生成)(?:一|个|首|篇|段|几|两|点).{0,24}"
    r"(?:诗|词|歌|小说|故事|作文|笑话|剧本|代码|程序|脚本|文案|情书|邮件|检讨|演讲稿|春联|对联)|"
    r"讲(?:一?个|几个)?.{0,4}笑话|(?:翻译|译)成(?:英文|英语|法语|日语|中文)|"
    r"^(?:please |can you |could you )?(?:write|compose|draft|generate|make up|tell)\b(?: me)?.{0,24}"
    r"\b(?:poem|song|haiku|story|essay|joke|code|program|script|e-?mail|letter|limerick)\b|^translate\b",
    re.I,
)
WEATHER = re.compile(
    r"(?:今天|明天|后天|今晚|明早|现在|这周|本周|下周|周末|未来.{0,4}).{0,8}(?:天气|气温|下雨|下雪|几度|冷不冷|热不热)|"
    r"^天气(?:怎么样|如何|预报)|"
    r"\b(?:weather|temperature|rain|snow)\b.{0,30}\b(?:today|tomorrow|tonight|this week|next week|now)\b|"
    r"\b(?:today|tomorrow|tonight)(?:'s)?\b.{0,16}\b(?:weather|temperature|rain|snow)\b",
    re.I,
)
CHAT = re.compile(
    r"^(?:你好|您好|嗨|哈喽|谢谢|再见|早上好|晚安|你是谁|你叫什么(?:名字)?|你会什么|你能做什么|你几岁|你是人吗|在吗)[吗呀啊呢！!？?。.]*$|"
    r"^(?:hi|hello|hey|thanks|thank you|bye|good (?:morning|night)|who are you|how are you(?: today)?|"
    r"what can you do)[!?. ]*$|"
    r"(?:股价|股票|汇率|比特币|彩票)(?:现在|今天|明天|会).{0,10}|"
    r"\bhow (?:do|can) i (?:cook|lose weight|fix|install)\b|(?:怎么|如何)(?:做菜|减肥|追女|炒股|重装系统)",
    re.I,
)


PRIVATE = re.compile(
    r"(?:身份证|银行卡|信用卡|社保卡|护照|驾驶?证)(?:的)?号码?(?:[是为]?(?:多少|什么|几[号位])|告诉|[？?。]*$)|"
    r"(?:家庭|家里的?|私人的?)(?:住址|地址|电话)(?:.{0,4}(?:多少|什么|哪)|[？?。]*$)|"
    r"\b(?:id(?:entity)?(?: card)?|passport|(?:bank|credit) card|driving licen[cs]e) numbers?\b|"
    r"\bhome address\b|\bprivate (?:phone|number|address)\b",
    re.I,
)
"""Asks for what tells a private person apart or leads to their door (PIPL, art. 28), even where a page printed it."""


def find_order(question: str) -> bool:
    """Is it an order to the system, to be blocked?"""
    return bool(ORDERS.search(question))


def turn_away(question: str) -> str:
    """Why a question is not looked up at all: `blocked`, `private`, `off_topic`; "" if it is."""
    if find_order(question):
        return "blocked"
    if PRIVATE.search(question):
        return "private"
    return "off_topic" if is_off_topic(question) else ""


def is_off_topic(question: str) -> bool:
    """Is it nothing that a newspaper could have reported, or a task other than answering?"""
    text = question.strip()
    return any(rule.search(text) for rule in (SUM, WRITING, WEATHER, CHAT))
