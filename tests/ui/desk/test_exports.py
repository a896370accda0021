"""Each form of export: complete, labelled, and only text whatever the claim holds."""

import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import docx
import pytest
from markdown_it import MarkdownIt

from index.records import Span
from rag.answers import Citation, Difference, Part, Reported, Verdict
from tests.ui.desk.conftest import NOW
from tests.ui.fakes import EVIL, EVIL_TEXT
from ui.desk.documents import Asked, Paper, digest
from ui.desk.exports import FORMATS
from ui.desk.files import PLATFORM, Publisher
from ui.desk.words import word

HOUSE = Publisher("柳塘日报", "柳塘报社")
HOSTILE = (
    f"{EVIL_TEXT}\n---\n# 一级\n1. 列表\n- 列表\n[点](javascript:alert(1)) ![图](http://x.example/p) <http://x.example>\n"
    "http://x.example/auto www.x.example =cmd|' /C calc'!A0 \x1b]52;c;x\x07 \u202egpj.exe `代码` ~~~\n"
    "<!-- -->\n| a | b |"
)


def signed(paper):
    return replace(paper, id="0" * 32, signed_by="林编辑", remark="据更正稿核定")


def hostile_paper():
    quote = EVIL.body.split("\n")[0]
    citation = replace(Citation.of(1, EVIL, "body", quote, 0), url="https://ok.example/a>b")
    values = (Reported(EVIL_TEXT, "2022", 1, True), Reported(HOSTILE, None, 1))
    part = Part(
        HOSTILE, Span(0, len(HOSTILE)), "refuted", EVIL_TEXT, Difference("other", EVIL_TEXT, HOSTILE), (), (citation,),
        values,
    )  # fmt: skip
    verdict = Verdict("v", HOSTILE, "refuted", (part,), ())
    return Paper('x"><svg onload=1>', verdict, Asked(date(2024, 1, 15)), "1", NOW, "林\x00编\x1b辑<b>", EVIL_TEXT)


def export(paper, form, lang="zh"):
    return FORMATS[form](paper, HOUSE, lang)


def parts_of(data):
    return zipfile.ZipFile(io.BytesIO(data))


def text_of(form, data):
    if form == "docx":
        document = docx.Document(io.BytesIO(data))
        headers = [p.text for p in document.sections[0].header.paragraphs]
        return "\n".join([*headers, *(p.text for p in document.paragraphs)])
    if form == "md":
        return re.sub(r"\\(.)|[*~]", r"\1", data.decode())
    return data.decode()


