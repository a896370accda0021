"""What every exported check says of its making: the visible label, and the metadata of GB 45438-2025.

The standard's `Label` tells how far a file is AI-generated (1 is, 2 may be, 3 is suspected to be). A check's words are
excerpts and fixed sentences, none written by a model, so its `Label` is empty; the other fields hold all the same.
"""

from __future__ import annotations

from ui.desk.documents import Paper, digest
from ui.desk.words import word
from ui.wire import Json


def aigc(paper: Paper, producer: str) -> Json:
    """The seven fields. `producer` is the operator's name or code; ReservedCode1 is the check's own fingerprint."""
    return {
        "Label": "",
        "ContentProducer": producer,
        "ProduceID": paper.id,
        "ReservedCode1": digest(paper.verdict),
        "ContentPropagator": "",
        "PropagateID": "",
        "ReservedCode2": "",
    }


def label(paper: Paper, lang: str) -> str:
    """The sentence that every export shows."""
    return word("label_signed" if paper.signed else "label_draft", lang)
