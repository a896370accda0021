"""Fuzzes one target with atheris: `one.py TARGET [libFuzzer's options]`. Finds are left as `crash-…` where it ran."""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[2]))

with atheris.instrument_imports(include=["index", "rag"]):
    from tests.fuzzing.targets import TARGETS

if __name__ == "__main__":
    target = TARGETS[sys.argv[1]]
    atheris.Setup([sys.argv[0], *sys.argv[2:]], lambda data: target(bytes(data)))
    atheris.Fuzz()
