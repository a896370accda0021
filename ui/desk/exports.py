"""The forms in which a check leaves the house. None of them can be had without its label and metadata."""

from __future__ import annotations

import json
from collections.abc import Callable

from ui.desk.claim_review import export_claim_review
from ui.desk.documents import Paper, paper_json
from ui.desk.files import Export, Publisher, file_name
from ui.desk.labels import aigc, label
from ui.desk.markdown import export_markdown


def export_json(paper: Paper, publisher: Publisher, lang: str) -> Export:
    """The document of the API with label and metadata."""
    whole = {**paper_json(paper), "label": label(paper, lang), "AIGC": aigc(paper, publisher.producer)}
    data = json.dumps(whole, ensure_ascii=False, indent=1).encode("utf-8", "replace")
    return Export(file_name(paper, "json"), "application/json", data)


def _word_file(paper: Paper, publisher: Publisher, lang: str) -> Export:
    from ui.desk.word_file import export_word  # 0.1 s that a server without exports does not need

    return export_word(paper, publisher, lang)


FORMATS: dict[str, Callable[[Paper, Publisher, str], Export]] = {
    "md": export_markdown,
    "docx": _word_file,
    "json": export_json,
    "jsonld": export_claim_review,
}
"""The forms of export by their names in the API."""
