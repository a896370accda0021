"""What the desk says: key -> (Chinese, English). Keys begin with `desk_`."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # the room
    "desk_lead": ("这段话，报上怎么说？", "What does the paper say about this text?"),
    "desk_more": (
        "贴上一句话或一段文字，或者带一份稿子来。逐句对照本报档案，列出相符与不符之处和原文；报上没有的，就说没有。",
        "Paste a sentence or a paragraph, or bring a manuscript. Each statement is laid beside this paper's archive: "
        "what agrees, what differs, and the printed words. If the paper did not report it, you are told so.",
    ),
    "desk_box": ("要核查的文字", "Text to check"),
    "desk_placeholder": ("把要核查的文字贴在这里……", "Paste the text to check here…"),
    "desk_check": ("核查", "Check"),
    "desk_file": ("打开 .txt 或 .docx", "Open a .txt or .docx file"),
    "desk_reading": ("正在读稿……", "Reading the manuscript…"),
    "desk_again": ("改文字", "Change the text"),
    "desk_piece_n": ("第 {n} 段", "Part {n}"),
    "desk_progress": ("已核查 {done}%", "{done}% checked"),
    "desk_failed": (
        "出了差错，没有查成。请再查一次。",
        "Something went wrong and nothing was checked. Please try again.",
    ),
    "desk_empty": ("这里没有可核查的文字。", "There is no text to check here."),
    "desk_too_long": (
        "文字太长：{length} 个字，一次最多 {limit} 个字。较长的稿子请用文件打开。",
        "The text is too long: {length} characters, at most {limit} at once. Open longer manuscripts as a file.",
    ),
    "desk_unreadable": ("文字里有无法识别的字符。", "The text holds characters that cannot be read."),
    "desk_pick": ("点选文中的一句，这里显示它的依据。", "Choose a statement in the text to see what it rests on."),
    "desk_statements": ("核查的文字", "The text, checked"),
    "desk_card": ("这一句的依据", "What this statement rests on"),
    # verdicts: over all, and short beside a statement
    "desk_supported": ("与报道相符", "Agrees with the reports"),
    "desk_refuted": ("与报道不符", "Differs from the reports"),
    "desk_not_enough_info": ("档案未见足够报道", "Not enough in the archive"),
    "desk_not_checkable": ("不作核查", "Not checked"),
    "desk_short_supported": ("相符", "agrees"),
    "desk_short_refuted": ("不符", "differs"),
    "desk_short_not_enough_info": ("未见报", "not found"),
    "desk_short_not_checkable": ("不核", "not checked"),
    "desk_count_supported": ("{n} 句相符", "{n} agree"),
    "desk_count_refuted": ("{n} 句不符", "{n} differ"),
    "desk_count_not_enough_info": ("{n} 句未见报", "{n} not found"),
    "desk_count_not_checkable": ("{n} 句不核", "{n} not checked"),
    # a statement's card
    "desk_claimed": ("文中", "Text"),
    "desk_printed": ("见报", "Printed"),
    "desk_against": ("不符的报道", "Reports that differ"),
    "desk_for": ("相符的报道", "Reports that agree"),
    "desk_values": ("历次见报", "As reported, by date"),
    "desk_superseded": ("已更正", "corrected since"),
    "desk_withdrawn": (
        "所据报道已撤稿，其内容不再显示。",
        "A report it rested on was withdrawn and is not shown.",
    ),
    "desk_results": ("档案中的相关报道", "Related reports in the archive"),
    # draft, signature, export
    "desk_draft": ("草稿", "Draft"),
    "desk_draft_note": (
        "草稿：未经核稿人签发，不代表本报结论。",
        "Draft: not signed by an editor, and not a finding of this paper.",
    ),
    "desk_signed": ("已签发", "Signed"),
    "desk_editor": ("核稿人", "Editor"),
    "desk_date": ("日期", "Date"),
    "desk_remark": ("按语", "Remark"),
    "desk_sign": ("签发", "Sign"),
    "desk_sign_in": ("登录后签发", "Sign in to sign"),
    "desk_sign_off": (
        "签发未开启：请管理员设置 WENBAO_ADMIN_SECRET。",
        "Signing is off: the keeper of this program sets WENBAO_ADMIN_SECRET.",
    ),
    "desk_signing": ("正在签发……", "Signing…"),
    "desk_changed": (
        "档案刚有更新，结论变了，没有签发。请重新核查再签。",
        "The archive has just changed and so has the verdict; nothing was signed. Check again, then sign.",
    ),
    "desk_sign_failed": ("没有签成，请重新登录再试。", "It could not be signed. Sign in again and retry."),
    "desk_export": ("导出", "Export"),
    "desk_export_failed": ("没有导出，请再试一次。", "Nothing was exported. Please try again."),
    "desk_version": ("档案第 {n} 版", "archive version {n}"),
    "desk_checked_on": ("核查于 {day}", "checked on {day}"),
    "desk_platform": ("中国互联网联合辟谣平台", "China's national platform against rumours"),
    "desk_platform_note": (
        "这里只对照本报档案，不是辟谣结论。官方辟谣信息见",
        "This compares with this paper's own archive only. For official refutations see the",
    ),
    # earlier signed checks
    "desk_earlier": ("已签发过的核查", "Signed before"),
    "desk_same_words": ("同一段话", "the same text"),
    "desk_same_figures": ("字句数字相同，语序不同", "the same words and figures in another order"),
    "desk_same_sentence": ("文中的一句", "one sentence of it"),
    "desk_by": ("{name} 签发于 {day}", "signed by {name} on {day}"),
    "desk_otherwise": ("今天的档案会有不同结论", "Today's archive would say otherwise"),
    "desk_now_verdict": ("当时：{then}；今天：{now}", "then: {then}; today: {now}"),
    "desk_now_part": ("有分句的结论变了", "a statement's verdict has changed"),
    "desk_now_difference": ("指出的差异变了", "the difference named has changed"),
    "desk_now_sources": ("依据的报道变了", "the reports it rests on have changed"),
    "desk_still": ("今天的档案结论相同", "Today's archive says the same"),
    # exports
    "desk_paper": ("事实核查", "Fact-check"),
    "desk_overall": ("结论", "Verdict"),
    "desk_claim": ("核查的文字", "Text checked"),
    "desk_label_draft": (
        "本核查由程序在报纸档案中比对原文摘录得出，文字非人工智能生成；草稿未经签发，不代表本报结论。",
        "A program compared this text with excerpts from the newspaper's archive; nothing here was written by AI. "
        "An unsigned draft is not a finding of the newspaper.",
    ),
    "desk_label_signed": (
        "本核查由程序在报纸档案中比对原文摘录、经核稿人签发，文字非人工智能生成；不是官方辟谣结论。",
        "A program compared this text with excerpts from the newspaper's archive and an editor signed it; nothing here "
        "was written by AI. It is not an official refutation.",
    ),
    "desk_undated": ("日期不详", "undated"),
    "desk_untitled": ("（无标题）", "(no headline)"),
}

LABELS: tuple[str, ...] = (
    "desk_box",
    "desk_placeholder",
    "desk_check",
    "desk_statements",
    "desk_card",
    "desk_reading",
    "desk_piece_n",
    "desk_sign",
    "desk_signing",
    "desk_sign_in",
    "desk_sign_off",
    "desk_changed",
    "desk_sign_failed",
    "desk_signed",
    "desk_export_failed",
    "desk_remark",
)
"""Keys that the room's script needs as well (`wenbao.word(key)`)."""

LANGUAGES = ("zh", "en")


def word(key: str, lang: str, **values: str) -> str:
    """One text in one language, as plain text."""
    return WORDS[f"desk_{key}"][LANGUAGES.index(lang)].format(**values)
