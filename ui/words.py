"""What the page says, in Chinese and in English.

Both languages stand in the page and the style sheet shows one of them: switching needs no server, loses nothing that
was asked, and works on answers that are already there.
"""

from __future__ import annotations

from html import escape

from ui.desk import words as desk
from ui.reading import words as reading

_ROOMS = (desk, reading)
"""Each room's folder keeps its own texts."""

WORDS: dict[str, tuple[str, str]] = {
    **desk.WORDS,
    **reading.WORDS,
    "sample": ("示例", "Sample"),
    "sample_note": (
        "这是随程序附带的示例报纸，人物与事件均为虚构。",
        "This is the sample paper that comes with the program; its people and events are made up.",
    ),
    "rooms": ("房间", "Rooms"),
    "room_ask": ("问答", "Ask"),
    "room_check": ("核查", "Check"),
    "room_archive": ("往期", "Archive"),
    "room_admin": ("管理", "Admin"),
    "language": ("EN", "中文"),
    "language_label": ("Switch to English", "切换到中文"),
    "large": ("大字", "Large type"),
    "theme": ("深浅", "Light or dark"),
    "skip": ("跳到提问框", "Skip to the question box"),
    "question": ("您的问题", "Your question"),
    "placeholder": ("问这份报纸……", "Ask this newspaper…"),
    "send": ("提问", "Ask"),
    "reading": ("正在翻阅报纸……", "Reading the papers…"),
    "try": ("可以这样问", "You could ask"),
    "welcome": ("想从报上知道什么？", "What would you like to know from the paper?"),
    "welcome_more": (
        "用平常的话问就行。回答取自报纸原文，句句标明出处；报上没有的，就说没有。",
        "Ask in plain words. Answers are taken from the printed text, and every sentence names its source. "
        "If the paper did not report it, you are told so.",
    ),
    "empty": ("档案里还没有报纸", "There are no papers in the archive yet"),
    "empty_more": ("把报纸页面放进一个文件夹，然后：", "Put newspaper pages into a folder, then:"),
    "empty_page": (
        "编辑登录后，在网页上传报纸版面：文本、PDF、Word、网页、图片，或者 ZIP。"
        "程序把版面切分成篇、建好档案，随即可以提问。",
        "An editor signs in and uploads newspaper pages: text, PDF, Word, web pages, pictures, or a ZIP of these. "
        "They are cut into articles and the archive is built; then you can ask.",
    ),
    "empty_go": ("登录并上传版面", "Sign in and add pages"),
    "empty_command": ("也可以用命令行", "Or on the command line"),
    "empty_shut": (
        "要在网页上传版面，请管理员设置环境变量 WENBAO_ADMIN_SECRET（至少 16 个字符）并重启程序，这里就有登录的入口。",
        "To add pages in the browser, the keeper of this program sets the environment variable WENBAO_ADMIN_SECRET "
        "(at least 16 characters) and starts it again: the way to sign in then stands here.",
    ),
    "empty_make": ("建好档案并打开这个页面：", "Build the archive and open this page:"),
    "empty_build": ("或者只往档案里加页面：", "Or only add pages to the archive:"),
    "folder": ("目录", "FOLDER"),
    "not_ready": ("档案还没有准备好，请稍后再试。", "The archive is not ready yet. Please try again shortly."),
    "too_many": (
        "问得太快了，请过 {wait} 秒再问。",
        "That was too fast. Please ask again in {wait} seconds.",
    ),
    "failed": (
        "出了差错，没有得到回答。请再问一次。",
        "Something went wrong and there is no answer. Please ask again.",
    ),
    "too_long": (
        "问题太长了：{length} 个字，最多 {limit} 个字。",
        "The question is too long: {length} characters, at most {limit}.",
    ),
    "unreadable": (
        "问题里有无法识别的字符，请改一下再问。",
        "The question holds characters that cannot be read. Please change it and ask again.",
    ),
    "earlier": ("先前的问答", "Earlier questions"),
    "figures": ("{proved}/{figures} 数字已核对", "{proved}/{figures} figures checked"),
    "figures_open": (
        "{proved}/{figures} 数字已核对，其余请查原文",
        "{proved}/{figures} figures checked; see the source for the rest",
    ),
    "date": ("日期", "Date"),
    "extract": ("原文摘录", "Quoted from the paper"),
    "model": ("AI 生成", "AI-generated"),
    "date_clear": ("不限日期", "Any date"),
    "date_one": ("只问其中一年", "Ask for one of them alone"),
    "date_other": ("换一个时间再问", "Ask again for another time"),
    "next": ("还可以问", "You could ask next"),
    "copy": ("复制", "Copy"),
    "copied": ("已复制", "Copied"),
    "copy_failed": ("没能复制，请手动选取", "Could not copy; please select the text"),
    "copy_reference": ("复制引文", "Copy reference"),
    "on_page": ("看版面", "See it on its page"),
    "share": ("分享", "Share"),
    "shared": ("链接已复制，打开后会重新提问", "Link copied; opening it asks again"),
    "export": ("导出", "Export"),
    "exported": ("问答已存为文件", "Saved as a file"),
    "like": ("有用", "Helpful"),
    "dislike": ("没用", "Not helpful"),
    "thanks": ("谢谢您的反馈", "Thank you for telling us"),
    "not_sent": ("没能送出，请稍后再试", "Could not be sent; please try again later"),
    "complain": ("投诉", "Complain"),
    "complain_site": ("投诉与建议", "Complaints"),
    "complain_title": ("投诉", "Complaint"),
    "complain_more": (
        "说明哪里不对，编辑会处理；提交后给您受理编号。",
        "Say what is wrong; an editor will deal with it. You get a receipt number.",
    ),
    "complain_kind": ("哪方面", "About"),
    "kind_wrong": ("内容有误", "It is wrong"),
    "kind_privacy": ("涉及个人隐私", "It concerns my privacy"),
    "kind_rights": ("侵犯权利", "It violates rights"),
    "kind_illegal": ("违法内容", "It is illegal"),
    "kind_label": ("缺少 AI 标识", "The AI label is missing"),
    "complain_text": ("情况说明", "What is wrong"),
    "complain_contact": ("联系方式（可不填）", "How to reach you (optional)"),
    "complain_consent": ("附上我的提问", "Enclose my question"),
    "quote_open": ("“", "“"),
    "quote_close": ("”", "”"),
    "complain_send": ("提交", "Send"),
    "complain_close": ("关闭", "Close"),
    "complain_receipt": ("已受理，编号：", "Received. Your receipt: "),
    "complain_due": ("最迟答复：", "Answered by: "),
    "complain_empty": ("请先说明情况", "Please say what is wrong"),
    "scope": ("限定范围", "Narrow down"),
    "scope_newspaper": ("报纸", "Newspaper"),
    "scope_collection": ("专集", "Collection"),
    "scope_since": ("从", "From"),
    "scope_until": ("到", "To"),
    "scope_all": ("全部", "All"),
    "scope_clear": ("清除", "Clear"),
    "gaps": ("缺 {months} 个月", "{months} months missing"),
    "leaf": ("翻看往期", "Leaf through"),
    "search_more": ("在往期中继续查找", "Search on in the archive"),
    "privacy": ("隐私说明", "Privacy"),
    "agreement": ("服务协议", "Terms"),
    "notice": (
        "机器作答，取自报纸，非官方发布。",
        "A machine answers, from the paper; not official news.",
    ),
    "export_title": ("问报 · 问答记录", "Wenbao: a conversation"),
    "export_extract": (
        "回答为报纸原文摘录，由程序查得，请以报纸原文为准",
        "Answers are quoted from the paper by a program; the paper itself is what counts",
    ),
    "export_mixed": (
        "标注处的回答由人工智能生成，其余为报纸原文摘录，请核对原文",
        "Answers marked so are AI-generated, the others are quoted from the paper: check the original",
    ),
    "computed": ("由 {markers} 算出", "computed from {markers}"),
    "answers": ("回答", "Answers"),
    "sources": ("出处", "Sources"),
    "sources_wait": ("回答引用的原文会出现在这里。", "The passages an answer quotes appear here."),
    "sources_none": ("这一问没有可引用的原文。", "There is no passage to quote for this question."),
    "whole": ("读全文", "Read the whole article"),
    "original": ("查看原网页", "Open the original page"),
    "edition": ("第{n}版", "page {n}"),
    "undated": ("日期不详", "undated"),
    "untitled": ("（无标题）", "(no headline)"),
    "in_headline": ("引自标题", "Quoted from the headline"),
    "in_byline": ("引自署名", "Quoted from the byline"),
    "in_caption": ("引自图片说明", "Quoted from a caption"),
    "in_published": ("出版日期", "Date of publication"),
    "nearest": ("报上相近的报道", "The closest reports"),
    "holdings": ("现有报纸", "What the archive holds"),
    "related": ("档案中的相关报道", "Related reports in the archive"),
    "by_relevance": ("按相关", "Relevance"),
    "by_newest": ("最新", "Newest"),
    "by_oldest": ("最早", "Oldest"),
    "loading": ("正在取原文……", "Fetching the article…"),
    "no_article": ("取不到这篇报道。", "This article cannot be fetched."),
    "colophon": (
        "回答由机器从报纸中查得，可能有误，请以报纸原文为准。",
        "A machine finds these answers and can be wrong. Please check the original paper.",
    ),
    "model_host": (
        "问题和引用的原文会发给 {host} 的语言模型；其中的电话、证件号和邮箱已遮去。",
        "Questions and quotes go to a language model at {host}; telephones, identity numbers and e-mail are masked.",
    ),
}
"""Each text as (Chinese, English); `{…}` are filled in by `both`."""


