"""A small archive of a made-up paper with the methods of ui.archive.Archive: it finds articles by shared characters."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from index.errors import QuestionRefused
from index.records import Article, Byline, Caption, Days
from rag.answers import Answer, AskedDate, Citation, Coverage, Found, Proof, Question, Refusal, Reply, Result, Turn

BLOOD = Article(
    key="lw-blood",
    source="柳湾/2023-03.txt",
    page=1,
    headline="县红十字会联合中心血站开展“春风送暖”无偿献血活动",
    kicker="一袋热血 一份温情",
    body=(
        "3月5日上午，柳湾县红十字会、县中心血站在文昌广场联合开展“春风送暖”无偿献血活动，"
        "来自机关、学校和企业的志愿者早早排起了队。\n"
        "活动现场，医护人员为献血者测量血压、化验血型，工作人员发放了献血知识折页三百余份。"
        "家住东关的退休教师梁素梅已是第六次献血，她说，只要身体允许，就会一直献下去。"
        "据血站统计，当天大家一共献血5000ml，参加者二十三人。大家用一份爱心，为需要的人送去了希望。\n"
        "县红十字会有关负责人表示，下一步还将走进乡镇，方便更多群众就近献血。"
    ),
    newspaper="柳湾县报",
    edition="3",
    byline=(Byline("陶望舒", "文/图"),),
    byline_text="文/图 陶望舒",
    captions=(Caption("志愿者在献血车前登记。", "陶望舒 摄"),),
    published="2023-03-06",
    published_basis="printed: 2023年3月6日",
    event_dates=("2023-03-05",),
    places=("文昌广场",),
    url="https://liuwan.example/2023/0306/3.html",
)
BRIDGE = Article(
    key="lw-bridge",
    source="柳湾/2024-09.txt",
    page=2,
    headline="青石渡大桥合龙",
    body="9月12日，全长386米的青石渡大桥顺利合龙。大桥建成后，南岸三个乡镇到县城的车程将由五十分钟缩短到十五分钟。",
    newspaper="柳湾县报",
    published="2024-09",
    published_basis="inferred: 9月12日",
    byline_text="记者 邢远帆",
)
EVIL_TEXT = "<img src=x onerror=alert(1)><script>alert(2)</script>${alert(3)}{{constructor}}`\"'"
EVIL = Article(
    key='lw-evil"><svg onload=alert(4)>',
    source=f"{EVIL_TEXT}.txt",
    page=1,
    headline=f"怪字符{EVIL_TEXT}",
    kicker=EVIL_TEXT,
    body=(
        f"怪字符的第一句。{EVIL_TEXT}怪字符第二句<iframe srcdoc='<script>alert(5)</script>'>。"
        "\n\nevent: done\ndata: {}\u2028末句。"
    ),
    newspaper=f"报{EVIL_TEXT}",
    edition=EVIL_TEXT,
    byline_text=f"记者 {EVIL_TEXT}",
    captions=(Caption(EVIL_TEXT, EVIL_TEXT),),
    published="2022",
    url="javascript:alert(6)",
)
GONE = Article(key="lw-gone", source="柳湾/x.txt", page=1, body="已经撤下的一篇。", withdrawn=True)
ARTICLES = (BLOOD, BRIDGE, EVIL)


def reply_of(article: Article, quote: str, short: str | None = None, asked: str = "问", mode: str = "extract") -> Reply:
    """An answer that quotes `quote` of `article`'s body."""
    cited = Citation.of(1, article, "body", quote, article.body.index(quote))
    answer = Answer(f"{quote}[1]", short, "zh", mode, "原文摘录" if mode == "extract" else "AI 生成")
    day = Days(date(2023, 3, 5), date(2023, 3, 5))
    question = Question(asked, asked, "zh", (AskedDate("3月5日", day, "year of the reports"),))
    proof = Proof(1, 1)
    return Reply(
        "q1", question, answer, None, (cited,), proof, (result_of(article),), "1", len(ARTICLES), {"total": 1.5}
    )


def result_of(article: Article, rank: int = 1) -> Result:
    return Result(
        article.key,
        article.source,
        article.page,
        article.newspaper,
        article.published,
        article.headline,
        article.body[:60],
        rank,
    )


