"""Search by words beside three others over the same pre-cut words in the same run, as ratios of one core's time.

rank-bm25 and tantivy come with the extra `bench`; one that is not installed is left out. rank-bm25 looks at every
article for every question, so that it is tried on fewer and its time stated for as many as ours.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from benchmarks.corpus import ask_about, make_items, write_records
from benchmarks.newsroom import time_calls
from index.build import build
from index.embeddings import load_embedder
from index.folder import IndexFolder
from index.words import load_segmenter
from ui.archive import Archive

ARTICLES = 10_000
FEW = 2_000
"""Articles for rank-bm25."""
QUESTIONS = 60

Search = Callable[[str], object]


def measure() -> Iterator[tuple[str, float, float, float]]:
    """(engine, ms of a core to take an article, ms a question at p50, that to ours)."""
    cut = load_segmenter()
    texts = [f"{item.title} {item.text}" for item in make_items(ARTICLES)]
    began = time.process_time()
    words = [cut(text) for text in texts]
    cutting = time.process_time() - began
    asked = ask_about(QUESTIONS, ARTICLES)
    with tempfile.TemporaryDirectory() as place:
        write_records(Path(place) / "a.jsonl", ARTICLES)
        began = time.process_time()
        build([Path(place) / "a.jsonl"], IndexFolder(Path(place) / "index"), load_embedder(), program="benchmark")
        built = 1000 * (time.process_time() - began) / ARTICLES
        archive = Archive.open(Path(place) / "index")
        store = archive.store
        queries = {question: dict.fromkeys(cut(question), 1.0) for question in asked}
        _, mine = time_calls(lambda question: store.search_words(queries[question], 10), asked)
        yield "Wenbao, words alone (taking: vectors and all)", built, mine[0], 1.0
        _, whole = time_calls(archive.search, asked)
        yield "Wenbao, the whole search", built, whole[0], whole[0] / mine[0]
        for name, articles, make in (
            ("SQLite FTS5 over the same words, any of them", ARTICLES, fts5),
            ("tantivy over the same words", ARTICLES, tantivy),
            ("rank-bm25, stated for as many articles", FEW, rank_bm25),
        ):
            if make is not fts5 and not find_spec(make.__name__):
                continue
            began = time.process_time()
            search = make(words[:articles], cut, Path(place))
            taken = 1000 * (time.process_time() - began + cutting * articles / ARTICLES) / articles
            _, core = time_calls(search, asked)
            theirs = core[0] * ARTICLES / articles
            yield name, taken, theirs, theirs / mine[0]


def fts5(words: Sequence[Sequence[str]], cut: Callable[[str], list[str]], place: Path) -> Search:
    """SQLite's full-text search, the question's words joined by OR, best first."""
    base = sqlite3.connect(place / "fts5.db")
    base.execute("CREATE VIRTUAL TABLE a USING fts5(text, tokenize='unicode61')")
    with base:
        base.executemany("INSERT INTO a VALUES (?)", ((" ".join(each),) for each in words))

    def search(question: str) -> object:
        named = " OR ".join(f'"{word}"' for word in cut(question) if word.isalnum())
        return base.execute("SELECT rowid FROM a WHERE a MATCH ? ORDER BY bm25(a) LIMIT 10", (named,)).fetchall()

    return search


def tantivy(words: Sequence[Sequence[str]], cut: Callable[[str], list[str]], place: Path) -> Search:
    """Tantivy with its tokenizer of white space."""
    import tantivy as engine  # type: ignore[import-not-found,unused-ignore]

    maker = engine.SchemaBuilder()
    maker.add_text_field("text", tokenizer_name="whitespace")
    (place / "tantivy").mkdir()
    index = engine.Index(maker.build(), path=str(place / "tantivy"))
    writer = index.writer()
    for each in words:
        writer.add_document(engine.Document(text=" ".join(each)))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def search(question: str) -> object:
        named = " ".join(f'"{word}"' for word in cut(question) if word.isalnum())
        return searcher.search(index.parse_query(named, ["text"]), 10).hits

    return search


def rank_bm25(words: Sequence[Sequence[str]], cut: Callable[[str], list[str]], place: Path) -> Search:
    """The usual few lines of Python."""
    from rank_bm25 import BM25Okapi  # type: ignore[import-not-found,unused-ignore]

    engine = BM25Okapi(words)
    numbers = range(len(words))
    return lambda question: engine.get_top_n(cut(question), numbers, n=10)
