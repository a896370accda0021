"""The ChatModel seam and its LangChain form: any OpenAI-compatible endpoint."""

from __future__ import annotations

from typing import Protocol

from index.errors import ModelUnavailable

TOKENS_MOST = 400
"""Tokens of the longest model answer: three sentences with room to spare."""


class ChatModel(Protocol):
    """What a language model is asked for: one text for one prompt."""

    @property
    def name(self) -> str:
        """The model's name, for records."""
        ...

    def complete(self, prompt: str) -> str:
        """The model's whole answer. Raises ModelUnavailable when none came or it was cut short."""
        ...


class LangChainModel:
    """A chat model behind LangChain's `init_chat_model`."""

    def __init__(self, name: str, url: str, key: str | None, timeout: float) -> None:
        from langchain.chat_models import init_chat_model

        self.name = name
        self._url = url
        self._chat = init_chat_model(
            name,
            model_provider="openai",
            base_url=url,
            api_key=key or "none",  # local servers want no key, the client insists on one
            timeout=timeout,
            max_retries=1,
            max_tokens=TOKENS_MOST,
            temperature=0,
        )

    def complete(self, prompt: str) -> str:
        """See ChatModel. A stream that ends without a finish reason was cut and counts as no answer."""
        pieces: list[str] = []
        finished = None
        try:
            for piece in self._chat.stream([("user", prompt)]):
                if isinstance(piece.content, str):
                    pieces.append(piece.content)
                finished = piece.response_metadata.get("finish_reason") or finished
        except Exception as error:  # the client raises a zoo of its own, httpx's and JSON errors
            raise ModelUnavailable(
                f"the chat model {self.name!r} at {self._url} failed ({type(error).__name__})"
            ) from error
        text = "".join(pieces).strip()
        if not text or finished != "stop":
            raise ModelUnavailable(f"the chat model {self.name!r} at {self._url} gave no whole answer ({finished})")
        return text


def open_chat_model(name: str, url: str, *, key: str | None, timeout: float) -> ChatModel:
    """A chat model at an OpenAI-compatible endpoint. Nothing is sent yet."""
    return LangChainModel(name, url, key, timeout)
