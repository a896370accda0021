"""The wheel's only top-level name is wenbao, everything it needs is inside, and it runs from anywhere."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

BOX = {"PYTHONDONTWRITEBYTECODE": "1", "HF_HUB_OFFLINE": "1"}


def run(*words: str, cwd: Path, path: Path | None = None, home: Path) -> subprocess.CompletedProcess[str]:
    import os

    env = {**os.environ, **BOX, "HOME": str(home), "WENBAO_HOME": str(home / "wenbao")}
    env.pop("PYTHONPATH", None)
    if path:
        env["PYTHONPATH"] = str(path)
    return subprocess.run(words, cwd=cwd, env=env, capture_output=True, text=True, timeout=300)


def without(root: Path) -> str:
    """Python that forgets the editable install, so that only the unpacked wheel can be imported."""
    return f"import sys; sys.path[:] = [p for p in sys.path if p.rstrip('/') != {str(root)!r}]"


def program(root: Path) -> tuple[str, ...]:
    """`python -m wenbao` from the unpacked wheel."""
    return (sys.executable, "-c", f"{without(root)}; import runpy; runpy.run_module('wenbao', run_name='__main__')")


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    made = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(root)],
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert made.returncode == 0, made.stdout[-2000:] + made.stderr[-2000:]
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place)
    return place


def test_the_only_top_level_name_is_wenbao(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"wenbao"}


def test_prompts_model_page_and_samples_are_inside(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for wanted in (
        "wenbao/app/prompts/answer_zh.txt",
        "wenbao/app/prompts/answer_en.txt",
        "wenbao/app/index/model/model.safetensors",
        "wenbao/app/index/model/tokenizer.json",
        "wenbao/app/index/model/modules.json",
        "wenbao/app/ui/style.css",
        "wenbao/app/ui/page.js",
    ):
        assert wanted in names
    assert not [name for name in names if name.startswith("wenbao/app/tests") or name.endswith(".pyc")]


def test_the_installed_program_builds_and_answers_from_another_folder(
    installed: Path, root: Path, tmp_path: Path
) -> None:
    page = tmp_path / "pages" / "p.txt"
    page.parent.mkdir()
    page.write_text(
        "本报讯 2023年5月6日，青禾镇植树420棵，共有六十名志愿者参加。\n（甄小禾）\n青禾镇开展植树活动\n", "utf-8"
    )
    built = run(*program(root), "build", str(page.parent), cwd=tmp_path, path=installed, home=tmp_path)
    assert built.returncode == 0, built.stderr
    asked = run(*program(root), "ask", "青禾镇植树多少棵？", cwd=tmp_path, path=installed, home=tmp_path)
    assert asked.returncode == 0, asked.stderr
    assert "420棵" in asked.stdout


def test_archive_is_the_python_face(installed: Path, root: Path, tmp_path: Path) -> None:
    code = f"{without(root)}; from wenbao import Archive; print(Archive.__module__)"
    done = run(sys.executable, "-c", code, cwd=tmp_path, path=installed, home=tmp_path)
    assert done.stdout.strip() == "ui.archive", done.stderr


def test_a_clash_of_names_is_one_line(installed: Path, root: Path, tmp_path: Path) -> None:
    (tmp_path / "index.py").write_text("taken = True\n")
    done = run(*program(root), "--help", cwd=tmp_path, path=installed, home=tmp_path)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "'index' clashes" in done.stderr


def test_a_bare_checkout_runs(root: Path, tmp_path: Path) -> None:
    done = run(sys.executable, "-m", "wenbao", "--version", cwd=root, home=tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith("wenbao ")


def test_the_release_has_one_number(root: Path) -> None:
    import tomllib

    from ui.release import VERSION

    assert tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"] == VERSION