def _both(asked: str) -> Reply:
    """An answer with two sources and a figure that is not proved."""
    first, second = "当天大家一共献血5000ml", "青石渡大桥顺利合龙"
    citations = (
        Citation.of(1, BLOOD, "body", first, BLOOD.body.index(first)),
        Citation.of(2, BRIDGE, "body", second, BRIDGE.body.index(second)),
    )
    answer = Answer(f"{first}。[1]{second}。[2]", None, "zh", "extract", "原文摘录")
    question = Question(asked, asked, "zh")
    return Reply("q1", question, answer, None, citations, Proof(2, 1), (), "1", len(ARTICLES), {"total": 1.5})


class FakeArchive:
    """Answers 献血 (with a short fact), 大桥, 怪字符, and raises or refuses on command."""

    def __init__(self, articles: Sequence[Article] = ARTICLES, collections: tuple[str, ...] = ()) -> None:
        self.articles = tuple(articles)
        self.collections = collections
        self.asked: list[tuple[str, tuple[Turn, ...]]] = []

    def ask(self, question: str, *, history: Sequence[Turn] = (), id: str | None = None, **options: object) -> Reply:
        self.asked.append((question, tuple(history)))
        if "爆炸" in question:
            raise RuntimeError("/secret/path of this machine")
        if "拒收" in question:
            raise QuestionRefused("the archive refuses this question")
        reply = self._reply(question)
        return Reply(**{**{name: getattr(reply, name) for name in Reply.__slots__}, "id": id or "q1"})

    def _reply(self, question: str) -> Reply:
        results = tuple(result_of(a, i) for i, a in enumerate(self.articles, 1))
        if ("献血" in question and "15日" not in question) or "blood" in question:
            quote = "据血站统计，当天大家一共献血5000ml，参加者二十三人。"
            reply = reply_of(BLOOD, quote, "5000ml", question)
        elif "大桥" in question:
            reply = reply_of(BRIDGE, "9月12日，全长386米的青石渡大桥顺利合龙。", None, question, "model")
        elif "两件事" in question:
            reply = _both(question)
        elif "怪字符" in question:
            reply = reply_of(EVIL, EVIL.body.split("\n")[0], EVIL_TEXT, question)
        else:
            refusal = Refusal("not_reported", f"报上没有找到这件事：{question}", results[:2])
            asked = Question(question, question, "zh")
            return Reply("q1", asked, None, refusal, (), Proof(), results, "1", len(self.articles), {"total": 1.0})
        kept = {name: getattr(reply, name) for name in Reply.__slots__}
        return Reply(**{**kept, "results": results})

    def ask_stream(self, question: str, **options: object) -> Iterator[Citation | str | Reply]:
        reply = self.ask(question, **options)
        yield from reply.citations
        if reply.answer:
            yield from re.findall(r"[^<，]*[<，]?", reply.answer.text)
        if "半路" in question:
            raise RuntimeError("/secret/path of this machine")
        yield reply

    def quote(self, question: str, **options: object) -> Reply:
        """What stands behind suggestions: as the page's archive answers, without counting as asked."""
        return self._reply(question)

    place = None

    @property
    def store(self) -> "FakeArchive":
        return self

    def beside(self, key: str) -> list[Article]:
        return [article for article in self.articles if article.source]

    def story(self, key: str) -> tuple[Article, ...]:
        return self.articles

    def published(self, only: object) -> list[Article]:
        return []

    def search(self, words: str, *, top: int = 10, id: str | None = None, **options: object) -> Found:
        found = [a for a in self.articles if set(words) & set(a.headline + a.body)][:top]
        return Found(id or "s1", words, tuple(result_of(a, i) for i, a in enumerate(found, 1)), (), {"total": 1.0})

    def article(self, key: str) -> Article | None:
        return next((a for a in (*self.articles, GONE) if a.key == key), None)

    def coverage(self) -> Coverage:
        dated = sorted(a.published for a in self.articles if a.published)
        papers = tuple(dict.fromkeys(a.newspaper for a in self.articles if a.newspaper and a is not EVIL))
        months = (("2022-11", 1), ("2023-01", 2), ("2023-03", 9), ("2023-07", 4), ("2024-09", 6)) if dated else ()
        first, last = (dated[0], dated[-1]) if dated else (None, None)
        return Coverage(len(self.articles), papers, self.collections, months, first, last, "1")
