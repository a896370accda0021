"""`wenbao correct`: an editor's correction of one article, or its file's own words again with `--undo`."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from index.desk import correct, uncorrect
from index.errors import InputError
from index.folder import IndexFolder
from ui.archive import default_index, embedder_for
from ui.commands.migrate import publish_after
from ui.commands.output import print_json, say
from ui.release import VERSION
from ui.settings import load_settings
from ui.wire import article_json


def run(options: Namespace) -> int:
    """Correct, or take a correction back."""
    settings = load_settings()
    place = IndexFolder((options.index or default_index()).expanduser())
    embedder = embedder_for(settings.model or place.manifest().model, settings.allow_download)
    if options.undo:
        edit, article = uncorrect(place, embedder, options.key, program=VERSION)
    else:
        edit, article = correct(place, embedder, options.key, read_fields(options), program=VERSION)
    publish_after(options, settings)
    if options.json:
        print_json({**article_json(article), "version": edit.version})
    else:
        say(f"{article.key}  {article.published or '日期不详'}  {article.headline or '（无标题）'}")
    return 0


def read_fields(options: Namespace) -> dict[str, str]:
    """The fields that are corrected. Raises InputError for a file that cannot be read."""
    names = ("headline", "kicker", "subheadline", "date", "byline")
    fields = {name: getattr(options, name) for name in names if getattr(options, name) is not None}
    if options.body_file:
        fields["body"] = read_text(options.body_file)
    return fields


def read_text(path: Path) -> str:
    """A text file. Raises InputError."""
    try:
        return path.read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 text ({error})") from error
