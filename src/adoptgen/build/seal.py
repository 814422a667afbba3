"""Proof that a file of the builder's memory was written here, by us.

A cloned project may bring a hostile `.adoptgen` folder. What is only compared (ledger, stamp) is JSON and can do no
more than cost time; what is believed instead of being read again (the catalog) is sealed with a key that lies outside
of every project, and a file with another seal, or none, does not exist for us.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import secrets
from pathlib import Path

_SIZE = hashlib.sha256().digest_size


def _folder() -> Path:
    """Where programs keep what they can make again (XDG Base Directory 0.8; LOCALAPPDATA on Windows)."""
    named = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return Path(named) if named else Path.home() / ".cache"


def _key() -> bytes:
    """This user's key on this machine, made when first needed; empty where none can be kept."""
    with contextlib.suppress(OSError, RuntimeError):
        path = _folder() / "adoptgen" / "seal.key"
        if not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            new = path.with_name(f"seal.{os.getpid()}.new")
            new.touch(mode=0o600)
            new.write_bytes(secrets.token_bytes(32))
            new.replace(path)
        key = path.read_bytes()
        return key if len(key) == 32 else b""
    return b""


def sealed(data: bytes) -> bytes | None:
    """The data with its seal before it; None where no key can be kept."""
    key = _key()
    return hmac.digest(key, data, "sha256") + data if key else None


def unsealed(data: bytes) -> bytes | None:
    """What was sealed here; None for anything else."""
    key = _key()
    seal, rest = data[:_SIZE], data[_SIZE:]
    return rest if key and hmac.compare_digest(seal, hmac.digest(key, rest, "sha256")) else None
