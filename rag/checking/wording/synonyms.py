"""Chinese words that say the same in a local report: what one calls 免费 another calls 义务 or 无偿.

Only words that may stand for one another wherever a fact is told: 冠军 and 第一名, not 书记 and 主任.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rag.checking.wording.everyday import EVERYDAY

_GROUPS = """
免费 义务 义诊 义剪 义演 无偿 公益 不收费 不收取 不收钱
受益 受惠 惠及 获益
孩子 儿童 小孩 小朋友 少儿 娃娃 孩童
老人 老年人 长者 老人家
妇女 女性 女士
丈夫 爱人
开工 动工 破土
完工 竣工 建成 完成 落成
邀请 请来 特邀 请 受邀 邀
开幕 启动 开场 拉开帷幕 揭幕 开始 开启
闭幕 落幕 结束 收官 闭会
退伍 退役
退伍军人 退役军人 老兵 退伍兵 退役士兵 复员军人
发放 派发 散发 分发 发出 下发 发给 送出
评选 评出 评选出 选出
携手 联合 共同 一起 合作 一同 联手 会同 一道 相互配合
理发 剪发 义剪 剪头发 修剪
讲解 讲授 讲述 宣讲 讲课
宣传 宣讲 普及
拆除 清除 拆掉 拆走 清理
整理 梳理 理顺 清理 归并 整治
学校 校园 中小学
外人 外来人员 校外人员
禁止 严禁 不让 不准 不许 不得
进入 入 进 进校
消毒 消杀
需要 须 必须 应当 要 得
资格 条件
领到 领取 拿到 得到 获得 收到 获 到手 拿下 荣获 夺得 摘得 斩获
救助金 救助资金 补助 补助金
帮助 帮扶 救助 资助 援助
钱 资金 款
经费 资金 费用
花费 耗资 投资 投入 花
总投资 投资 造价
出钱 承担 负担 付费 掏钱 买单 埋单 缴费 付钱
通过 同意 批准 审议通过
否决 驳回 未通过
主持 牵头 主持召开
举行 举办 召开 开展 组织 进行 开 办 搞
参加 参与 出席 到场 参会 与会 前来 来 加入
人员 职工 员工 工作人员
职工 员工 工人
居民 群众 市民 住户 老百姓 百姓
村民 农民 群众
开放 对外开放 开馆
营业 开业 开张 开门
关闭 停业 关门 停用
通车 开通 开放交通
修建 建设 建造 新建 兴建 修
改造 改建 翻修 修缮 整修 翻新
扩建 扩大
迁移 搬迁 搬到 迁到 迁
种植 栽种 栽植 种 栽 植树 种下
捐赠 捐献 捐款 捐 捐出
献血 捐血
看望 走访 慰问 探望 拜访
考察 参观 调研 视察 观摩 走访
学习 借鉴 取经
签约 签订 签署
提交 递交 报送 上交 投递 交
投稿 来稿 交稿 征稿
截止 截至 为止 结束 期限
报名 申报 申请 登记
现场 当场
网上 线上 在线 网络
线下 现场 窗口
手机 移动端
电子邮件 电子邮箱 邮箱 邮件
发布 公布 公告 通告 发表 刊登 宣布
发表 刊登 刊发 刊载
获奖 得奖 中奖
冠军 第一名 头名
亚军 第二名
季军 第三名
首次 第一次 头一次 首度 首届
再次 又一次 又
每天 每日 天天 逐日
每周 每星期 一周
每年 年年 逐年
夜间 晚上 夜晚 晚间 夜里
上午 早上 早晨 清晨
去世 逝世 病故
受伤 负伤 受过伤
死亡 遇难 身亡
转移 撤离 疏散
安置 安顿
停电 断电
停水 断水
积雪 雪深
下雨 降雨 降水
比赛 赛事 竞赛 大赛
演出 表演 上演 出演 演 汇演 文艺演出
节目 作品
开场 开头 首个
歌曲 歌
位于 坐落 地处 在
属于 隶属 归 归属 下辖 管辖 隶属于
组成 构成 组建
成立 组建 设立 建立 创立 成立于
创办 创建 开办 办起 设立
招聘 招募 招收 招
录用 录取 聘用
培训 学习培训 培训学习
上课 授课 讲课
体检 身体检查 健康检查 检查
看病 就医 就诊 看诊
诊治 诊疗 接诊
医务人员 医护人员 医务工作者
律师 法律工作者
司机 驾驶员
警察 民警 交警
干部 领导干部
领导 负责人
负责人 带头人
同学 学生
师生 老师学生
老师 教师
店 商铺 店铺 商户
企业 公司 厂家
钱款 款项
提醒 提示
呼吁 号召 倡议 倡导
要求 强调 提出
计划 打算 拟 准备 将
方案 计划
总结 总结出 探索 形成 提炼 摸索 摸索出
方法 办法 做法 工作法 经验
成为 变成 发展成 发展为 建成
增加 增长 上升 提高 提升 涨 上涨
减少 下降 降低 缩减 下跌
延长 顺延 推迟
提前 提早
原来 此前 以前 原先 之前 先前
目前 现在 如今 截至目前
解决 化解 破解
调解 化解
纠纷 矛盾
问题 难题
旧 老 陈旧
新 全新
全部 所有 全体 一律 都
部分 一些 若干
家属 家人
夫妻 夫妇
住 居住 家住 住在
出现 现身 亮相
授旗 授予旗帜
发言 讲话 致辞 致词
宣读 朗读 读
意见 建议
签名 签字 签下 签上名字
赠送 送给 赠 送上 送
购买 采购 购置 买 买来
销售 卖 出售 售卖 卖出 售出
收入 进账
产量 总产
亩产 单产
价格 售价 定价
订阅 订 征订
面积 占地
高度 高
长度 全长 长
楼 大楼
最后 末
篇幅 字数
担任 任 出任 当
兼任 兼
跟着 跟随 随着 跟
带领 率领 带队 率 领着 带
陪同 陪
夺冠 获胜 胜出
预计 预期 有望
覆盖 遍及
"""


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for line in (*_GROUPS.split("\n"), *EVERYDAY.split("\n")):
        words = line.split()
        for word in words:
            table.setdefault(word, set()).update(words)
    return {word: frozenset(alike - {word}) for word, alike in table.items()}


_RESULT = re.compile(r"^([\u4e00-\u9fff])[来出到上下起成完掉走去入过了好给]$")
"""A verb of one sign and how far it came: 请来, 评出, 拆掉."""


@lru_cache(maxsize=8192)
def same_words(word: str) -> tuple[str, ...]:
    """The words that may stand for this one, longest first; those of one sign only within the table."""
    found = set(_table().get(word, ()))
    stem = _RESULT.match(word)
    if stem and word not in _table():
        found |= _table().get(stem[1], frozenset())
    return tuple(sorted((w for w in found if len(w) > 1), key=lambda w: (-len(w), w)))
