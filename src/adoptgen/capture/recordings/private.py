"""What of a recording nobody may read afterwards: fields for secrets, and values that look like one."""

from __future__ import annotations

import re
import unicodedata

from adoptgen.capture.recordings.contract import Found
from adoptgen.capture.secrets import redactor

_SECRET = re.compile(
    r"passw|passphrase|kennwort|mot[ _-]?de[ _-]?passe|contrase|wachtwoord|lösenord|parola|senha|\bpwd|pwd\b"
    r"|secret|geheim|token|api[ _-]?key|\botp\b|one[ _-]?time|\bpin\b|\bcvv\b|\bcvc\b|credential|كلمة المرور",
    re.IGNORECASE,
)
_PASSWORD = re.compile(r"passw|kennwort|mot[ _-]?de[ _-]?passe|contrase|\bpwd|pwd\b", re.IGNORECASE)
_TELLTALE = frozenset({"a token", "a secret", "a login", "a card number", "an account number"})


def is_private(found: Found | None) -> bool:
    """Whether what is typed here is a secret, by its name or by anything a selector says."""
    return found is not None and any(_SECRET.search(text) for text in (found.name, *found.raw))


def is_password(found: Found | None) -> bool:
    """Whether it is a password, as a login asks for."""
    return found is not None and any(_PASSWORD.search(text) for text in (found.name, *found.raw))


def looks_private(value: str) -> bool:
    """Whether a value is a token, a key or a number of an account by its looks."""
    return any(find.what in _TELLTALE for find in redactor().finds(value))


def variable(found: Found | None) -> str:
    """The environment variable a secret is taken from, after the name of its field."""
    plain = unicodedata.normalize("NFKD", found.name if found else "").encode("ascii", "ignore").decode()
    word = "_".join(re.findall(r"[A-Za-z0-9]+", plain)).upper()[:40].strip("_")
    return f"ADOPTGEN_{word}" if word and word not in ("USER", "PASSWORD") else "ADOPTGEN_SECRET"
