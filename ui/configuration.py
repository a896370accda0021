"""The reference of settings, docs/configuration.md, written from the settings themselves."""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo

from index.clean import FIXES
from ui.settings import fields, secrets, variable

_HEAD = """# 配置 Settings

<!-- made by `wenbao config --reference > docs/configuration.md`; a test fails when it is stale -->

一个 TOML 文件（`$WENBAO_HOME/wenbao.toml`，没有也行）加环境变量；环境变量优先。
口令、密钥只能放在环境变量里，写进文件会报错。写错的名字会报错，并指出最接近的名字。
`wenbao config --show` 显示当前生效的设置，密钥只显示 `set`（已设）。改完要重启服务。

One TOML file (`$WENBAO_HOME/wenbao.toml`; none is needed) and environment variables, which count before it.
Secrets stand in the environment alone: in the file they are an error. An unknown name is an error that names the
nearest one. `wenbao config --show` prints the settings in force, secrets as `set`. A server reads them when it starts.

`WENBAO_HOME` itself, environment only: the folder of the index, of `wenbao.toml` and of the state store; default
`$XDG_DATA_HOME/wenbao`, else `~/.local/share/wenbao`. A list or a table in a variable is JSON: `["127.0.0.1"]`.
"""

_EXAMPLE = """
## 例 Example

```toml
# wenbao.toml
chat_url = "http://127.0.0.1:11434/v1"
chat_model = "qwen3"

[limits]
address_minute = 30

[public]
trusted_proxies = ["127.0.0.1"]

[page]
reader = "snippet"

[clean]
digit-spaces = false
```
"""


def write_reference() -> str:
    """The whole file in Markdown."""
    return _HEAD + "".join(_tables()) + _EXAMPLE


def _tables() -> Iterator[str]:
    hidden, last = secrets(), None
    plain_first = sorted(fields().items(), key=lambda item: "." in item[0])  # stable: else as they are declared
    for name, field in plain_first:
        if isinstance(field.default, BaseModel):
            continue
        table = name.rpartition(".")[0]
        if table != last:
            last = table
            yield f"\n## {f'[{table}]' if table else 'wenbao.toml'}\n\n"
            yield "| name | variable | kind | default | meaning |\n|---|---|---|---|---|\n"
        kind = "secret" if name in hidden else _kind(field)
        cells = (f"`{name.rpartition('.')[2]}`", f"`{variable(name)}`", kind, _default(field), _meaning(name, field))
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n"


def _meaning(name: str, field: FieldInfo) -> str:
    known = f"; the names: {', '.join(f'`{fix}`' for fix in FIXES)}" if name == "clean" else ""
    return f"{field.description}{known}"


def _default(field: FieldInfo) -> str:
    value = field.get_default(call_default_factory=True)
    if value is None or value in ("", (), {}):
        return ""
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _kind(field: FieldInfo) -> str:
    bounds = [word for rule in field.metadata for word in _bound(rule)]
    return ", ".join((_name(field.annotation), *bounds))


def _bound(rule: Any) -> Iterator[str]:  # noqa: ANN401  # annotated_types has no common base for its bounds
    for attribute, sign in (("gt", ">"), ("ge", "≥"), ("le", "≤"), ("max_length", "length ≤")):
        if (most := getattr(rule, attribute, None)) is not None:
            yield f"{sign} {most}"


def _name(kind: Any) -> str:  # noqa: ANN401  # a type or one of typing's forms
    plain = {str: "text", int: "whole number", float: "number", bool: "`true` or `false`", SecretStr: "secret"}
    if kind in plain:
        return plain[kind]
    if get_origin(kind) is Literal:
        return " or ".join(f"`{word}`" for word in get_args(kind))
    if get_origin(kind) is types.UnionType:
        return _name(next(each for each in get_args(kind) if each is not type(None)))
    if get_origin(kind) is tuple:
        return "list of texts"
    return "table of switches"
