"""Content hashes: SHA-256 over canonical JSON, so that any changed byte shows."""

from collections.abc import Callable
from functools import cache
from typing import Any

from translate_flow.store.statements import to_json


def digest(*fields: Any) -> str:
    """Hexadecimal SHA-256 over fields that JSON can hold."""
    return _hasher()(to_json(fields).encode("utf-8"))


def digest_bytes(content: bytes) -> str:
    """Hexadecimal SHA-256 of bytes."""
    return _hasher()(content)


@cache
def _hasher() -> Callable[[bytes], str]:
    from hashlib import sha256  # OpenSSL takes its time; reading commands do without

    def hexadecimal(content: bytes) -> str:
        return sha256(content).hexdigest()

    return hexadecimal
