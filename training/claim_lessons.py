"""The claims that the fact-check learns from, written by us about made-up articles: `training/lessons/claims*.txt`."""

from __future__ import annotations

import re
from pathlib import Path

from index.chunks import split_sentences

WRITTEN = tuple(sorted((Path(__file__).parent / "lessons").glob("claims*.txt")))
"""Claims about made-up articles. `@ key day headline` begins an article; a claim is `+` (so), a kind of difference
(not so) or `?` (not reported), its words, and behind `||` how the sentence that decides begins."""
_CLAIM = re.compile(r"(?P<mark>\+|\?|- \w+) (?P<claim>[^|]+?)(?: \|\| (?P<opens>.+))?$")


def read_written(file: Path = WRITTEN[0]) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The written articles as JSON Lines records, and the claims about them in the form of the evaluation set."""
    articles: list[dict[str, str]] = []
    claims: list[dict[str, str]] = []
    for line in file.read_text("utf-8").splitlines():
        match = _CLAIM.match(line)
        if line.startswith("@ "):
            _, key, day, headline = line.split(" ", 3)
            articles.append({"id": key, "date": day, "title": headline, "text": ""})
        elif match:
            body, opens = articles[-1]["text"], match["opens"]
            gold = [
                s.of(body)
                for s in split_sentences(body)
                if opens and s.of(body).lstrip("“").startswith(opens.lstrip("“"))
            ]
            if opens and not gold:
                raise ValueError(f"{file.name}: no sentence begins with {opens!r} in article {articles[-1]['id']}")
            verdict = {"+": "supported", "?": "not_enough_info"}.get(match["mark"], "refuted")
            claims.append(
                {
                    "id": f"w{articles[-1]['id']}-{len(claims)}",
                    "lang": "zh" if re.search("[\u4e00-\u9fff]", match["claim"]) else "en",
                    "claim": match["claim"],
                    "verdict": verdict,
                    "article_id": articles[-1]["id"],
                    "evidence": gold[0] if gold else "",
                    "evidence_in": "body",
                    "change": match["mark"][2:] if verdict == "refuted" else "",
                }
            )
        else:
            articles[-1]["text"] += line + "\n"
    return articles, claims
