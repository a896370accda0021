"""Words that the tagger takes for persons' names and a dictionary knows as words: `python -m training.no_persons`.

A dictionary entry whose pinyin has no capital is no proper name (马拉松 ma3 la1 song1). Written to
`index/no_persons.txt`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from pathlib import Path

from index.words import NAME_TAGS, NO_PERSONS, tag_words

HAN = re.compile(r"[\u3400-\u9fff]{2,4}")


def collect(dictionary: Path) -> list[str]:
    """The words of a gzipped JSON Lines dictionary with the fields `zh` and `pinyin`, in order."""
    words = set()
    with gzip.open(dictionary, "rt", encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            word, pinyin = entry["zh"], entry["pinyin"]
            if HAN.fullmatch(word) and not pinyin[:1].isupper():
                tags = tag_words(word)
                if len(tags) == 1 and tags[0][1] in NAME_TAGS:
                    words.add(word)
    return sorted(words)


def main() -> None:
    """Write the list from the dictionary in the shared data."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds data/cc_cedict.jsonl.gz")
    words = collect(parser.parse_args().shared / "data" / "cc_cedict.jsonl.gz")
    NO_PERSONS.write_text("\n".join(words) + "\n", encoding="utf-8")
    print(f"{len(words)} words in {NO_PERSONS.name}")


if __name__ == "__main__":
    main()
