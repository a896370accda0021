"""The house rules: one way down, small rooms, a plan that matches the house, faces that say what they hold."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

ROOMS = ("wenbao", "index", "prompts", "rag", "ui", "training", "benchmarks", "examples")


def modules(root: Path) -> list[Path]:
    return sorted(
        path for room in ROOMS for path in (root / room).rglob("*.py") if "out" not in path.relative_to(root).parts
    )


def test_imports_go_one_way_down(root: Path) -> None:
    done = subprocess.run([Path(sys.executable).parent / "lint-imports"], cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_no_room_is_a_hall(root: Path) -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in modules(root)}
    long = {path.relative_to(root).as_posix(): n for path, n in lengths.items() if n > 300}
    assert not long
    assert statistics.median(n for path, n in lengths.items() if path.name != "__init__.py") <= 120


def test_no_storerooms(root: Path) -> None:
    names = {path.stem for path in modules(root)}
    assert not names & {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base"}


def test_the_plan_shows_every_module_and_no_other(root: Path) -> None:
    plan = (root / "ARCHITECTURE.md").read_text("utf-8")
    tree = re.search(r"```tree\n(.*?)```", plan, re.S)
    assert tree, "ARCHITECTURE.md has no ```tree block"
    shown: set[str] = set()
    room = ""
    for line in tree.group(1).splitlines():
        head = re.match(r"(\S+/)(?:\s|$)", line)
        if head:
            room = head.group(1)
        shown |= {f"{room}{name}" for name in re.findall(r"\b\w+\.py\b", line)}
    real = {
        path.relative_to(root).as_posix()
        for path in modules(root)
        if (path.name != "__init__.py" or path.parent.name == "wenbao") and "migrations" not in path.parts
    }
    assert shown == real, f"not in the plan: {sorted(real - shown)}; not in the house: {sorted(shown - real)}"
    assert len(plan.splitlines()) <= 120


def test_every_module_says_what_it_is_for(root: Path) -> None:
    silent = [path for path in modules(root) if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert not silent


def test_nothing_is_pickled_and_nothing_comes_from_langchain_community(root: Path) -> None:
    for path in modules(root):
        text = path.read_text("utf-8")
        assert not re.search(r"^\s*(?:import|from) (?:pickle|shelve|marshal|dill|langchain_community)\b", text, re.M), (
            path
        )
        assert "allow_pickle=True" not in text, path


def test_every_dependency_is_imported_somewhere(root: Path) -> None:
    import tomllib

    names = {
        "faiss-cpu": "faiss",
        "sentence-transformers": "sentence_transformers",
        "pydantic-settings": "pydantic_settings",
        "python-docx": "docx",
    }
    names |= {"langchain-core": "langchain_core", "langchain-openai": "openai", "opencc": "opencc"}
    declared = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    text = "\n".join(path.read_text("utf-8") for path in modules(root))
    for line in declared:
        name = re.match(r"[A-Za-z0-9_.-]+", line).group().lower()  # type: ignore[union-attr]
        if name in ("tzdata", "python-multipart"):  # zoneinfo reads the one, Starlette's forms the other
            continue
        assert re.search(rf"\b{names.get(name, name)}\b", text), f"{name} is declared and never used"


@pytest.mark.parametrize(
    "code",
    [
        "import ui.cli; ui.cli.make_parser()",
        "import ui.archive, ui.wire, ui.commands.ask, ui.commands.build",
        "import ui.server; ui.server.create_app(lambda: None, with_page=False)",
    ],
)
def test_serving_imports_no_torch(root: Path, code: str) -> None:
    heavy = (
        "torch transformers sentence_transformers"
        + ("" if "server" in code else " gradio")
        + " langchain langchain_openai"
    )
    check = (
        f"import sys; {code}; found = {{*{heavy.split()!r}}} & {{*sys.modules}}; print(found); sys.exit(bool(found))"
    )
    done = subprocess.run([sys.executable, "-c", check], cwd=root, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


def test_answering_imports_no_torch(root: Path, tmp_path: Path) -> None:
    (tmp_path / "p.jsonl").write_text('{"id": "a", "text": "5月6日，青禾镇植树420棵。"}\n', "utf-8")
    code = (
        "import sys; from ui.cli import main;"
        f"main(['build', {str(tmp_path / 'p.jsonl')!r}, '--index', {str(tmp_path / 'i')!r}]);"
        f"main(['ask', '青禾镇植树多少棵？', '--index', {str(tmp_path / 'i')!r}]);"
        "sys.exit('torch' in sys.modules or 'transformers' in sys.modules or 'gradio' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "420棵" in done.stdout
