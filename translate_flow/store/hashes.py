"""Content hashes: SHA-256 over canonical JSON, so that any changed byte shows."""

from typing import Any

from translate_flow.store.statements import to_json


def digest(*fields: Any) -> str:
    """Hexadecimal SHA-256 over fields that JSON can hold."""
    from hashlib import sha256  # OpenSSL takes its time; reading commands do without

    return sha256(to_json(fields).encode("utf-8")).hexdigest()


def digest_bytes(content: bytes) -> str:
    """Hexadecimal SHA-256 of bytes."""
    from hashlib import sha256

    return sha256(content).hexdigest()
