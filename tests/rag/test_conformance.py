"""LangChain's own conformance suite for retrievers, over a real archive."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("langchain_tests")

from langchain_tests.integration_tests import RetrieversIntegrationTests

from rag.answering.answer import Archivist
from rag.runnable import ArchiveRetriever


class TestArchiveRetriever(RetrieversIntegrationTests):
    @pytest.fixture(autouse=True)
    def _archive(self, county: Archivist) -> None:
        self.county = county

    @property
    def retriever_constructor(self) -> type[ArchiveRetriever]:
        return ArchiveRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        return {"archivist": self.county}

    @property
    def retriever_query_example(self) -> str:
        return "县里今年的活动有多少人参加？"

    @property
    def num_results_arg_name(self) -> str:
        return "top"
