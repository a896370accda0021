"""What the archive's room says: key -> (Chinese, English). Keys begin with `reading_`."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "reading_wait": ("正在取往期报纸……", "Fetching the papers…"),
    "reading_failed": ("没有取到，请稍后再试。", "That could not be fetched. Please try again later."),
    "reading_years": ("年份", "Years"),
    "reading_issues": ("前后各期", "Issues before and after"),
    "reading_calendar": ("日历", "Calendar"),
    "reading_year_told": (
        "这一年有 {days} 天的报纸，共 {articles} 篇；墨色越深，当天报道越多，留白的日子没有收报。",
        "{days} days of this year have a paper, {articles} articles in all. The more ink, the more articles; "
        "white days have no paper in the archive.",
    ),
    "reading_year_gap": ("这一年没有收报。", "The archive has no paper of this year."),
    "reading_month_only": ("另 {articles} 篇不知日", "{articles} more, day unknown"),
    "reading_undated": ("档案里的报道都没有日期。", "None of the archive's articles is dated."),
    "reading_undated_rest": (
        "另有 {articles} 篇不知日期，可用上面的搜索找到。",
        "{articles} more are undated; search finds them.",
    ),
    "reading_articles": ("{articles} 篇", "{articles} articles"),
    "reading_no_paper": ("这一天没有收报。", "The archive has no paper of this day."),
    "reading_edition": ("{n}版", "page {n}"),
    "reading_page": ("第 {n} 页（版次不详）", "sheet {n} (page not stated)"),
    "reading_no_page": ("版次不详", "page not stated"),
    "reading_on_page": ("同版报道", "On the same page"),
    "reading_outline_note": ("版面示意：按原文次序与篇幅画出", "A sketch: order and length as in the source"),
    "reading_story": ("来龙去脉", "The story over time"),
    "reading_sold": (
        "这里只显示摘要，全文请见原报。",
        "Only an excerpt is shown here; the paper has the whole article.",
    ),
    "reading_corrected_by": ("报纸后来更正了这篇报道", "The paper later corrected this report"),
    "reading_corrects": ("更正的是这篇报道", "This corrects an earlier report"),
    "reading_ask": ("问这篇报道", "Ask about it"),
    "reading_print": ("打印", "Print"),
    "reading_gone": ("这篇报道已经撤下。", "This article was withdrawn."),
    "reading_words": ("在往期中找什么", "What to look for in the archive"),
    "reading_placeholder": ("人名、地名、事情……", "A name, a place, an event…"),
    "reading_search": ("查找", "Search"),
    "reading_nothing": ("没有找到。换几个字试试，或放宽时间。", "Nothing found. Try other words or a wider time."),
    "reading_found": ("找到 {articles} 篇", "{articles} articles found"),
    "reading_found_most": ("最相关的 {articles} 篇", "The {articles} most relevant articles"),
    "reading_csv": ("存为表格（CSV）", "Save as a table (CSV)"),
}

LABELS: tuple[str, ...] = ("reading_years", "reading_issues", "reading_placeholder", "reading_failed", "reading_wait")
"""Keys that the room's script needs as well (`wenbao.word(key)`)."""
