"""Settings of the public side: how much one may ask, what is kept and for how long. Tables in `wenbao.toml`."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_network

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator

Network = IPv4Network | IPv6Network


class LimitRules(BaseModel):
    """`[limits]`: questions and what else costs work; 0 is no limit. A search costs a fifth of a question.

    A budget of a minute or a day fills up evenly, so that after a burst one waits seconds and not until midnight.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    address_minute: int = Field(default=60, ge=0, description="questions from one IPv4 address or IPv6 /64 a minute")
    address_day: int = Field(default=3000, ge=0, description="the same a day")
    visitor_minute: int = Field(default=20, ge=0, description="questions of one visitor of the widget a minute")
    visitor_day: int = Field(default=300, ge=0, description="the same a day")
    site_minute: int = Field(default=600, ge=0, description="questions from one embedding site a minute")
    site_day: int = Field(default=30_000, ge=0, description="the same a day")
    all_day: int = Field(default=0, ge=0, description="questions from everyone a day")
    reports_hour: int = Field(default=20, ge=0, description="feedback and complaints from one address an hour")
    streams_address: int = Field(default=8, ge=0, description="streamed answers to one address at a time")
    streams_all: int = Field(default=250, ge=0, description="streamed answers at a time")
    stream_seconds: float = Field(default=120, gt=0, description="seconds until a streamed answer is broken off")
    model_calls_day: int = Field(default=0, ge=0, description="calls of the language model a day (UTC); then excerpts")
    model_tokens_day: int = Field(default=0, ge=0, description="its tokens a day, asked and answered, by estimate")
    at_once: int = Field(default=128, ge=0, description="requests in work at a time; above, 503 with Retry-After")
    header_seconds: float = Field(default=10, gt=0, description="seconds in which a request's headers must be there")
    body_seconds: float = Field(default=20, gt=0, description="seconds in which a request's body must be there")
    connections_address: int = Field(default=200, ge=0, description="open connections from one address")


class PublicRules(BaseModel):
    """`[public]`: who stands before us, what is kept of a visit, and for how long."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    trusted_proxies: tuple[str, ...] = Field(
        default=(), description="addresses or networks whose X-Forwarded-For and -Proto are believed"
    )
    mcp_hosts: tuple[str, ...] = Field(
        default=(), description="host names under which /mcp is reached besides this machine's own, e.g. ask.example"
    )
    metrics_token: SecretStr | None = Field(
        default=None, description="bearer token for /metrics from anywhere; without it only private addresses"
    )
    access_log: bool = Field(default=True, description="one line a request, without what was asked, in daily files")
    log_address: bool = Field(default=True, description="in it a salted hash of the address; the salt lives a day")
    log_days: int = Field(default=183, ge=1, description="days that access logs are kept; by law at least six months")
    record_days: int = Field(default=183, ge=1, description="days that answer records are kept")
    feedback_days: int = Field(default=365, ge=1, description="days that feedback is kept")
    complaint_days: int = Field(default=1095, ge=1, description="days that settled complaints are kept")
    upload_days: int = Field(
        default=0,
        ge=0,
        description="days that uploads are kept; 0: as long as the archive, being its originals",
    )
    complaint_due_days: int = Field(default=15, ge=1, description="days in which a complaint is to be answered")

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        for each in given:
            try:
                ip_network(each, strict=False)
            except ValueError as error:
                raise ValueError(f"{each!r} is no address or network such as 10.0.0.0/8") from error
        return given

    @property
    def proxies(self) -> tuple[Network, ...]:
        """The trusted proxies as networks."""
        return tuple(ip_network(each, strict=False) for each in self.trusted_proxies)
