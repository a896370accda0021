"""A made-up archive of any size: seeded, of our own templates, with words as rare and as common as in news.

An article has some 580 characters and three chunks; the real news of RESULTS.md have 660 and 3.1. Villages, firms,
people and figures are drawn evenly from thousands of made names, so that a question finds its article by rare words;
what happens is drawn by Zipf's law, so that common words have long postings.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

SEED = 11
CHUNKS = 3
"""Chunks an article, of every one of 16,500."""

_FIRST = "青柳禾云石望松竹沙东南西北上下新大小长清白红金银玉龙凤梅兰桂枫杏桃梨荷莲湖溪泉谷岭坪坡湾塘桥渡"
_LAST = "石溪田岭桥河坪园湾塘山口村庄寨坝洲岗垭坳冲沟屯集店铺营关亭台寺塔井门坊街巷里畈"
_KINDS = ("镇", "乡", "街道")
_SURNAMES = "欧鲍茅庞纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭"
_GIVEN = "禾蔓澄苇砚笙棠芷榆槿岑昀沅湉旸朔珩珺璟韫筠箫笛筝鼓钟磬瑟"
_DEEDS = (
    "植树造林 棵|义务诊疗 人次|无偿献血 毫升|道路改造 米|送书下乡 册|清淤疏浚 立方米|技能培训 人|消防演练 人次|"
    "文艺汇演 场|河道巡查 公里|果蔬采摘 公斤|危房修缮 户|电网升级 台|垃圾分类 吨|普法宣讲 场|老年体检 人次|"
    "饮水工程 户|茶园管护 亩|蚕桑养殖 张|竹编制作 件|龙舟训练 小时|广场亮化 盏|水库除险 处|校舍扩建 平方米|"
    "公交延线 站|菜场翻新 摊|林权登记 宗|秋粮收储 吨|鱼苗投放 尾|冬训集训 天|象棋比赛 盘|社区食堂 份"
).split("|")
_WHO = (
    "志愿者|施工队员|驻村干部|民警|医护人员|退休教师|大学生|返乡青年|合作社社员|网格员|护林员|货车司机|电力工人|渔民|果农|"
    "邮递员|厨师|裁缝|木匠|放映员|气象员|会计|调解员|兽医|水利员|饲养员|快递员|保洁员|讲解员|船工"
).split("|")
_WHEN = (
    "天刚蒙蒙亮就|冒着小雨|顶着烈日|趁着农闲|利用周末|连续三天|分成四个小组|不等不靠|三五成群|沿着河堤|挨家挨户|在祠堂门前|"
    "借着灯光|放下手头的活计|自带干粮|按照图纸|凭着多年经验|踩着泥泞|在晒谷场上|围着炉火|翻过两道山梁|坐着渡船|骑着摩托车|"
    "照着清单|对照台账|蹲在田埂上|站在脚手架上|隔着柜台|轮流值守|提前半个月"
).split("|")
_DOES = (
    "清点物资|搬运石料|张贴告示|登记姓名|测量血压|修补渠道|讲解政策|晾晒谷物|架设管线|核对账目|栽下树苗|分发种子|"
    "检查灭火器|打捞水草|粉刷外墙|编织竹篮|排练舞蹈|安装路灯|收集意见|记录水位|疏通涵洞|平整场地|包扎伤口|调试广播|"
    "喷洒药剂|捆扎秸秆|接送老人|护送学生|烹煮姜汤|抄写家训|称重装箱|加固护坡|更换瓦片|巡查库区|筛选菌种|挑选蚕茧|"
    "整理图书|校对名单|丈量林地|铺设石板"
).split("|")
_VIEWS = (
    "这样的活动实实在在，希望以后每个季度都能够举办一次",
    "过去出门要绕很远的路，如今走几步就到，心里特别踏实",
    "最初也担心没有人来，没想到报名的队伍排到了院子外面",
    "资金从哪里来、怎么用，都在公示栏里写得明明白白",
    "我们把大家的意见汇总成清单，办好一件就销号一件",
    "今年的收成比往年要好，价格也稳，日子越过越有盼头",
)
_CLOSING = (
    "下一步，当地将总结经验，把{deed}做成长期的项目，让更多群众受益",
    "据介绍，{deed}已经列入年度民生实事，后续还将安排专项资金支持",
    "当地表示，将健全台账和回访办法，防止一阵风，确保{deed}取得实效",
    "到年底，{deed}预计覆盖全部村组，相关标准也将同步修订后印发",
)


@dataclass(frozen=True, slots=True)
class Item:
    """One article and a question that it answers."""

    id: str
    title: str
    text: str
    day: date
    question: str
    answer: str


def make_items(count: int, *, start: int = 0, seed: int = SEED) -> Iterator[Item]:
    """`count` articles from number `start` on; each has its own draw, so that any part of the archive is the same."""
    for number in range(start, start + count):
        yield _item(number, random.Random(seed * 1_000_003 + number))


def write_records(path: Path, count: int, *, start: int = 0, seed: int = SEED) -> None:
    """The same as JSON Lines for `wenbao build`."""
    with path.open("w", encoding="utf-8") as file:
        for item in make_items(count, start=start, seed=seed):
            record = {"id": item.id, "title": item.title, "text": item.text, "date": item.day.isoformat()}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def ask_about(count: int, among: int, *, seed: int = SEED) -> list[str]:
    """`count` questions about articles spread over the first `among`."""
    return [next(make_items(1, start=i * among // count, seed=seed)).question for i in range(count)]


def _item(number: int, chance: random.Random) -> Item:
    def name() -> str:
        return chance.choice(_FIRST) + chance.choice(_LAST)

    def person() -> str:
        return chance.choice(_SURNAMES) + "".join(chance.sample(_GIVEN, chance.choice((1, 2, 2))))

    town, village, firm = name() + chance.choice(_KINDS), name() + "村", name() + name() + "合作社"
    rank = min(int(chance.paretovariate(0.9)), len(_DEEDS)) - 1
    deed, unit = _DEEDS[rank].split()
    day = date(2012, 1, 1) + timedelta(days=chance.randrange(4500))
    amount, people, money = chance.randrange(20, 90_000), chance.randrange(8, 3_000), chance.randrange(3, 900)
    details = [_detail(chance) for _ in range(9)]
    own = chance.randrange(1, money)
    views = chance.sample(_VIEWS, 3)
    paragraphs = (
        f"{day.month}月{day.day}日，{town}{village}开展{deed}活动，{firm}和驻村工作队共{people}人参加。{details[0]}。"
        f"据统计，当天共完成{deed}{amount}{unit}，比上一次增加{chance.randrange(2, 60)}%。{details[1]}。{details[2]}。",
        f"“{views[0]}。”{village}村民{person()}说。{details[3]}。{firm}负责人{person()}介绍，"
        f"项目总投资{money}万元，其中自筹{own}万元，工期{chance.randrange(10, 400)}天。{details[4]}。",
        f"“{views[1]}。”{town}干部{person()}告诉记者。{details[5]}。在{name()}村和{name()}村，同样的场景也在上演。"
        f"{details[6]}。{details[7]}。{chance.choice(_CLOSING).format(deed=deed)}。",
        f"“{views[2]}。”{person()}这样说。{name()}的{chance.choice(_WHO)}{person()}也赶来帮忙。{details[8]}。",
    )
    return Item(
        f"m{number}",
        f"{town}{village}开展{deed}活动",
        "\n".join(paragraphs),
        day,
        f"{town}{village}的{deed}活动有多少人参加？",
        f"{people}人",
    )


def _detail(chance: random.Random) -> str:
    who, other = chance.sample(_WHO, 2)
    first, second, third = chance.sample(_DOES, 3)
    return f"{who}{chance.choice(_WHEN)}{first}、{second}，{other}则{chance.choice(_WHEN)}{third}"
