"""The four collections of an archive: chunks (vectors, words), articles, words (how many chunks have each), files.

Rows are of releases: `born <= release < died`. A new release is written beside the one that is read, and becomes the
current one when its number is written into the row `current` of files, as a version on disk becomes current by one
rename. Collections other than chunks have a vector only because Milvus wants one.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from index.errors import IndexForeign, IndexMissing
from index.milvus.door import Door

if TYPE_CHECKING:
    from pymilvus import CollectionSchema, MilvusClient
    from pymilvus.milvus_client.index import IndexParams

TABLES = ("chunks", "articles", "words", "files")

FOREVER = 2**62
"""`died` of a row that has not."""

TEXT_MOST = 65_535
"""Bytes of a text field, Milvus's limit."""

KEY_MOST = 4_096
"""Bytes of an article's key, of a newspaper's and a collection's name."""

SOUNDS_MOST = 64
"""Ways to spell one word of at most four characters in pinyin, with room: there are 16."""


def make_tables(door: Door, dimension: int) -> None:
    """Make and load those of the collections that are not there."""
    known = set(door.do(lambda client: client.list_collections()))
    for table in TABLES:
        if door.table(table) not in known:
            door.do(partial(_make, door=door, table=table, dimension=dimension))


def check_tables(door: Door, dimension: int | None = None) -> None:
    """Are all there, with vectors of this dimension? Raises IndexMissing, IndexForeign."""
    known = set(door.do(lambda client: client.list_collections()))
    if not {door.table(table) for table in TABLES} <= known:
        raise IndexMissing(
            f"there is no archive at {door.address}: publish one with wenbao migrate --to {door.address} --index DIR"
        )
    described = door.do(lambda client: client.describe_collection(door.table("chunks")))
    fields = {field["name"]: field for field in described["fields"]}
    has = int(fields.get("vector", {}).get("params", {}).get("dim", 0))
    if dimension is not None and has != dimension:
        raise IndexForeign(
            f"the archive at {door.address} holds vectors of {has} dimensions, the model in use makes {dimension}: "
            f"choose the model that it was made with, or publish under another NAME"
        )


def drop_tables(door: Door) -> None:
    """Remove the archive from its Milvus."""
    for table in TABLES:
        door.do(partial(_drop, name=door.table(table)))


def _drop(client: MilvusClient, name: str) -> None:
    client.drop_collection(name)


def _make(client: MilvusClient, door: Door, table: str, dimension: int) -> None:
    from pymilvus import DataType, MilvusClient

    schema = MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
    indexes = client.prepare_index_params()
    {"chunks": _chunks, "articles": _articles, "words": _words, "files": _files}[table](schema, indexes, door.lite)
    if table == "chunks":
        kind = DataType.FLOAT_VECTOR if door.lite else DataType.FLOAT16_VECTOR
        schema.add_field("vector", kind, dim=dimension)
        schema.add_field("words", DataType.SPARSE_FLOAT_VECTOR)
        indexes.add_index("words", index_type="SPARSE_INVERTED_INDEX", metric_type="IP")
        if door.lite:
            indexes.add_index("vector", index_type="FLAT", metric_type="IP")
        else:  # the usual values (Malkov & Yashunin 2018); ef is given with each search
            graph = {"M": 16, "efConstruction": 200}
            indexes.add_index("vector", index_type="HNSW", metric_type="IP", params=graph)
    else:
        schema.add_field("unused", DataType.FLOAT_VECTOR, dim=2)
        indexes.add_index("unused", index_type="FLAT", metric_type="IP")
    name = door.table(table)
    client.create_collection(name, schema=schema, consistency_level="Bounded")
    client.create_index(name, indexes, sync=False)  # of an empty collection: there is nothing to wait for
    client.load_collection(name)


def _labels(schema: CollectionSchema, indexes: IndexParams, lite: bool) -> None:
    """What both chunks and articles are filtered by."""
    from pymilvus import DataType

    for name in ("no", "born", "died"):
        schema.add_field(name, DataType.INT64)
        indexes.add_index(name, index_type="INVERTED")
    for name in ("key", "newspaper", "collection"):
        schema.add_field(name, DataType.VARCHAR, max_length=KEY_MOST)
        indexes.add_index(name, index_type="INVERTED")
    for name in ("first", "last"):
        schema.add_field(name, DataType.INT64)
        indexes.add_index(name, index_type="INVERTED")
    schema.add_field("events", DataType.ARRAY, element_type=DataType.INT64, max_capacity=4_096)
    if not lite:
        indexes.add_index("events", index_type="INVERTED")


def _chunks(schema: CollectionSchema, indexes: IndexParams, lite: bool) -> None:
    from pymilvus import DataType

    schema.add_field("id", DataType.INT64, is_primary=True)
    _labels(schema, indexes, lite)
    for name in ("start", "stop", "length"):
        schema.add_field(name, DataType.INT64)


def _articles(schema: CollectionSchema, indexes: IndexParams, lite: bool) -> None:
    from pymilvus import DataType

    schema.add_field("id", DataType.INT64, is_primary=True)
    _labels(schema, indexes, lite)
    for name in ("part", "stored", "laid", "record", "page"):
        schema.add_field(name, DataType.INT64)
    schema.add_field("source", DataType.VARCHAR, max_length=TEXT_MOST)
    indexes.add_index("source", index_type="INVERTED")
    schema.add_field("data", DataType.VARCHAR, max_length=TEXT_MOST)


def _words(schema: CollectionSchema, indexes: IndexParams, lite: bool) -> None:
    """A word's `frequency` is that since the release `born`, `earlier` the one before."""
    from pymilvus import DataType

    schema.add_field("code", DataType.INT64, is_primary=True)
    for name in ("dim", "born", "frequency", "earlier", "letters"):
        schema.add_field(name, DataType.INT64)
        indexes.add_index(name, index_type="INVERTED")
    schema.add_field(
        "sounds",
        DataType.ARRAY,
        element_type=DataType.VARCHAR,
        max_capacity=SOUNDS_MOST,
        max_length=16,
    )
    if not lite:
        indexes.add_index("sounds", index_type="INVERTED")


def _files(schema: CollectionSchema, indexes: IndexParams, lite: bool) -> None:
    from pymilvus import DataType

    schema.add_field("name", DataType.VARCHAR, max_length=1_024, is_primary=True)
    schema.add_field("data", DataType.VARCHAR, max_length=TEXT_MOST)
