"""What comes in at the desk: a claim to draft, to export or to sign."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ui.bodies import CheckBody

REMARK_MOST = 2000
Format = Literal["md", "docx", "json", "jsonld"]
Overall = Literal["supported", "refuted", "not_enough_info"]


class ExportBody(CheckBody):
    """POST /api/v1/checks/export."""

    format: Format


class SignBody(CheckBody):
    """POST /api/v1/checks: `digest` is that of the draft which the editor has read."""

    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    remark: Annotated[str, Field(max_length=REMARK_MOST)] = ""
