"""`wenbao build`: progress on stderr, a report on stdout."""

from __future__ import annotations

import re
import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict, replace
from dataclasses import fields as dataclass_fields
from pathlib import Path

from index.arrivals import await_arrivals, list_files
from index.build import build
from index.embeddings import Embedder
from index.errors import InputError, WenbaoError
from index.folder import IndexFolder
from index.records import Days, Statement
from index.report import STATUSES, BuildReport, Progress
from ui.archive import default_index, embedder_for
from ui.commands.migrate import publish_after
from ui.commands.output import say, talk
from ui.release import VERSION
from ui.settings import load_settings
from ui.wire import dumps

STOPPED = 130
"""Exit code of a program that SIGINT ended, as shells have it."""


def run(options: Namespace) -> int:
    """Build; the exit code is the report's. With --watch go on until stopped."""
    if not options.paths and (options.watch or options.replace or not options.relearn):
        raise InputError("wenbao build takes files: name a page, a folder, or --relearn alone")
    settings = load_settings()
    place: Path = (options.index or default_index()).expanduser()
    folder = IndexFolder(place)
    known = folder.manifest().model if folder.exists() else None  # an index keeps its model unless told otherwise
    embedder = embedder_for(options.model or settings.model or known, settings.allow_download)
    stated = replace(read_statement(options), unfixed=settings.unfixed)
    if not options.watch:
        code = build_once(options, stated, folder, embedder)
        if code != STOPPED and folder.exists():
            publish_after(options, settings)
        return code
    talk(f"看着 watching {', '.join(str(path) for path in options.paths)}  (Ctrl+C 停止 stops)")
    for _ in await_arrivals(options.paths):
        if list_files(options.paths) or folder.exists():
            try:
                if build_once(options, stated, folder, embedder) == STOPPED:
                    return STOPPED
                publish_after(options, settings)
            except WenbaoError as error:  # an index that is busy now is free at the next arrival
                talk(f"wenbao: {error.message}")
    return 0


def build_once(options: Namespace, stated: Statement, folder: IndexFolder, embedder: Embedder) -> int:
    """Take what lies below the paths now, and say what became of it; 130 where it was stopped with Ctrl+C."""
    try:
        report = build(
            options.paths,
            folder,
            embedder,
            program=VERSION,
            stated=stated,
            remove_gone=options.replace,
            may_shrink=options.shrink,
            progress=ProgressLine(),
            relearn=options.relearn,
        )
    except KeyboardInterrupt:
        held = f"the index is at version {folder.manifest().version}" if folder.exists() else "no index was made"
        talk(f"{chr(10) if sys.stderr.isatty() else ''}wenbao: 已停下 stopped; {held}; build again to go on")
        return STOPPED
    if options.json:
        sys.stdout.writelines(report_json(report))
    else:
        print_report(report, folder.path)
    sys.stdout.flush()
    return report.exit_code


def read_statement(options: Namespace) -> Statement:
    """What the user states about the files. Raises InputError for a date that is none."""
    if options.date:
        try:
            Days.covering(options.date)
        except ValueError as error:
            raise InputError(f"--date {options.date!r} is no date: write 2023, 2023-03 or 2023-03-05") from error
    if options.url and not re.fullmatch(r"https?://[^\s<>\"']{4,2000}", options.url, re.I):
        raise InputError(f"--url {options.url!r} is no address on the web: write https://…")
    return Statement(
        published=options.date,
        newspaper=options.newspaper or "",
        edition=options.edition or "",
        collection=options.collection or "",
        url=options.url,
    )


class ProgressLine:
    """One line on stderr that keeps up with the build; plain lines now and then where stderr is no terminal."""

    EVERY = 5.0
    """Seconds between two lines in a log."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._last = -self.EVERY
        self._lines = False

    def __call__(self, now: Progress) -> None:
        """Show a moment of the build."""
        rate = f"{now.articles / now.seconds:,.0f} 篇/秒" if now.seconds > 0.5 else ""
        done = f"{now.files_done}/{now.files} 个文件 files，{now.articles:,} 篇 articles"
        line = f"{_STEPS[now.step]} {done} {rate} {now.source}"
        if self._live:
            sys.stderr.write(f"\r\x1b[K{line[:100]}" + ("\n" if now.step == "commit" else ""))
            sys.stderr.flush()
        elif now.seconds - self._last >= self.EVERY or now.step == "commit":
            self._last = now.seconds
            sys.stderr.write(line + "\n")
            sys.stderr.flush()


_STEPS = {"read": "读取 reading", "write": "写入索引 writing", "commit": "提交 committing"}

REASONS = {
    "binary": "不是文字",
    "columns": "没有正文一栏",
    "damaged": "文件损坏",
    "empty": "空文件",
    "encoding": "编码不明",
    "encrypted": "有密码",
    "json": "不是合格的 JSON",
    "needs_ocr": "是图片，需要文字识别",
    "nested": "压缩包套得太深",
    "no_articles": "没有找到文章",
    "timeout": "读得太久",
    "too_deep": "网页的标签套得太深",
    "too_large": "太大",
    "unreadable": "无法读取",
    "unsupported": "不收这种文件",
}
"""What the reasons of the report mean, in Chinese; the message behind says it in English."""


def report_json(report: BuildReport) -> Iterator[str]:
    """The report as one JSON object, in pieces: it may tell of a million files."""
    fields = {field.name: getattr(report, field.name) for field in dataclass_fields(report) if field.name != "files"}
    yield dumps({**fields, "counts": {status: report.count(status) for status in STATUSES}})[:-1]
    yield ', "files": ['
    for number, file in enumerate(report.files):
        yield (", " if number else "") + dumps(asdict(file))
    yield "]}\n"


def _print_files(report: BuildReport) -> None:
    """What was refused, and what should be known about what was taken."""
    for file in report.files:
        if file.status == "refused":
            reason = REASONS.get(file.reason or "", file.reason)
            say(f"未收 refused  {reason}  {file.message}")
        for line in file.notes:
            say(f"留意 note  {line}")
        for line in file.refused[:20]:
            say(f"未收 refused  {line}")
        if len(file.refused) > 20:
            say(f"未收 refused  {file.source}: … 另有 {len(file.refused) - 20} 条 ({len(file.refused) - 20} more)")


def print_report(report: BuildReport, place: Path) -> None:
    """The report for people."""
    _print_files(report)
    counts = "，".join(
        f"{words} {status} {report.count(status)}"
        for status, words in (("taken", "收入"), ("unchanged", "未变"), ("refused", "未收"), ("removed", "移除"))
    )
    say(f"文件 files：{counts}。")
    numbers = (
        ("新增或更新 new or changed", report.added),
        ("移除 removed", report.removed),
        ("存疑 doubtful", report.doubtful),
    )
    say(f"文章 articles：{'，'.join(f'{words} {number}' for words, number in numbers)}。")
    if report.withheld:
        say(f"撤稿 withheld  {report.withheld} 篇已撤，没有收入 (withdrawn articles, not taken)")
        for file in report.files:
            if file.withheld:
                say(f"    {file.source}: {file.withheld}")
    if not report.version:
        say("没有建成索引 no index was made：什么也没收进来 nothing could be taken。")
        return
    held = f"索引 index {place} 第 {report.version} 版 (version)：共 {report.articles} 篇 articles"
    say(f"{held}，用时 {report.seconds:.1f} 秒 s。")
    if report.doubtful:
        say("存疑的文章看这里 the doubtful ones：wenbao articles --doubtful")
