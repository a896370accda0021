"""Settings of a run: from a TOML file, from the environment (`WENBAO_…`, secrets only there), with defaults in code."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from index.errors import InputError


def data_folder() -> Path:
    """Where indexes live by default: `WENBAO_HOME`, else the user's data folder (XDG base directories)."""
    home = os.environ.get("WENBAO_HOME")
    if home:
        return Path(home).expanduser()
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "wenbao"


class Settings(BaseSettings):
    """What can be set. An unknown key is an error; every name is also an environment variable `WENBAO_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="WENBAO_", extra="forbid", frozen=True)

    model: str | None = Field(default=None, description="embedding model: a folder or hub name; empty: the bundled one")
    allow_download: bool = Field(default=False, description="may an embedding model be fetched from its hub")
    chat_url: str | None = Field(
        default=None, description="an OpenAI-compatible endpoint, e.g. http://127.0.0.1:11434/v1"
    )
    chat_model: str | None = Field(default=None, description="the model's name at that endpoint")
    chat_key: SecretStr | None = Field(default=None, description="its key; environment only")
    chat_timeout: float = Field(default=20.0, gt=0, le=600, description="seconds for a whole model answer")
    timezone: str = Field(default="Asia/Shanghai", description="the newspaper's time zone: what `today` means")

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
        file = data_folder() / "wenbao.toml"
        return (init_settings, env_settings, TomlConfigSettingsSource(settings_cls, toml_file=file))


def load_settings() -> Settings:
    """The settings in force. Raises InputError naming the wrong key in one line."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise InputError(f"setting {name!r}: {first['msg']} (wenbao config --show lists them)") from error
    except ValueError as error:  # a TOML file that is none
        raise InputError(f"{data_folder() / 'wenbao.toml'}: {error}") from error
