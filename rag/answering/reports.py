"""Questions for reports themselves: which articles write about something, and how many."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.chunks import split_sentences
from index.numerals import read_fraction
from index.people import SURNAMES
from index.records import Article, Days, Span
from index.words import fold
from rag.answering.compose import Draft
from rag.answers import Computed
from rag.english.wording import write_days
from rag.finding.carrying import whole
from rag.finding.retrieve import Query, Ranked
from rag.questions.asked_en import find_count, put_forward
from rag.questions.asked_reports import AFTER, HOW_MANY, NOUN
from rag.questions.terms import share, without_dates

LEAST = 0.85
"""Share of the question's information that an article must hold where no phrase of it stands in any."""

LEAST_COUNTED = 0.5
"""... and where an English question says how many reports there are."""

MOST = 12
"""Reports listed in an answer; more stand in the results below it."""

HITS = 200
"""Chunks looked at: a name that stands in more reports than that is asked for with something else."""

FRAME = re.compile(
    rf"(?:在)?(?:这份|本)?(?:报纸|报上|档案)(?:上|里|中)?|一共|总共|同时|分别|在?[这同]一?[个张]?版面?(?:上|里|中)?|"
    rf"(?:在|出现在|见于)?{HOW_MANY}[篇则条]?{NOUN}(?:中|里|上)?|{AFTER}|^有哪些|的{NOUN}$|"
    r"^有?(?:都|曾)?(?:写|提|讲|说|谈|报道|介绍|涉及|关于|有关)[到及了过]*|(?:都|[曾也])?被?(?:出现|写|提|讲|说|报道)[到及了过]*$|"
    rf"(?:都|[曾也])?(?:露[了过]?面|登[了过]?场|亮[了过]?相)[了过]?$|(?:这|那)(?:个?人|位|个地方)$|^[^，“”《》]{{1,8}}的{NOUN}(?:里|中)，?|[？?。，]"
)
SIGNED = re.compile(
    rf"署[了有着]?(?P<under>[\u3400-\u9fff·]{{2,4}}?)的?(?:大?名字?)(?:的{NOUN})?|"
    rf"^(?:[^，。]{{0,12}}的)?(?:记者|通讯员|作者)?(?P<by>[\u3400-\u9fff·]{{2,4}}?)(?:在[^，。]{{1,10}}上)?(?:一共|总共|都|分别)?"
    rf"(?:[发写采登][表稿写了过]*|撰写[了过]?|刊发[了过]?|发表[了过]?|署名的?(?:有|是)?)[了过]?{HOW_MANY}[篇则条]?{NOUN}?|"
    rf"{HOW_MANY}[篇则条]?{NOUN}?的?(?:记者|通讯员|作者)?(?:都|也)?[是由](?:记者|通讯员)?(?P<of>[\u3400-\u9fff·]{{2,4}}?)(?=采写|撰写|[写采]|的|[？?]|$)"
)
"""Asks for the reports that somebody wrote."""
TITLE = re.compile(r"(?:[长任记员师手户匠人生民家者授星工队练]|大爷|大妈|选手|代表)$")
"""What a title before a person's name ends with."""
PARENT = re.compile(r"^[\u3400-\u9fff]{1,4}(?:自治[县州区]|[省市县区镇乡]|街道)(?=[\u3400-\u9fff]{3})")
"""The place before a place: 城关镇 of 城关镇南门社区."""
PERSON = re.compile(rf"(?:{'|'.join(SURNAMES)})[\u3400-\u9fff]{{1,2}}$")


@dataclass(frozen=True, slots=True)
class Subject:
    """What reports are asked for by: phrases that must all stand in one."""

    phrases: tuple[str, ...] = ()

    def stands(self, text: str) -> bool:
        """Does a folded text hold them?"""
        return bool(self.phrases) and all(phrase in text for phrase in self.phrases)


