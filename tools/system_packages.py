"""Find the programs the tests need; install what is missing where that is allowed, else say what to install.

Usage: python tools/system_packages.py chromium soffice pdftoppm carlito
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

PROGRAMS = {
    "chromium": (
        ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"),
        "chromium",
    ),
    "soffice": (("soffice", "libreoffice"), "libreoffice-impress"),
    "pdftoppm": (("pdftoppm",), "poppler-utils"),
}
"""Name -> the commands that will do, and the Debian package that brings one."""

FONTS = {"carlito": ("Carlito", "fonts-crosextra-carlito"), "noto": ("Noto Sans", "fonts-noto-core")}
"""Name -> the family fontconfig must know, and the Debian package that brings it."""


def is_there(name: str) -> bool:
    """Whether the program or font is installed."""
    if name in FONTS:
        found = subprocess.run(["fc-list", FONTS[name][0]], capture_output=True, text=True, check=False).stdout
        return bool(found.strip())
    return any(shutil.which(command) for command in PROGRAMS[name][0])


def package(name: str) -> str:
    """The Debian package that brings it."""
    return FONTS[name][1] if name in FONTS else PROGRAMS[name][1]


def main(names: list[str]) -> int:
    """Exit code: 0 when all is there."""
    if shutil.which("fc-list") is None and any(name in FONTS for name in names):
        install(["fontconfig"])
    missing = [name for name in names if not is_there(name)]
    if missing and not install([package(name) for name in missing]):
        print(f"The tests need: {', '.join(missing)}. Install them and run `make test` again; on Debian or Ubuntu:")
        print(f"  sudo apt-get install {' '.join(package(name) for name in missing)}")
        return 1
    return 0


def install(packages: list[str]) -> bool:
    """Install Debian packages, where that is allowed without a password."""
    if shutil.which("apt-get") is None:
        return False
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if root and subprocess.run([*root, "true"], capture_output=True, check=False).returncode:
        return False
    print(f"installing {' '.join(packages)} ...", flush=True)
    quiet = {"capture_output": True, "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run([*root, "apt-get", "update", "-qq"], check=False, **quiet)
    get = [*root, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    done = subprocess.run(get, check=False, **quiet)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
