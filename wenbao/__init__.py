"""Wenbao 问报: ask your newspaper. `from wenbao import Archive` is the public Python face.

Launcher: the program's four folders (ui, rag, index, prompts) lie beside this one in a checkout and under `app` in an
installed wheel. `launch` puts them on the import path, and refuses in one line where the host has a module of that
name.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ui.archive import Archive

__all__ = ["Archive", "launch"]

HERE = Path(__file__).resolve().parent
ROOT = HERE / "app" if (HERE / "app").is_dir() else HERE.parent


def launch() -> None:
    """Put the four folders on the import path. Raises ImportError, in one line, if a name of theirs is taken."""
    if str(ROOT) not in sys.path:
        sys.path.append(str(ROOT))  # last, so that nothing of the host's is hidden by ours
    for name in ("ui", "rag", "index", "prompts"):
        spec = find_spec(name)
        origin = Path(spec.origin).resolve() if spec and spec.origin else None
        if origin is None or origin.parent.parent != ROOT:
            raise ImportError(
                f"wenbao: its module {name!r} clashes with {origin}: install Wenbao in an environment of its own"
            )


def __getattr__(name: str) -> Any:  # noqa: ANN401  # a module's attribute may be anything
    if name == "Archive":
        launch()
        from ui.archive import Archive

        return Archive
    raise AttributeError(f"module 'wenbao' has no attribute {name!r}")
