"""Pseudonyms: keyed, so that nobody without the key can try names until one fits; derived, so that nothing is drawn.

The key lies beside the identity map, is made once, and never leaves the records folder.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from pathlib import Path

from adoptgen.safe_files import write_atomically

KEY_FILE = "identity.key"


def make_key(folder: Path) -> bytes:
    """The key of this records folder, made if there is none. Raises OSError, ValueError if it is damaged."""
    path = folder / KEY_FILE
    if not path.is_file():
        write_atomically(path, secrets.token_hex(32).encode())
        path.chmod(0o600)
    text = path.read_text(encoding="ascii", errors="replace").strip()
    if len(text) != 64:
        raise ValueError(f"{KEY_FILE} is damaged; restore it from a backup, for without it people are not recognised")
    return bytes.fromhex(text)


def pseudonym(key: bytes, employee: str) -> str:
    """The pseudonym of an employee number (HMAC-SHA-256, RFC 2104, first 80 bits)."""
    return "p" + hmac.new(key, employee.encode(), hashlib.sha256).hexdigest()[:20]


def sha1_of_mail(mail: str) -> str:
    """`mbox_sha1sum` of an address (xAPI 1.0.3, Part 2, 2.4.2.3): not for security, the standard wants SHA-1."""
    return hashlib.sha1(f"mailto:{mail}".encode(), usedforsecurity=False).hexdigest()
