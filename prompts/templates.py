"""Loads a prompt and fills it: a missing or unknown variable is an error then, not when a model reads it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from string import Template

FOLDER = Path(__file__).parent


@cache
def load_template(name: str) -> Template:
    """The template in `<name>.txt`. Raises FileNotFoundError naming what there is."""
    path = FOLDER / f"{name}.txt"
    if not path.is_file():
        known = ", ".join(sorted(p.stem for p in FOLDER.glob("*.txt")))
        raise FileNotFoundError(f"there is no prompt {name!r}; known: {known}")
    return Template(path.read_text(encoding="utf-8"))


def fill(name: str, **values: str) -> str:
    """The prompt with its variables. Raises KeyError when the given variables are not exactly those of the text."""
    template = load_template(name)
    wanted = set(template.get_identifiers())
    if wanted != set(values):
        raise KeyError(f"prompt {name!r} needs {sorted(wanted)}, got {sorted(values)}")
    return template.substitute(values)