def both(key: str, **values: str) -> str:
    """The text in both languages as HTML. `values` are HTML already: the caller has escaped them."""
    zh, en = (escape(text) for text in WORDS[key])
    return either(zh.format(**values), en.format(**values))


def either(zh: str, en: str) -> str:
    """Two pieces of HTML of which the page shows the one in its language."""
    if zh == en:
        return zh
    return f'<span class="t-zh" lang="zh-CN">{zh}</span><span class="t-en" lang="en">{en}</span>'


LABELS: tuple[str, ...] = (
    "question",
    "placeholder",
    "send",
    "language_label",
    "large",
    "theme",
    "loading",
    "no_article",
    "answers",
    "sources",
    "rooms",
    "room_ask",
    "room_check",
    "room_archive",
    "copied",
    "copy_failed",
    "shared",
    "exported",
    "thanks",
    "not_sent",
    "scope",
    "scope_all",
    "scope_since",
    "scope_until",
    "complain_title",
    "quote_open",
    "quote_close",
    "complain_more",
    "complain_kind",
    "kind_wrong",
    "kind_privacy",
    "kind_rights",
    "kind_illegal",
    "kind_label",
    "complain_text",
    "complain_contact",
    "complain_consent",
    "complain_send",
    "complain_close",
    "complain_receipt",
    "complain_due",
    "complain_empty",
)
"""Keys that the page's script needs as well."""


def attributes() -> dict[str, dict[str, str]]:
    """The texts of labels and placeholders, which the page's script sets: key -> language -> text."""
    keys = LABELS
    keys += tuple(label for room in _ROOMS for label in room.LABELS)
    return {key: {"zh": WORDS[key][0], "en": WORDS[key][1]} for key in keys}
