"""Keeps an address that lets in whoever knows it, under a key outside the database."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


def seal(words: str) -> bytes:
    return _box().encrypt(words.encode())


def unseal(sealed: bytes | memoryview) -> str:
    """The words, or nothing where the key has changed since."""
    try:
        return _box().decrypt(bytes(sealed)).decode()
    except InvalidToken:
        return ""


def _box() -> Fernet:
    digest = hashlib.sha256(f"busy-address:{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
