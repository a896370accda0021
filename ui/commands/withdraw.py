"""`wenbao withdraw`: articles out of everything at once, by key, by a person's name or by date; back with `--undo`."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from index.desk import Edit, restore, withdraw_all
from index.erasing import erase
from index.errors import InputError, WenbaoError
from index.folder import IndexFolder
from index.mentions import Wanted, find_mentions
from index.milvus.address import is_address
from index.records import Article
from ui.archive import Archive, default_index
from ui.commands.migrate import publish_after
from ui.commands.output import print_json, say, talk
from ui.release import VERSION
from ui.remote_watch import open_door
from ui.settings import Settings, load_settings


@dataclass(frozen=True, slots=True)
class Going:
    """An article that is to go: it was looked for (`words` say where it fits), or is the reprint of one that was."""

    article: Article
    words: str = ""
    reprint_of: str | None = None


def run(options: Namespace) -> int:
    """Withdraw, or take a withdrawal back."""
    many = check_form(options)
    wanted = wanted_of(options) if many else None
    settings = load_settings()
    address = str(options.index or settings.store)
    here = IndexFolder(default_index()).exists() and options.index is None
    if is_address(address) and not here:
        if many or options.erase:
            raise InputError(
                "by name or date, or with --erase, it works on the index folder alone: run it where that is"
            )
        return show(options, there(options, address, settings))
    place = IndexFolder((options.index or default_index()).expanduser())
    if options.undo:
        edit = restore(place, options.key, program=VERSION)
        publish_after(options, settings)
        return show(options, edit)
    if wanted is None:
        return show(options, carry_out(options, place, (options.key,), settings))
    going = list_going(place, wanted, settings)
    if options.dry_run:
        return show_list(options, going)
    agree(options, going)
    keys = [each.article.key for each in going if each.reprint_of is None]
    return show(options, carry_out(options, place, keys, settings))


def check_form(options: Namespace) -> bool:
    """Is it by name or date? A form that is none ends the program as wrong usage does."""
    many = options.naming is not None or options.published is not None
    if many == (options.key is not None):
        options.misuse("one article by KEY, or many by --naming NAME and --published DAY[..DAY]")
    if options.undo and (many or options.erase):
        options.misuse("--undo takes a KEY, and no --erase")
    if options.dry_run and not many:
        options.misuse("--dry-run lists what --naming and --published find")
    if many and not options.dry_run and not options.reason.strip():
        raise InputError("a withdrawal needs a reason: --reason TEXT")
    return many


def wanted_of(options: Namespace) -> Wanted:
    """What is looked for. Raises InputError; an empty option too, or an unset variable of a script would take all."""
    for option, text in (("--naming", options.naming), ("--published", options.published)):
        if text is not None and not text.strip():
            raise InputError(f"{option} is empty: say whom or when, or leave it out")
    first, two, last = (options.published or "").partition("..")
    if two and not (first.strip() and last.strip()):
        raise InputError(f"--published {options.published!r} lacks an end: write it like 2024-03-01..2024-03-31")
    return Wanted.of(options.naming or "", first, last if two else first)


def list_going(place: IndexFolder, wanted: Wanted, settings: Settings) -> list[Going]:
    """What the editor's room lists, then the reprints that go with it. Raises InputError where nothing fits."""
    archive = Archive.open(place.path, settings=settings)
    going = {
        m.article.key: Going(m.article, m.words) for m in find_mentions(archive.articles(), wanted.person, wanted.days)
    }
    if not going:
        named = f" names {wanted.person!r}" if wanted.person else ""
        days = f" came out {wanted.days.iso.replace('/', '..')}" if wanted.days else ""
        fits = " and".join(filter(None, (named, days)))
        raise InputError(f"no article{fits}: nothing to withdraw (what is withdrawn: wenbao articles --withdrawn)")
    for each in tuple(going.values()):
        for key in each.article.duplicates:
            other = archive.article(key)
            if key not in going and other is not None and not other.withdrawn:
                going[key] = Going(other, reprint_of=each.article.key)
    return list(going.values())


def show_list(options: Namespace, going: Sequence[Going]) -> int:
    """What would go, one a line."""
    for each in going:
        if options.json:
            about = {
                name: getattr(each.article, name) for name in ("key", "published", "headline", "newspaper", "source")
            }
            print_json({**about, "words": each.words, "reprint_of": each.reprint_of})
        else:
            say(in_words(each))
    talk(f"{len(going)} 篇 articles；没有改动 nothing was changed")
    return 0


def in_words(each: Going) -> str:
    """For people."""
    article = each.article
    why = f"转载 reprint of {each.reprint_of}" if each.reprint_of else each.words
    return f"{article.key}  {article.published or '日期不详'}  {article.headline or '（无标题）'}  [{why}]"


def agree(options: Namespace, going: Sequence[Going]) -> None:
    """Ask whoever sits there. Raises InputError where nobody does, or does not want it."""
    if options.yes:
        return
    if not (sys.stdin and sys.stdin.isatty()):
        erased = " and erased" if options.erase else ""
        raise InputError(f"{len(going)} articles would be withdrawn{erased}: see them with --dry-run, then say --yes")
    for each in going:
        talk(in_words(each))
    if options.erase:
        talk("已撤的原文全部抹去，旧版本不留 all withdrawn texts will be erased, and no former version kept")
    sys.stderr.write(f"撤下这 {len(going)} 篇？ Withdraw these {len(going)}? [y/N] ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() not in ("y", "yes", "是"):
        raise InputError("not agreed to: nothing was withdrawn")


def carry_out(options: Namespace, place: IndexFolder, keys: Sequence[str], settings: Settings) -> Edit:
    """Withdraw, erase where that is asked for, publish; what could not be erased is withdrawn all the same."""
    edit = withdraw_all(place, keys, options.reason, program=VERSION)
    if options.erase:
        try:
            edit = replace(edit, version=erase(place, program=VERSION).version)
        except WenbaoError as error:
            publish_after(options, settings)
            again = f"wenbao withdraw {keys[0]} --erase --reason TEXT"
            raise type(error)(f"{error.message} (withdrawn, but not erased; then run: {again})") from error
    publish_after(options, settings)
    return edit


def there(options: Namespace, address: str, settings: Settings) -> Edit:
    """On Milvus alone, from any machine: the index folder learns of it when it is published next."""
    door = open_door(address, settings)
    from index.milvus.stones import lift_there, withdraw_there

    if options.undo:
        lift_there(door, options.key)
        return Edit(0, (), (options.key,))
    now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return Edit(0, withdraw_there(door, options.key, options.reason, now))


def show(options: Namespace, edit: Edit) -> int:
    """What was done."""
    if options.json:
        print_json(
            {
                "key": options.key,
                "withdrawn": not options.undo,
                "keys": list(edit.keys),
                "waiting": list(edit.waiting),
                "version": edit.version,
                "erased": options.erase,
            }
        )
        return 0
    for key in edit.keys:
        say(f"{'恢复 back' if options.undo else '已撤 withdrawn'}  {key}")
    for key in edit.waiting:
        say(f"待建 comes back with the next build of its file  {key}")
    if not edit.keys and not edit.waiting:
        say(f"早已撤下 withdrawn before  {options.key or ''}".rstrip())
    if options.erase:
        say("已抹去 erased  所有已撤的原文 all withdrawn texts")
    return 0
