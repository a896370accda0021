"""What deploy/ holds is what the program has: files, settings, commands; each format read by a reader of its own."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import crossplane
import pytest
import yaml

from ui.cli import make_parser
from ui.settings import fields, secrets, variable

HOME = "WENBAO_HOME"
UNITS = ("wenbao.service", "wenbao-build.service", "wenbao-backup.service", "wenbao-build.timer", "wenbao-backup.timer")
COMPOSED = ("compose.yaml", "compose.cluster.yaml")


@pytest.fixture(scope="module")
def place(root: Path) -> Path:
    return root / "deploy"


def instructions(place: Path) -> list[tuple[str, str]]:
    text = (place / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in lines)]


def services(place: Path, name: str) -> dict[str, Any]:
    return dict(yaml.safe_load((place / name).read_text("utf-8"))["services"])


def ours(place: Path, name: str) -> dict[str, Any]:
    return {key: one for key, one in services(place, name).items() if one["image"] == "wenbao"}


def test_every_instruction_of_the_dockerfile_is_one_and_each_stage_is_used(place: Path) -> None:
    known = "FROM WORKDIR RUN COPY ENV USER VOLUME EXPOSE HEALTHCHECK STOPSIGNAL ENTRYPOINT CMD ARG".split()  # noqa: SIM905
    found = instructions(place)
    assert {word for word, _ in found} <= {*known}
    stages = [rest.split(" AS ")[1] for word, rest in found if word == "FROM" and " AS " in rest]
    assert stages == re.findall(r"--from=(\w+)", " ".join(rest for word, rest in found if word == "COPY"))


def test_all_that_is_copied_exists_and_is_not_ignored(root: Path, place: Path) -> None:
    kept = [line[1:] for line in (root / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")]
    copied = [rest.split() for word, rest in instructions(place) if word == "COPY" and "--from" not in rest]
    sources = [source for words in copied for source in words[:-1]]
    assert sorted(sources) == sorted(kept)
    assert [source for source in sources if not (root / source).exists()] == []
    packed = re.search(r"only-include = \[(.*)\]", (root / "pyproject.toml").read_text("utf-8"))
    assert packed is not None
    assert {name.strip(' "') for name in packed[1].split(",")} <= {*sources}


def test_the_image_runs_as_nobody_in_particular_and_asks_whether_it_is_ready(root: Path, place: Path) -> None:
    found = dict(instructions(place))
    assert int(found["USER"].split(":")[0]) > 999
    assert "/health/ready" in found["HEALTHCHECK"]
    core = (root / "pyproject.toml").read_text("utf-8").split("dependencies = [")[1].split("\n]")[0]
    assert "torch" not in re.sub(r"#.*", "", core)


def variables(place: Path) -> Iterator[str]:
    for path in (*place.glob("*.service"), place / "Dockerfile", place / "wenbao.env.example", *place.glob("compose*")):
        yield from re.findall(r"\bWENBAO_[A-Z_]+\b", path.read_text("utf-8"))


def test_every_variable_is_a_setting(place: Path) -> None:
    known = {variable(name) for name in fields()} | {HOME}
    assert {*variables(place)} - known == set()


def test_the_settings_that_the_samples_state_are_read(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ui.settings import load_settings

    for name in COMPOSED:
        for one in ours(place, name).values():
            for key, value in one.get("environment", {}).items():
                if key != "WENBAO_STATE_URL":  # compose fills in its password
                    monkeypatch.setenv(key, value)
    assert [str(network) for network in load_settings().public.proxies] == ["172.16.0.0/12"]


def test_secrets_stand_in_the_environment_file_and_are_empty_there(place: Path) -> None:
    lines = (place / "wenbao.env.example").read_text("utf-8").splitlines()
    given = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    assert {*given} <= {variable(name) for name in secrets()}
    assert {*given.values()} == {""}


@pytest.mark.parametrize("name", COMPOSED)
def test_a_compose_file_is_sound(place: Path, name: str) -> None:
    whole = yaml.safe_load((place / name).read_text("utf-8"))
    parser = make_parser()
    for key, one in ours(place, name).items():
        parser.parse_args(one["command"])  # leaves with 2 where it is no command of ours
        assert (key, one["read_only"], one["cap_drop"], one["env_file"]) == (key, True, ["ALL"], "wenbao.env")
        assert (place / one["build"]["context"] / one["build"]["dockerfile"]).is_file()
    for one in whole["services"].values():
        for volume in one.get("volumes", []):
            source = volume.split(":")[0]
            if source.startswith("./"):
                assert (place / source).is_file(), volume
            elif not source.startswith("$"):
                assert source in whole["volumes"]
        assert {*one.get("depends_on", [])} <= {*whole["services"]}
        assert all(port.startswith("127.0.0.1:") for port in one.get("ports", []))


def test_the_cluster_has_two_servers_that_keep_nothing_of_each_other(place: Path) -> None:
    held = services(place, "compose.cluster.yaml")
    one, two = (held[name] for name in ("server-1", "server-2"))
    assert one["environment"] == two["environment"]
    assert not {*one["volumes"]} & {*two["volumes"]}
    assert {"WENBAO_STORE", "WENBAO_STATE_URL"} <= {*one["environment"]}


def directives(blocks: list[dict[str, Any]]) -> Iterator[tuple[str, list[str]]]:
    for block in blocks:
        yield block["directive"], block["args"]
        yield from directives(block.get("block", []))


def read_site(place: Path, tmp_path: Path, name: str) -> list[tuple[str, list[str]]]:
    """A site as nginx reads it: within `http`, its included files beside it."""
    for path in place.glob("*.conf"):
        text = path.read_text("utf-8").replace("/etc/nginx/wenbao-proxy.conf", "wenbao-proxy.conf")
        (tmp_path / path.name).write_text(text, "utf-8")
    body = f"include {name};"
    body = f"upstream wenbao {{ server 127.0.0.1:7860; }} server {{ {body} }}" if name == "nginx.subpath.conf" else body
    (tmp_path / "main").write_text(f"events {{}} http {{ {body} }}", "utf-8")
    payload = crossplane.parse(str(tmp_path / "main"), combine=True, strict=True)
    assert payload["errors"] == []
    return [*directives(payload["config"][0]["parsed"])]


@pytest.mark.parametrize("name", ["nginx.conf", "nginx.subpath.conf", "nginx.cluster.conf"])
def test_a_site_streams_hides_questions_and_states_who_asks(place: Path, tmp_path: Path, name: str) -> None:
    found = read_site(place, tmp_path, name)
    assert ("proxy_buffering", ["off"]) in found
    assert ("proxy_set_header", ["X-Forwarded-For", "$remote_addr"]) in found
    assert ("proxy_set_header", ["X-Forwarded-Proto", "$scheme"]) in found
    waits = next(int(words[0].rstrip("s")) for key, words in found if key == "proxy_read_timeout")
    assert waits > fields()["limits.stream_seconds"].default
    if name != "nginx.subpath.conf":  # its log is the site's own
        assert ("access_log", ["off"]) in found


def test_units_are_what_systemd_takes(place: Path, tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        assert os.environ.get("CI") != "true", "systemd-analyze is missing: CI checks the units"
        pytest.skip("systemd-analyze is not here: the units are not checked")
    for name in UNITS:
        text = re.sub(r"(?m)^ExecStart=\S+", "ExecStart=/bin/true", (place / name).read_text("utf-8"))
        (tmp_path / name).write_text(text, "utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", *(str(tmp_path / name) for name in UNITS)], capture_output=True, text=True
    )
    assert (done.returncode, done.stderr.strip()) == (0, "")


def test_units_call_what_there_is(root: Path, place: Path) -> None:
    calls = [
        shlex.split(line.partition("=")[2])
        for name in UNITS
        for line in (place / name).read_text("utf-8").splitlines()
        if line.startswith("ExecStart=")
    ]
    assert len(calls) == 3
    for program, *words in calls:
        if Path(program).name == "wenbao":
            make_parser().parse_args(words)
        else:
            assert (root / Path(words[0]).relative_to("/opt/wenbao/src")).is_file()


def test_operations_names_each_file_and_no_other(root: Path, place: Path) -> None:
    text = (root / "docs" / "operations.md").read_text("utf-8")
    named = {*re.findall(r"deploy/([\w.-]*\w)", text)} - {"wenbao.env"}  # the administrator's own
    here = {path.name for path in place.iterdir() if path.is_file()} - {"wenbao.env"}
    assert named == here, named ^ here


@pytest.mark.parametrize("name", ["a.pem", "a.key", "deploy/wenbao.env"])
def test_no_secret_can_be_committed(root: Path, name: str) -> None:
    ignored = (root / ".gitignore").read_text("utf-8").splitlines()
    assert any(fnmatch(name, line) for line in ignored), f"add {name} to .gitignore"