def find_subject(question: str, lang: str) -> Subject:
    """Whom or what the reports must mention, from the question's own words; in English what it says in Chinese.

    A person is looked for without the title: other reports give another.
    """
    if lang == "en":
        phrase = "".join(re.findall(r"[\u3400-\u9fff·]{2,}", question)[:1])
    else:
        phrase, before = re.sub(r"\s+", "", without_dates(question)), ""
        while phrase != before:
            before, phrase = phrase, FRAME.sub("", phrase)
    phrases = [fold(_untitled(part)) for part in re.split(r"[和与及、]", phrase) if len(part) >= 2]
    whole_phrase = re.search(r"[和与及、]", phrase) is None or all(PERSON.search(part) for part in phrases)
    return Subject(tuple(phrases) if whole_phrase else (fold(phrase),))


def _untitled(phrase: str) -> str:
    match = PERSON.search(phrase)
    return match.group() if match and TITLE.search(phrase[: match.start()]) else phrase


def compose_reports(query: Query, ranked: Sequence[Ranked], counted: bool = False) -> Draft:
    """The articles that hold what the question names, newest first, each cited with the first sentence that says it.

    The answer is their number where that is asked, else their headlines.
    """
    subject = find_subject(query.text, query.lang)
    signed = SIGNED.search(without_dates(query.text)) if query.lang == "zh" else None
    writer = (signed["under"] or signed["by"] or signed["of"]) if signed else ""
    by = [item.article for item in ranked if writer and any(person.name == writer for person in item.article.byline)]
    found = by or [item.article for item in ranked if subject.stands(whole(item.article))]
    many = find_count(put_forward(query.text.lower()), "list") if query.lang == "en" else _count_asked(query.text)
    if len(found) < many and not by:  # a place is printed with and without the one that it lies in
        within = Subject(tuple(PARENT.sub("", phrase) for phrase in subject.phrases))
        wider = [item.article for item in ranked if within.stands(whole(item.article))]
        subject, found = (within, wider) if len(wider) == many else (subject, found)
    if not found:
        subject = Subject()
        shares = [(share(query.terms, whole(item.article)), item.article) for item in ranked]
        found = [article for said, article in shares if said >= LEAST]
        if not found and many:  # it says itself how many there are
            best = sorted(shares, key=lambda one: -one[0])[:many]
            found = [article for said, article in best if said >= LEAST_COUNTED and len(best) == many]
    found = sorted(found[:MOST], key=lambda article: (article.published or "", article.key), reverse=True)
    draft = Draft()
    for article in found:
        span = _best(query, subject, article)
        title = draft.quote(article, "headline", article.headline, 0) if article.headline else 0
        number = (
            draft.quote(article, "byline", article.byline_text, None)
            if by and article.byline_text
            else draft.quote(article, "body", span.of(article.body), span.start)
        )
        day = ""
        if article.published:
            written = write_days(Days.covering(article.published), query.lang)
            day = f"（{written}）" if query.lang == "zh" else f" ({written})"
        if article.headline:
            said = f"《{article.headline}》"
            asks = re.search("[。！？；]", said)  # proved by itself: a sentence ends there
            draft.texts.append(f"{said}[{title}]{day}[{number}]" if asks else f"{said}{day}[{title}][{number}]")
        else:
            draft.texts.append(f"{span.of(article.body)[:24]}…[{number}]{day}[{number}]")
    if counted and found:
        numbers = tuple(citation.n for citation in draft.citations if citation.field != "headline")
        draft.computed.append(Computed(str(len(found)), numbers))
        draft.shorts.append(f"{len(found)}篇" if query.lang == "zh" else str(len(found)))
        marks = "".join(f"[{n}]" for n in numbers)
        lead = f"共{len(found)}篇报道：{marks}" if query.lang == "zh" else f"{len(found)} reports: {marks}"
        draft.texts.insert(0, lead)
    elif found:
        titles = [f"《{article.headline}》" for article in found if article.headline]
        draft.shorts += ["、".join(titles)] if len(titles) == len(found) else []
    return draft


def _count_asked(question: str) -> int:
    """How many reports a Chinese question says that there are (哪两篇); 0 where it does not."""
    match = re.search(r"哪([两二三四五六七八九])篇", question)
    return int(read_fraction(match[1]) or 0) if match else 0


def _best(query: Query, subject: Subject, article: Article) -> Span:
    spans = list(split_sentences(article.body))
    said = next((span for span in spans if subject.stands(fold(span.of(article.body)))), None)
    return said or max(spans, key=lambda span: share(query.terms, fold(span.of(article.body))))
