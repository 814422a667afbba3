"""One build of the sample for all tests of the site."""

from __future__ import annotations

from pathlib import Path

import pytest
from built_site import ROOT, build


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's site."""
    return build(ROOT / "catalog", tmp_path_factory.mktemp("site") / "project")
