"""The archive in LangChain's shapes: a retriever and a Runnable."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableConfig
from pydantic import ConfigDict

from index.store import ANY
from rag.answering.answer import Archivist
from rag.answers import Reply, Turn
from rag.finding.retrieve import retrieve


class ArchiveRetriever(BaseRetriever):
    """Articles for a question: the best chunk as content, the citation's fields as metadata."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    archivist: Any
    """An Archivist. Pydantic would build a validator for its type, down to the Protocols, which have none."""
    top: int = 10

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, top: int | None = None
    ) -> list[Document]:
        archivist: Archivist = self.archivist
        most = self.top if top is None else top
        settings = replace(archivist.settings, hits=max(archivist.settings.hits, most * 6))
        ranked = retrieve(archivist.store, archivist.query(query), ANY, settings)[:most]
        return [
            Document(
                id=f"{item.article.key}:{item.chunk.ordinal}",
                page_content=item.chunk.text,
                metadata={
                    "key": item.article.key,
                    "headline": item.article.headline,
                    "newspaper": item.article.newspaper,
                    "published": item.article.published,
                    "source": item.article.source,
                    "start": item.chunk.span.start,
                    "end": item.chunk.span.end,
                },
            )
            for item in ranked
        ]


class ArchiveRunnable(Runnable[str | dict[str, Any], Reply]):
    """A question in, a Reply out."""

    def __init__(self, ask: Callable[..., Reply]) -> None:
        self._ask = ask

    def invoke(self, input: str | dict[str, Any], config: RunnableConfig | None = None, **kwargs: Any) -> Reply:  # noqa: ANN401  # the base class's own signature
        """Answer `input`: the question, or a dict of `Archive.ask`'s arguments; dates and turns also as in JSON."""
        if isinstance(input, str):
            return self._ask(input)
        values = dict(input)
        if isinstance(values.get("now"), str):
            values["now"] = date.fromisoformat(values["now"])
        turns = values.get("history", ())
        values["history"] = [turn if isinstance(turn, Turn) else Turn(turn["role"], turn["content"]) for turn in turns]
        return self._ask(values.pop("question"), **values)
