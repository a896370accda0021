"""Words that carry no content in a question."""

from __future__ import annotations

STOP_ZH = frozenset(
    """
    的 了 在 是 我 有 和 就 不 都 一 上 也 很 到 说 要 去 你 会 着 没有 看 这 那 与 及 等 为 被 把 对 从 由 其
    之 而 或 个 吗 呢 吧 什么 多少 哪些 哪个 哪里 哪几 哪 几 谁 怎么 怎样 如何 为什么 是否 多 少 何 请问 请
    一下 告诉 知道 关于 以及 还 又 该 此 将 于 以 所 并 则 但 可以 能 能够 进行 哪位 哪家 哪天 哪年 什么时候
    时候 几个 分别 一共 共 叫 做 次 名 位 人 年 月 日 天 篇 报道 文章 时间 地方 里 中 下 他 她 它 他们 她们
    我们 你们 给 让 向 比 跟 同 时 后 前 内 外 间 起 出 来 过 得 地 啊 呀 哦 嗯 名字 叫什么 除了 还有 总共 共有
    各 这篇 那篇 报道过 写到 写 提到 说到 讲到 谈到 用 一两句 一两句话 两句 两句话 句话 概括 概述 总结 简述
    介绍 内容 主要 作者 记者 署名 配图 摄影 拍摄 按照 根据 截至 情况 有关 相关 具体 举行 开展 举办
    那天 那次 那时 那个 那些 这次 这个 这些 这天 当天 一起 大概 大约 到底 究竟 搞 弄 从头到尾 总的 一一 算上 加起来
    全名 几次 几回 几项 几类 几种 多大 多长 多久 多高 多远 好像 听说 据说 想问 问一下 想知道 麻烦 谢谢 您好 你好
    有没有 是不是 能不能 会不会 要不要 可不可以 咱们 咱 俺 俺们 这儿 那儿 这里 那里 这边 那边 晓得 问问 问下 打听
    打听一下 讲讲 说说 聊聊 查查 查一下 问一问 想 真的 回事 怎么回事 不是 几点 几号 块儿 呗 嘛 啦 哎 咧 哈 唉 喂
    """.split()
)
LOOSE = dict.fromkeys("rdpcufymqo", 0.15)
"""What a word of such a part of speech weighs beside a name: pronouns, adverbs, counts (那会儿, 大概, 几项)."""
DONE = 0.5
"""The same for a verb of one sign (搞, 转, 办): a report says it in another word as often as not."""
GENERAL = {"活动": 0.4}
"""Whatever happened is called so in a question; its report need not: 献血活动 is 献血月 there."""
SAID_ONLY = frozenset(
    "那天 那回 那次 那会儿 那阵 那套 那条 那笔 一块儿 一道 从头到尾 全名 姓名 活儿 头上 以后 会儿".split()
)


def weigh_tag(word: str, tag: str) -> float:
    """How much of its rarity a word of a question counts, by its part of speech: 0 to 1. Figures count whole."""
    if word.isascii():
        return 1.0
    if word in SAID_ONLY:
        return LOOSE["r"]
    if word in GENERAL:
        return GENERAL[word]
    if len(word) == 1 and tag.startswith("v"):
        return DONE
    if tag[:1] == "m" and word[0] not in "几一两某多数每那这":
        return 1.0  # 首次, 十项: what is counted so is meant
    return LOOSE.get(tag[:1], 1.0)


STOP_EN = frozenset(
    """
    a an the of in on at to for from by with and or is are was were be been being do does did done how much
    many what which who whom whose when where why that this these those it its as into about there their they
    he she his her have has had having not no out said say says according up own over after before during
    between through than then so if can could should would will may might must me tell please give given any
    some all each more most other such only also one two three four five wrote written write photographed
    reporter reporters journalist author story article report reported reports paper newspaper mention
    mentioned name names called number take took place held hold roughly approximately exactly altogether under
    """.split()
)
