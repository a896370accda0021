"""What a server gets that Milvus Lite does not take: half floats and indexes. Packed and unpacked by pymilvus itself.

No server runs here: that it takes what pymilvus packs is its own promise.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
from pymilvus import DataType, MilvusClient
from pymilvus.client.prepare import Prepare

from index.milvus.address import Address
from index.milvus.door import Door
from index.milvus.rows import Entry, read_vector
from index.milvus.tables import TABLES, make_tables
from index.records import Article
from index.segments import fingerprint


@dataclass
class Noting:
    """A client that notes what is made."""

    made: dict[str, Any] = field(default_factory=dict)
    indexes: dict[str, Any] = field(default_factory=dict)
    loaded: list[str] = field(default_factory=list)

    prepare_index_params = staticmethod(MilvusClient.prepare_index_params)

    def list_collections(self):
        return list(self.made)

    def create_collection(self, name, *, schema, consistency_level):
        assert consistency_level == "Bounded"
        self.made[name] = schema

    def create_index(self, name, indexes, **_):
        self.indexes[name] = {each.field_name: each for each in indexes}

    def load_collection(self, name):
        self.loaded.append(name)


@pytest.fixture
def noting():
    client = Noting()
    make_tables(Door(client, Address("http://h:19530", "a"), 5.0), 64)
    return client


def test_a_server_gets_half_floats_and_an_index_for_what_is_filtered(noting):
    assert noting.loaded == [f"a_{table}" for table in TABLES]
    fields = {each.name: each for each in noting.made["a_chunks"].fields}
    assert fields["vector"].dtype == DataType.FLOAT16_VECTOR
    indexes = noting.indexes["a_chunks"]
    assert indexes["vector"].index_type == "HNSW"
    assert {"no", "born", "died", "key", "newspaper", "collection", "first", "last", "events"} < set(indexes)
    for name, schema in noting.made.items():
        schema.verify()
        assert set(noting.indexes[name]) <= {each.name for each in schema.fields}


def test_rows_are_packed_for_a_server_and_vectors_read_back(noting):
    article = Article(key="k", source="a.txt", page=1, body="文" * 40_000, event_dates=("2022-03-05",))
    entry = Entry(no=7, turn=1, stored=article, laid="", digest=fingerprint(article), record=3)
    vectors = np.array([[0.1] * 64, [-2.5] * 64], np.float16)
    chunks = list(entry.chunks(1, [(0, 5), (5, 9)], vectors, [{3: 0.5}, {}], [9, 1]))
    articles = list(entry.rows(1))
    assert "".join(row["data"] for row in articles).startswith('{"key":"k"')
    assert all(len(row["data"].encode()) <= 65_535 for row in articles)
    assert len({row["id"] for row in articles}) == len(articles) > 1
    for table, rows in (("a_chunks", chunks), ("a_articles", articles)):
        fields = noting.made[table].to_dict()["fields"]
        packed = Prepare.row_upsert_param(table, rows, "", fields_info=fields)
        assert packed.num_rows == len(rows)
        if table == "a_chunks":
            sent = next(each for each in packed.fields_data if each.field_name == "vector").vectors
            assert np.array_equal(read_vector(sent.float16_vector), vectors.astype(np.float32).ravel())
    for said in (vectors[0].tobytes(), [vectors[0].tobytes()], vectors[0].astype(np.float32).tolist(), vectors[0]):
        assert np.array_equal(read_vector(said), vectors[0].astype(np.float32))


def test_an_article_of_more_chunks_than_have_numbers_is_refused():
    from index.errors import InputError

    article = Article(key="k", source="a.txt", page=1, body="文")
    entry = Entry(no=1, turn=0, stored=article, laid="", digest=1, record=0)
    with pytest.raises(InputError, match="65536 chunks"):
        next(entry.chunks(1, [(0, 1)] * 65_536, np.zeros((1, 4)), [], []))
