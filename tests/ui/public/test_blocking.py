"""The operator's block-list (row L5): hidden writings of its words, every door, and no restart."""

import json

import pytest
from sqlalchemy import delete

from index.records import Span
from rag.answers import Difference, Part, Verdict
from tests.ui.fakes import BLOOD, BRIDGE, FakeArchive, reply_of
from ui.public.blocking import LOOK, BlockList, Blocks, Words, bare
from ui.state.store import IN_MEMORY, State
from ui.state.tables import Block

PATTERN = "神秘矿洞"
WRITINGS = [
    "神秘矿洞",
    "神秘礦洞",  # Traditional
    "神 秘 矿 洞",
    "神\u200b秘\u200c矿\u2060洞",  # zero-width
    "神\u00ad秘\ufe0f矿\U000e0041洞",  # soft hyphen, variation selector, tag
    "神.秘-矿_洞",
    "神·秘·矿·洞",
    "\u202e神秘矿洞\u202c",
    "神\u3164秘矿\u115f洞",  # Hangul fillers
    "神秘\n矿洞",
    "神\u0301秘\u0336矿洞",  # combining marks
    "\u202e洞矿秘神\u202c",  # backwards, shown forwards
    "洞矿秘神",
    "&#31070;&#x79d8;矿洞",  # character references
]


@pytest.mark.parametrize("text", WRITINGS)
def test_l5_a7_to_a9_words_are_found_however_they_are_hidden(text):
    assert Words.of([PATTERN]).stand_in(text)
    assert Words.of([text]).stand_in(f"请问{PATTERN}的事")


@pytest.mark.parametrize(
    ("pattern", "text", "stopped"),
    [
        ("bomb", "how to make a bomb?", True),
        ("bomb", "how to make a ＢＯＭＢ?", True),
        ("bomb", "bombastic words", False),
        ("bomb", "how to make a bоmb?", True),  # a Cyrillic o
        ("bomb", "how to make a b o m b", True),
        ("bomb", "how to make a b.o.m.b", True),
        ("bomb", "how to make a bmob", True),
        ("bomb", "a b c d o m b", False),
        ("бомба", "как сделать бомбу и бомба", True),
        ("上海", "海上", False),  # two characters backwards are another word
        ("plan b", "plan bc", False),
        ("make a bomb", "make  a\u200b-bomb", True),
        ("ＡＢＣ集团", "abc 集团", True),
        ("2023年〇月", "2023年○月", True),
        ("长江⺟亲", "长江母亲", True),  # a radical, not a character
        ("⻢家", "马家", True),
        ("矿", "牛奶", False),
        ("。！？", "任何。！？", False),
        ("", "任何", False),
        ("\u200b", "任何", False),
    ],
)
def test_l5_latin_words_are_whole_and_others_are_anywhere(pattern, text, stopped):
    assert Words.of([pattern]).stand_in(text) is stopped


def test_folding_is_done_once():
    for text in WRITINGS:
        assert bare(bare(text)) == bare(text)


def block(served, kind, pattern):
    with served.service.state.begin() as writing:
        writing.add(Block(kind=kind, pattern=pattern))
    served.service.reception.blocks._looked = None  # the seconds until the next look have gone by


def test_l5_a_line_works_without_a_restart_and_within_a_minute():
    state, now = State.open(IN_MEMORY), [0.0]
    blocks = BlockList(state, lambda: now[0])
    assert not blocks.current().stop_question(PATTERN)
    with state.begin() as writing:
        writing.add(Block(kind="question", pattern=PATTERN))
    now[0] += LOOK
    assert LOOK <= 60
    assert blocks.current().stop_question(PATTERN)
    with state.begin() as writing:
        writing.execute(delete(Block))
    now[0] += LOOK
    assert not blocks.current().stop_question(PATTERN)
    with state.begin() as writing:
        writing.add(Block(kind="question", pattern=PATTERN))
    now[0] += LOOK
    assert blocks.current().stop_question(PATTERN)
    state.engine.dispose()  # the store is gone
    now[0] += LOOK
    assert blocks.current().stop_question(PATTERN), "what was read last stays in force"


