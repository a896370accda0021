"""Settings of a run: from a TOML file, from the environment (`WENBAO_…`, secrets only there), with defaults in code."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel, Field, SecretStr, ValidationError, field_validator
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from index.clean import FIXES
from index.errors import InputError
from index.milvus.address import Address
from ui.imprint import PageRules
from ui.public.rules import LimitRules, PublicRules


def data_folder() -> Path:
    """Where indexes live by default: `WENBAO_HOME`, else the user's data folder (XDG base directories)."""
    home = os.environ.get("WENBAO_HOME")
    if home:
        return Path(home).expanduser()
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "wenbao"


class Settings(BaseSettings):
    """What can be set. An unknown key is an error; every name is also an environment variable `WENBAO_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="WENBAO_", env_nested_delimiter="__", extra="forbid", frozen=True)

    model: str | None = Field(default=None, description="embedding model: a folder or hub name; empty: the bundled one")
    reranker: str | None = Field(
        default=None, description="cross-encoder that orders the best results anew: a folder or hub name; empty: none"
    )
    allow_download: bool = Field(default=False, description="may such a model be fetched from its hub")
    chat_url: str | None = Field(
        default=None, description="an OpenAI-compatible endpoint, e.g. http://127.0.0.1:11434/v1"
    )
    chat_model: str | None = Field(default=None, description="the model's name at that endpoint")
    chat_key: SecretStr | None = Field(default=None, description="its key; environment only")
    chat_timeout: float = Field(default=20.0, gt=0, le=600, description="seconds for a whole model answer")
    timezone: str = Field(default="Asia/Shanghai", description="the newspaper's time zone: what `today` means")

    store: str = Field(
        default="",
        description="archive on Milvus that is read where no --index is named, and that builds publish to:"
        " milvus+http://HOST:19530/NAME; empty: the index folder",
    )
    store_token: SecretStr | None = Field(default=None, description="USER:PASSWORD for it; environment only")
    store_timeout: float = Field(default=5.0, gt=0, le=60, description="seconds until a call to it counts as failed")

    state_url: SecretStr | None = Field(
        default=None,
        description="database of signed checks, complaints and sites, e.g. postgresql+psycopg://user:word@host/name;"
        " with a password in it environment only; empty: a file in the index's folder",
    )

    admin_secret: SecretStr | None = Field(
        default=None,
        description="what the newspaper's people sign in with, at least 16 characters; environment only; empty: nobody",
    )
    uploads: str = Field(
        default="", description="folder of what editors upload; empty: beside the index, its name with -uploads"
    )
    aigc_producer: str = Field(
        default="", max_length=200, description="the operator's name or code in the AIGC metadata of exported files"
    )

    limits: LimitRules = Field(default=LimitRules(), description="how much may be asked (a TOML table)")
    public: PublicRules = Field(default=PublicRules(), description="proxies, logs, retention (a TOML table)")
    page: PageRules = Field(default=PageRules(), description="the public page (a TOML table)")

    clean: dict[str, bool] = Field(
        default_factory=dict,
        description="clean-ups of pages by name (a TOML table); false switches one off",
    )

    @field_validator("clean")
    @classmethod
    def _known(cls, switches: dict[str, bool]) -> dict[str, bool]:
        for name in switches:
            if name not in FIXES:
                raise ValueError(f"there is no clean-up {name!r}{_nearest(name, FIXES)}; known are {', '.join(FIXES)}")
        return {name: switches.get(name, True) for name in FIXES}

    @field_validator("store")
    @classmethod
    def _address(cls, address: str) -> str:
        if not address:
            return ""
        try:
            return str(Address.parse(address))
        except InputError as error:
            raise ValueError(error.message) from error

    @property
    def unfixed(self) -> tuple[str, ...]:
        """The clean-ups that are switched off."""
        return tuple(name for name, on in self.clean.items() if not on)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Environment before the TOML file before the defaults."""
        return (init_settings, env_settings, _File(settings_cls, toml_file=settings_file()))


class _File(TomlConfigSettingsSource):
    """The TOML file, which gets copied, mailed and backed up: no secret may stand in it."""

    def __call__(self) -> dict[str, Any]:
        """What it sets. Raises ValueError for a secret."""
        given = super().__call__()
        for name in secrets():
            table, _, part = name.rpartition(".")
            holder = given.get(table) if table else given
            value = holder.get(part) if isinstance(holder, dict) else None
            if value and (name != "state_url" or urlsplit(str(value)).password):
                raise ValueError(f"{name!r} is a secret: set it in the environment, as {variable(name)}")
        return given


def settings_file() -> Path:
    """The one file of settings."""
    return data_folder() / "wenbao.toml"


def variable(name: str) -> str:
    """The environment variable of a setting; `name` as `table.name` where it lies in a table."""
    return "WENBAO_" + name.replace(".", "__").upper()


def _nearest(name: str, known: Iterable[str]) -> str:
    found = difflib.get_close_matches(name, [*known], n=1, cutoff=0.5)
    return f", did you mean {found[0]!r}?" if found else ""


def fields() -> dict[str, FieldInfo]:
    """Every setting with its description and default; those of a table as `table.name`, after the table itself."""
    found: dict[str, FieldInfo] = {}
    for name, field in Settings.model_fields.items():
        found[name] = field
        if isinstance(field.default, BaseModel):
            found |= {f"{name}.{part}": inner for part, inner in type(field.default).model_fields.items()}
    return found


def secrets() -> list[str]:
    """The settings whose values are shown nowhere."""
    return [name for name, field in fields().items() if "SecretStr" in str(field.annotation)]


def _misspelt() -> str | None:
    """A variable that was probably meant for us. One that is like no setting may be another program's."""
    known = {variable(name): name for name in fields()} | {"WENBAO_HOME": "home"}
    for given in sorted(os.environ):
        if given.startswith("WENBAO_") and given.upper() not in known and "__" not in given:
            near = difflib.get_close_matches(given, known, n=1, cutoff=0.88)
            if near:
                return f"setting {given!r}: there is no such variable, did you mean {near[0]!r}?"
    return None


def load_settings(*, reranker: str | None = None) -> Settings:
    """The settings in force; what is given counts before them. Raises InputError naming the wrong key in one line."""
    if wrong := _misspelt():
        raise InputError(f"{wrong} (wenbao config --show lists them)")
    try:
        return Settings() if reranker is None else Settings(reranker=reranker)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        what = first["msg"].removeprefix("Value error, ")
        if first["type"] == "extra_forbidden":
            what = f"there is no such setting{_nearest(name, fields())}"
        raise InputError(f"setting {name!r}: {what} (wenbao config --show lists them)") from error
    except ValueError as error:  # a TOML file that is none, or has a secret in it
        raise InputError(f"{settings_file()}: {error}") from error
