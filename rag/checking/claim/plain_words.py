"""Words that say little of what a statement claims: their absence from a report means nothing."""

from __future__ import annotations

SAYS_NOTHING = frozenset(
    """
    一 上 下 与 且 个 中 为 之 也 了 于 人 仅 从 他 以 会 但 位 余 使 做 全 共
    其 内 则 到 前 即 去 又 及 只 叫 可 各 同 名 后 向 和 在 地 外 多 她 它 对
    将 就 属 已 年 并 应 开 很 得 我 或 所 把 据 日 时 是 月 有 来 次 此 每 比
    用 由 的 着 等 约 给 而 能 自 至 被 要 让 该 说 起 超 跟 达 过 近 还 这 那
    都 里 间 需 一个 一位 一共 一出 一名 一场 一家 一座 一条 一次 一项 为止 举办 举行
    之一 今年 介绍 他们 以及 会上 但是 位于 作为 作品 全部 共有 共计 其中 分别 包括 参加
    只是 只有 只需 叫做 召开 可以 合计 同时 大会 大约 如今 实现 就是 属于 工作 已经 并且
    开展 当天 当年 当时 总共 总计 情况 成为 我们 截止 截至 指出 据悉 方面 日期 有关 本次
    此次 活动 目前 相关 称为 累计 组织 而且 能够 表示 超过 达到 这次 进行 都是 需要
    归 管 开始 持续 结束 还要 得是 一带 那一带 那天 这份 总共 一套 出来 套 拿 做 办 想 手里 还没 有一 中有 期间
    身为 来作 完 一个不落 平均 平均每 折合 折算 相当于 换算 算下来 平摊 分摊
    介绍说 共设 担任 出任 兼任 现任 隶属 隶属于 地处 坐落 位居 名叫 迎来 办到 办至 一直 到场 须 必须
    """.split()  # noqa: SIM905
)
"""Chinese words that are not looked for at all."""
SAYS_LITTLE = frozenset(
    """
    项目 分 属 用 设 一起 人数 介绍 先后 全区 全县 全市 出席 前来 包含 发布 取得 名为 地点
    坐落 夺得 完成 宣布 建立 强调 得到 总数 总量 成功 我区 我县 我市 所有 拥有 持续 推出
    收到 接受 加起来 数量 时间 来到 正式 涉及 继续 获得 要求 设有 设立 负责 走进 通过 邀请 面积
    进一步 领到 拿到 得到 获得 收到 领取 队员 赶紧 赶快 尽快 抓紧 催 起来 享受
    """.split()  # noqa: SIM905
)
"""Chinese words that lean on others."""
SAYS_LITTLE_EN = frozenset(
    """
    go up day get got its new now out own per set both came come days each gave give held hold last made make mark
    part take time took went year along based began begin being every first given holds known later marks named
    place reach start still times total until while years across amount around attend became become called making
    number already carried earlier include overall reached several started various attended carrying included
    includes recorded reported according collected described different including involving organised organized
    altogether run runs ran running under came come led came
    average averaged averages equals equivalent amounts amounted works everything anything
    itself oneself yourself myself ourselves lie lies lay plan plans set sets part parts altogether
    saw see seen visited reporter reporters themselves himself herself
    """.split()  # noqa: SIM905
)
"""English words whose translations seldom stand in a report."""