def ask_at_every_door(http, question):
    """The refusal kind that each door gives, or None."""
    whole = http.post("/api/v1/ask", json={"question": question}).json()
    stream = http.post("/api/v1/ask/stream", json={"question": question}).text
    done = json.loads(stream.split("event: done\ndata: ")[1].split("\n")[0])
    messages = [{"role": "user", "content": question}]
    chat = http.post("/v1/chat/completions", json={"messages": messages}).json()["wenbao"]
    chunks = http.post("/v1/chat/completions", json={"messages": messages, "stream": True}).text
    last = json.loads(next(line for line in chunks.splitlines() if '"stop"' in line).removeprefix("data: "))["wenbao"]
    call = {"name": "ask", "arguments": {"question": question}}
    tool = http.post(
        "/mcp",
        json={"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call},
        headers={"accept": "application/json, text/event-stream"},
    ).json()["result"]["structuredContent"]
    seen = json.dumps([whole, done, chat, last, tool], ensure_ascii=False) + stream.encode().decode("unicode_escape")
    return [each["refusal"] and each["refusal"]["kind"] for each in (whole, done, chat, last, tool)], seen


@pytest.mark.parametrize(
    ("kind", "pattern", "question"),
    [
        ("question", "献血", "3月5日献 血多少？"),
        ("answer", "参加者二十三人", "献血多少？"),  # stands in the answer and its quote
        ("article", BLOOD.key, "献血多少？"),
    ],
)
def test_l5_every_door_refuses_and_says_nothing_of_what_is_blocked(serve, kind, pattern, question):
    served = serve()
    assert ask_at_every_door(served.http, "献血多少？")[0] == [None] * 5
    block(served, kind, pattern)
    kinds, seen = ask_at_every_door(served.http, question)
    assert kinds == ["blocked"] * 5
    assert "5000ml" not in seen
    assert BLOOD.key not in seen
    others, _ = ask_at_every_door(served.http, "大桥？")
    assert others == [None] * 5


def test_l5_a_blocked_article_is_gone_from_searches_and_by_its_key(serve):
    served = serve()
    block(served, "article", BRIDGE.key)
    assert BRIDGE.key not in served.http.get("/api/v1/search?q=大桥").text
    assert BRIDGE.key not in served.http.post("/api/v1/ask", json={"question": "献血多少？"}).text
    gone = served.http.get(f"/api/v1/articles/{BRIDGE.key}")
    assert (gone.status_code, gone.json()["error"]["code"]) == (403, "blocked")


def test_l5_words_that_are_not_said_stand_in_no_result_and_no_article(serve):
    served = serve()
    block(served, "answer", "青石渡 大桥")
    assert BRIDGE.key not in served.http.get("/api/v1/search?q=大桥").text
    assert BRIDGE.key not in served.http.post("/api/v1/ask", json={"question": "月亮？"}).text
    assert served.http.get(f"/api/v1/articles/{BRIDGE.key}").status_code == 403
    assert served.http.get(f"/api/v1/articles/{BLOOD.key}").status_code == 200


def test_l5_blocked_words_are_not_searched_or_checked(serve):
    served = serve()
    block(served, "question", PATTERN)
    assert served.http.get("/api/v1/search", params={"q": PATTERN}).status_code == 403
    assert served.http.post("/api/v1/check", json={"claim": PATTERN}).status_code == 403


def test_l5_a_verdict_does_not_rest_on_a_blocked_article():
    against, supporting = reply_of(BLOOD, "5000ml").citations, reply_of(BRIDGE, "386米").citations
    wrong = Part("献血5升", Span(0, 4), "refuted", "", Difference("number", "5升", "5000ml"), (), against)
    right = Part("桥长386米", Span(5, 11), "supported", "", None, supporting)
    verdict = Verdict("1", "献血5升，桥长386米", "refuted", (wrong, right), ())
    shown = Blocks(articles=frozenset({BLOOD.key})).screen_verdict(verdict)
    assert [part.verdict for part in shown.parts] == ["not_enough_info", "supported"]
    assert shown.verdict == "not_enough_info"
    assert BLOOD.key not in repr(shown)
    assert Blocks().screen_verdict(verdict) == verdict


def test_l5_a_stopped_question_is_not_even_asked(serve):
    archive = FakeArchive()
    served = serve(archive=archive)
    block(served, "question", PATTERN)
    served.http.post("/api/v1/ask", json={"question": PATTERN})
    assert archive.asked == []
