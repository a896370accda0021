"""The OpenAPI document: examples of every call, true of the sample archive; docs/api.md's curl lines; fuzzing (F37)."""

import json
import os
import re
import shlex
import subprocess
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode

from tests.ui.serving import UNLIMITED, start
from ui.archive import Archive
from ui.cli import main
from ui.document import examples
from ui.server import create_app

DOCS = Path(__file__).parents[3] / "docs" / "api.md"
CURLS = re.findall(r"^curl .+?(?<!\\)$", DOCS.read_text("utf-8"), re.M | re.S)
READ = [DOCS, DOCS.parent.parent / "README.md"]
PYTHON = [block for path in READ for block in re.findall(r"```python\n(.*?)```", path.read_text("utf-8"), re.S)]
FUZZED = int(os.environ.get("WENBAO_FUZZED", "4"))  # cases a call and mode; `make quality` asks for 25
NOT_ALONE = {"GET /api/v1/complaints/{number}"}  # the number is given by a call before


@pytest.fixture(scope="module")
def sample(tmp_path_factory, root):
    """The sample archive of `make serve`, served."""
    place = tmp_path_factory.mktemp("sample")
    given = ("--newspaper", "霁川新报", "--collection", "示例")
    assert main(["build", str(root / "examples" / "pages"), "--index", str(place), *given]) == 0
    app = create_app(Archive.open(place), settings=UNLIMITED, with_page=False)
    client = httpx.Client(base_url=start(app), timeout=60)
    client.place = place
    return client


@pytest.fixture(scope="module")
def document(sample):
    return sample.get("/openapi.json").json()


def operations(document):
    return [
        (f"{method.upper()} {path}", operation)
        for path, of in document["paths"].items()
        for method, operation in of.items()
    ]


def test_every_call_has_an_example_and_every_error_the_one_shape(document):
    for name, operation in operations(document):
        assert operation.get("description") or operation.get("summary"), name
        body = operation.get("requestBody", {}).get("content", {}).get("application/json")
        assert body is None or body.get("example"), f"{name} has no example of its body: ui/openapi_examples.json"
        for status, response in operation["responses"].items():
            if status.startswith(("4", "5")):
                assert response["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Error"}, name
    described = {name for name, _ in operations(document)}
    assert set(examples()) <= described, "examples of what is gone"


def shape(value):
    """Names all the way down; of a list the first element's."""
    if isinstance(value, dict):
        return {name: shape(inner) for name, inner in value.items()}
    return [shape(value[0])] if isinstance(value, list) and value else None


def names(value):
    return set(value) if isinstance(value, dict) else set()


@pytest.mark.parametrize("name", [n for n, example in examples().items() if "answer" in example and n not in NOT_ALONE])
def test_the_examples_are_true_of_the_sample_archive(sample, name):
    example = examples()[name]
    method, path = name.split(" ")
    for part, value in example.get("path", {}).items():
        path = path.replace(f"{{{part}}}", value)
    response = sample.request(method, path, json=example.get("body"), params=example.get("query"))
    assert response.is_success, response.text
    if "type" in example:
        assert response.headers["content-type"].startswith(example["type"])
        kinds = re.findall(r"^event: (\w+)$", response.text, re.M)
        assert sorted(set(kinds)) == sorted(set(re.findall(r"^event: (\w+)$", example["answer"], re.M)))
        return
    got, told = response.json(), example["answer"]
    assert names(got) == names(told)
    for field in told:
        if told[field] and got[field]:
            assert names(shape(got)[field]) == names(shape(told)[field]), field


def test_the_docs_show_a_curl_line_for_each_kind_of_call():
    text = "\n".join(CURLS)
    for path in ("ask", "ask/stream", "search", "check", "articles/", "coverage", "feedback", "complaints"):
        assert f"/api/v1/{path}" in text
    for path in ("/v1/chat/completions", "/v1/models", "/mcp", "/health/ready", "/metrics", "/openapi.json"):
        assert path in text


@pytest.mark.parametrize("line", CURLS)
def test_the_docs_curl_lines_run(sample, line):
    own = line.replace("\\\n", " ").replace("http://127.0.0.1:7860", str(sample.base_url).rstrip("/"))
    done = subprocess.run([*shlex.split(own), "--fail-with-body"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    assert '"error"' not in done.stdout[:20]
    if done.stdout.startswith("{"):
        json.loads(done.stdout)


@pytest.mark.parametrize("block", PYTHON, ids=range(len(PYTHON)))
def test_the_docs_python_runs(sample, monkeypatch, capsys, block):
    monkeypatch.setenv("WENBAO_HOME", str(sample.place))
    exec(block.replace("http://127.0.0.1:7860", str(sample.base_url).rstrip("/")), {})
    assert capsys.readouterr().out.strip()


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_f37_nothing_that_fits_or_breaks_the_document_is_a_5xx(sample, mode):
    schema = schemathesis.openapi.from_url(str(sample.base_url.join("/openapi.json")))
    tried = 0
    for operation in schema.get_all_operations():
        strategy = operation.ok().as_strategy(generation_mode=mode)

        @settings(max_examples=FUZZED, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
        @given(case=strategy)
        def fuzz(case):
            nonlocal tried
            tried += 1
            response = case.call(timeout=30)
            assert response.status_code < 500
            if response.status_code >= 400:
                assert response.json()["error"].keys() == {"code", "message", "request_id"}

        with suppress(
            *[Unsatisfiable] if mode is GenerationMode.NEGATIVE else []
        ):  # nothing is sent that could be wrong
            fuzz()
    assert tried >= 10 * FUZZED
