"""What the editor's pages say: key -> (Chinese, English)."""

from __future__ import annotations

from ui.admin.sayings import ROOMS

WORDS: dict[str, tuple[str, str]] = {
    **ROOMS,
    "program": ("问报", "Wenbao"),
    "rooms": ("管理", "Editor's rooms"),
    "to_page": ("回到报纸", "Back to the paper"),
    "other": ("English", "中文"),
    "sign_in": ("登录", "Sign in"),
    "sign_in_note": (
        "本报编辑在这里登录：上传版面、改稿撤稿、处理投诉、签发核查。您做的事都署您的姓名。",
        "Editors of this paper sign in here to add pages, correct and withdraw articles, deal with complaints and sign "
        "fact-checks. Your name stands under what you do.",
    ),
    "name": ("姓名", "Name"),
    "secret": ("口令", "Secret"),
    "wrong": ("姓名或口令不对。", "The name or the secret is not right."),
    "no_name": ("请写姓名，最多 40 个字。", "Please give your name, at most 40 characters."),
    "wait": ("错的次数多了，请 {seconds} 秒后再试。", "Too many wrong attempts: try again in {seconds} seconds."),
    "off": (
        "登录未开启。请管理员设置环境变量 WENBAO_ADMIN_SECRET（至少 16 个字符）后重启。",
        "Sign-in is off. The keeper of this program sets the environment variable WENBAO_ADMIN_SECRET (at least 16 "
        "characters) and starts it again.",
    ),
    "insecure": (
        "这个连接不加密，不能登录。请用 https 打开，或在运行本程序的机器上打开 http://127.0.0.1。",
        "This connection is not encrypted, so nobody can sign in over it. Open it by https, or by http://127.0.0.1 on "
        "the machine that runs the program.",
    ),
    "hello": ("{name}，您已登录。", "You are signed in as {name}."),
    "sign_out": ("退出", "Sign out"),
    "checks": ("已签发的核查", "Signed fact-checks"),
    "find": ("字词", "Words"),
    "verdict": ("结论", "Verdict"),
    "all": ("全部", "All"),
    "search": ("查找", "Search"),
    "no_checks": ("没有找到已签发的核查。", "No signed fact-checks were found."),
    "older": ("更早的", "Older"),
    "foreign": ("这次提交不是从本页发出的，没有执行。", "This was not sent from our own page and was not carried out."),
    "report": ("导出上报表 CSV", "Report as CSV"),
    "report_note": (
        "上报用：现行屏蔽词、每天停止了多少次、投诉及结果、撤稿。默认最近一年；不含提问内容和联系方式。"
        "其他期间在网址后加 ?since=2024-01&until=2024-06。",
        "For a regulator: the block-list in force, how often something was stopped each day, complaints and what came "
        "of them, withdrawals. Of the last year, or add ?since=2024-01&until=2024-06; no question and no contact.",
    ),
    # withdrawn by name or date
    "removal": ("按人名或日期撤稿", "Withdraw by name or date"),
    "removal_note": (
        "列出提到某人的、或在某些日子见报的每一篇（不是搜索，逐篇看过），核对后一次撤下。人名不分繁简、全半角，中间有空格也算；"
        "没有日期的稿件不算在任何一天。",
        "Lists every article that names somebody, or that came out on certain days (all are read, not searched), to "
        "look through and withdraw at once. Script, width and blanks within a name make no difference; an article "
        "without a date came out on no day.",
    ),
    "person": ("人名", "Name of a person"),
    "since": ("见报日期从", "Came out from"),
    "until": ("到", "to"),
    "look_through": ("列出", "List them"),
    "removal_found": ("{n} 篇", "Articles: {n}"),
    "removal_more": ("只列前 {n} 篇：撤下之后再列一次。", "The first {n}: list again once these are withdrawn."),
    "removal_tick": (
        "同名的别人、不该撤的，去掉勾。内容相同的转载一并撤下。",
        "Untick namesakes and whatever is to stay. Reprints of a text go with it.",
    ),
    "open_article": ("看全文", "Open it"),
    "erase_too": ("连同磁盘上的原文抹去", "Erase the texts from the disk too"),
    "erase_note": (
        "所有已撤稿件的文字从索引的每个文件里删去，旧版本不再保留，因而不能退回；以后恢复要重新建库。"
        "版面原件和备份不在索引里，请另行处理。",
        "The words of all that is withdrawn go from every file of the index, and no version before is kept to go back "
        "to; taking one back then needs a build. Pages and backups are not in the index: see to them too.",
    ),
    "records_too": ("也删去提到此人的记录：", "Delete records that name the person too:"),
    "kept_feedback": ("评价 {n} 条", "feedback {n}"),
    "kept_complaints": ("已办结的投诉 {n} 件", "closed complaints {n}"),
    "kept_checks": ("已签发的核查 {n} 份", "signed checks {n}"),
    "remove": ("撤下所勾的", "Withdraw what is ticked"),
    "did_erase": ("已撤下，并已从磁盘抹去。", "Withdrawn, and erased from the disk."),
    # the scorecard
    "scorecard": ("成绩单", "Scorecard"),
    "no_scorecard": (
        "还没有测过，所以没有成绩。这里不写估计的数字。",
        "Nothing was measured yet, so there is no score. No estimate stands here.",
    ),
    "make_scorecard": (
        "用带答案的题目测一测，结果就显示在这里（题目的写法见 docs/admin.md；一行一题的 JSON）：",
        "Measure it on questions with known answers and the result stands here (one JSON object a line, see "
        "docs/admin.md):",
    ),
    "scorecard_note": (
        "在带答案的题目上测得。横线是 95% 的区间：题目越少，线越长，差别越不能当真。",
        "Measured on questions with known answers. The line is the interval of 95 %: the fewer questions, the longer "
        "it is, and the less a difference means.",
    ),
    "measured": (
        "{at} UTC 测，索引第 {version} 版，程序 {program}。",
        "Measured {at} UTC on version {version} of the index, program {program}.",
    ),
    "measured_before": (
        "现用的是第 {version} 版，成绩可能已经不同。",
        "Version {version} is in use now: the score may be another one.",
    ),
    "measured_unknown": ("没有记下何时、在哪一版上测的。", "When and on which version was not kept."),
    "eval_answers": ("回答", "Answers"),
    "eval_claims": ("核查", "Fact-checks"),
    "eval_retrieval": ("检索", "Search"),
    "eval_other": ("其他", "Other"),
    "slice": ("题目", "Questions"),
    "n_questions": ("题数", "Number"),
    "slice_all": ("全部", "all"),
    "slice_date": ("带日期", "with a date"),
    "slice_number": ("问数字", "for a figure"),
    "slice_name": ("问名称", "for a name"),
    "slice_person": ("问人", "for a person"),
    "slice_zh": ("中文", "in Chinese"),
    "slice_en": ("英文", "in English"),
    "slice_cross-lingual": ("英文问中文", "not in Chinese"),
    "slice_place": ("问地点", "for a place"),
    "slice_org": ("问单位", "for an organisation"),
    "slice_list": ("要列举", "for a list"),
    "slice_why": ("问原因", "why"),
    "slice_how": ("问怎样", "how"),
    "slice_yesno": ("问是不是", "yes or no"),
    "slice_summary": ("问大意", "what it is about"),
    "slice_other": ("其他", "other"),
    "slice_date_filter": ("限定日期", "limited to a date"),
    "slice_multi_article": ("要看多篇", "several articles"),
    "slice_arithmetic": ("要计算", "to be computed"),
    "slice_comparison": ("要比较", "to be compared"),
    "slice_year_inference": ("没写年份", "year left out"),
    "slice_follow_up": ("追问", "follow-up"),
    "slice_cross_lingual": ("英文问中文", "not in Chinese"),
    "slice_unanswerable": ("报上没有的", "not in the paper"),
    "figure_right": ("答对", "right"),
    "figure_short": ("简答对", "short answer right"),
    "figure_cited": ("引对原文", "right quote"),
    "figure_refused": ("没有回答", "refused"),
    "figure_accuracy": ("结论对", "right verdict"),
    "figure_macro_f1": ("宏平均 F1", "macro F1"),
    "figure_refuted_called_supported": ("错的说成对（越少越好）", "wrong called right (the fewer the better)"),
    "figure_Success@1": ("第一条就对", "first result right"),
    "figure_Success@3": ("前三条有", "among the first 3"),
    "figure_Success@10": ("前十条有", "among the first 10"),
}