def aigc_of(form, data):
    if form == "docx":
        root = ElementTree.fromstring(parts_of(data).read("docProps/custom.xml"))
        return json.loads("".join(root.itertext()))
    if form == "md":
        return json.loads(re.search(r"^AIGC: (.*)$", data.decode(), re.M)[1])
    return json.loads(data)["AIGC"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", FORMATS)
def test_every_form_says_draft_or_who_signed_with_date_version_and_label(paper, form, lang):
    for each in (paper, signed(paper)):
        said = text_of(form, export(each, form, lang).data)
        assert word("label_signed" if each.signed else "label_draft", lang) in said or form == "json"
        assert "2024-01-15" in said
        assert "28000" in said
        assert "20800" in said
        assert ("林编辑" in said) == each.signed
        if form in ("md", "docx"):
            assert word("signed" if each.signed else "draft", lang) in said
            assert word("version", lang, n="1") in said
            assert word("editor", lang) in said
            assert PLATFORM in said


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_carries_the_seven_fields_and_is_not_called_ai_written(paper, form):
    fields = aigc_of(form, export(paper, form).data)
    assert list(fields) == [
        "Label", "ContentProducer", "ProduceID", "ReservedCode1", "ContentPropagator", "PropagateID", "ReservedCode2",
    ]  # fmt: skip
    assert fields["Label"] == ""
    assert fields["ContentProducer"] == "柳塘报社"
    assert fields["ProduceID"] == paper.id
    assert fields["ReservedCode1"] == digest(paper.verdict)


@pytest.mark.parametrize("form", FORMATS)
def test_no_form_looks_like_an_official_refutation(paper, form):
    said = text_of(form, export(signed(paper), form).data)
    said = said.replace(word("label_signed", "zh"), "").replace(word("platform_note", "zh"), "")
    said = said.replace(word("platform", "zh"), "")
    assert not re.search("辟谣|谣言|官方|假的|属实", said)


@pytest.mark.parametrize("form", FORMATS)
def test_file_names_hold_nothing_to_interpret(form):
    assert re.fullmatch(r"check-2024-01-15-[0-9A-Za-z]{1,8}-signed\.\w+", export(hostile_paper(), form).name)


def test_hostile_text_stays_text_in_markdown():
    data = export(hostile_paper(), "md").data.decode()
    front, _, body = data.removeprefix("---\n").partition("\n---\n")
    assert all(re.match(r"(title|status|date|AIGC): ", line) for line in front.splitlines())
    tokens = MarkdownIt("commonmark", {"html": True, "linkify": True}).enable(["table", "strikethrough"]).parse(body)
    kinds = {t.type for token in tokens for t in (token, *(token.children or ()))}
    assert not kinds & {"html_block", "html_inline", "image", "fence", "code_inline", "code_block", "table_open", "hr"}
    links = [t.attrGet("href") for token in tokens for t in token.children or () if t.type == "link_open"]
    assert set(links) <= {PLATFORM, "https://ok.example/a%3Eb"}
    headings = [tokens[n + 1].content for n, t in enumerate(tokens) if t.type == "heading_open"]
    assert headings == ["事实核查（已签发）", "1. 与报道不符"]
    assert "\x1b" not in data
    assert "\u202e" not in data


def test_hostile_text_stays_text_in_word():
    data = export(hostile_paper(), "docx").data
    packed = parts_of(data)
    for name in packed.namelist():
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(packed.read(name))
        assert not re.search(r"vba|macro|embed|activeX", name, re.I)
    assert b'TargetMode="External"' not in b"".join(packed.read(n) for n in packed.namelist() if n.endswith(".rels"))
    document = packed.read("word/document.xml")
    assert not re.search(rb"w:(fldSimple|instrText|hyperlink|object|pict|altChunk)", document)
    said = text_of("docx", data)
    assert EVIL_TEXT in said
    assert "\x1b" not in said


def test_hostile_text_stays_text_in_json_and_json_ld():
    assert json.loads(export(hostile_paper(), "json").data)["claim"] == HOSTILE
    data = export(hostile_paper(), "jsonld").data
    assert b"<" not in data
    review = json.loads(data)
    assert EVIL_TEXT in review["claimReviewed"]
    assert all(url.startswith("https://") for url in review["isBasedOn"])


def test_claim_review_is_what_schema_org_asks_for(paper):
    review = json.loads(export(signed(paper), "jsonld").data)
    assert review["@context"][0] == "https://schema.org"
    assert review["@type"] == "ClaimReview"
    assert review["claimReviewed"] == review["itemReviewed"]["text"] == paper.verdict.claim
    assert review["reviewRating"]["alternateName"] == "与报道不符"
    assert "ratingValue" not in review["reviewRating"]
    assert review["author"] == {"@type": "Organization", "name": "柳塘日报"}
    assert review["datePublished"] == "2024-01-15"
    names = {part["reviewRating"]["alternateName"] for part in review["hasPart"]}
    assert names <= {"与报道相符", "与报道不符", "档案未见足够报道"}
    checked = [part for part in paper.verdict.parts if part.verdict != "not_checkable"]
    assert len(review["hasPart"]) == len(checked)
    cited = [c for part in review["hasPart"] for c in part.get("citation", [])]
    assert any(c["headline"] == "东湖广场再掀献血热潮" and c["datePublished"] == "2023-03-06" for c in cited)


def test_an_unsigned_claim_review_is_not_published(paper):
    review = json.loads(export(paper, "jsonld").data)
    assert review["creativeWorkStatus"] == "Draft"
    assert "datePublished" not in review


def test_only_what_differs_is_struck_in_word(paper):
    document = docx.Document(io.BytesIO(export(paper, "docx").data))
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    assert [run.text for run in runs if run.font.strike] == ["28000"]
    assert "20800" in [run.text for run in runs if run.bold]
