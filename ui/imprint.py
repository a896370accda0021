"""What the operator states about the page: how much of an article it shows, who answers for it, under which filings."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator

from index.records import Article

SNIPPET = 120
"""Characters of an article that are shown where the archive is sold: a lead's first sentences."""


class PageRules(BaseModel):
    """`[page]`: the public page, and how much of an article anything public gives away."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    reader: Literal["whole", "snippet"] = Field(
        default="whole", description="whole articles, or a snippet and the link where the archive is sold"
    )
    filings: tuple[str, ...] = Field(
        default=(), description="filing numbers shown at the foot of the page (ICP, 算法备案, 大模型登记)"
    )
    privacy_url: str = Field(default="", description="address of the privacy notice")
    agreement_url: str = Field(default="", description="address of the service agreement")

    @field_validator("privacy_url", "agreement_url")
    @classmethod
    def _web(cls, url: str) -> str:
        if url and urlsplit(url).scheme not in ("http", "https"):
            raise ValueError(f"{url!r} is no web address: it begins with https://")
        return url


def readable(article: Article, rules: PageRules) -> Article:
    """The article as the public may read it: whole, or its first sentences where the archive is sold."""
    if rules.reader == "whole" or len(article.body) <= SNIPPET:
        return article
    lead = article.body[:SNIPPET]
    end = max(lead.rfind(sign) for sign in "。！？；.!?\n")
    lead = (lead[: end + 1] if end > SNIPPET // 3 else lead).rstrip() + "……"
    return replace(article, body=lead, captions=(), origin=())
