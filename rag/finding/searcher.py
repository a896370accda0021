"""What searches: an opened store with its model and its words."""

from __future__ import annotations

from dataclasses import dataclass

from index.embeddings import Embedder
from index.glossary import Glossary
from index.store import Store
from index.words import Segmenter
from rag.finding.reranker import Reranker
from rag.finding.retrieve import Query, make_query
from rag.questions.asked import detect_language
from rag.settings import AnswerSettings

DEFAULTS = AnswerSettings()


@dataclass(frozen=True, slots=True)
class Searcher:
    """An opened store with its model and its words. Keeps no state between questions."""

    store: Store
    embedder: Embedder
    segmenter: Segmenter
    glossary: Glossary
    settings: AnswerSettings = DEFAULTS
    reranker: Reranker | None = None

    def query(self, text: str) -> Query:
        """A text as the searches see it."""
        lang = detect_language(text)
        return make_query(text, lang, self.store, self.embedder, self.segmenter, self.glossary, self.reranker)
