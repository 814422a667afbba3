"""What capturing costs: python -m bench.capture. Records sample walkthroughs from Tideline and prints JSON.

`own_s` is a step done without keeping anything; `captured_s` the same with redaction, picture, replica and files
written; the promise is on their difference. `simulation_bytes` is what replicas and their files weigh in a zip.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import tempfile
import threading
import time
import zipfile
from pathlib import Path
from typing import Any

from adoptgen.capture.album import Album
from adoptgen.capture.assemble import assemble
from adoptgen.capture.assets import Store
from adoptgen.capture.browser import browser, log_in, window
from adoptgen.capture.replay import Stage, replay
from adoptgen.capture.replica import Files
from adoptgen.capture.secrets import redactor
from adoptgen.catalog.load import load
from adoptgen.model.bundle import Bundle
from adoptgen.model.learning import Walkthrough
from adoptgen.sample_app.server import Tideline

ROOT = Path(__file__).resolve().parent.parent
WALKTHROUGHS = ("opportunity.convert", "quote.approval")


def weight(bundle: Bundle, root: Path) -> int:
    """Bytes of a zip of all replicas of a walkthrough."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted({file for replica in bundle.replicas for file in replica.files}):
            archive.writestr(name, (root / name).read_bytes())
    return len(data.getvalue())


def measure(page: Any, address: str, walkthrough: Walkthrough, root: Path) -> dict[str, Any]:
    """Seconds a step takes without and with capture."""
    catalog = load(ROOT / "catalog").catalog
    assert catalog is not None
    application = catalog.applications["tideline"]
    hidden = redactor(catalog.programme.redaction, application.redaction)
    store = Store(root)
    seconds = []
    page.request.post(address + "/reset")
    started = time.perf_counter()
    replay(Stage(page, address, True, pictures=False), walkthrough)
    seconds.append(time.perf_counter() - started)
    page.request.post(address + "/reset")
    started = time.perf_counter()
    files = Files(page, store, hidden)
    recording = replay(Stage(page, address, True, redactor=hidden, files=files), walkthrough)
    bundle = assemble(application, "en", walkthrough, recording, None, album=Album(root), store=store, redactor=hidden)
    seconds.append(time.perf_counter() - started)
    steps = len(walkthrough.steps) + 1
    own, captured = (round(each / steps, 3) for each in seconds)
    return {
        "states": steps,
        "own_s": own,
        "captured_s": captured,
        "beyond_s": round(captured - own, 3),
        "simulation_bytes": weight(bundle, root),
    }


def main() -> None:
    """Print everything as one JSON object."""
    argparse.ArgumentParser(prog="python -m bench.capture", description=__doc__).parse_args()
    os.environ |= {"ADOPTGEN_USER": "m.krueger", "ADOPTGEN_PASSWORD": "tideline"}
    catalog = load(ROOT / "catalog").catalog
    assert catalog is not None
    tideline = Tideline()
    threading.Thread(target=tideline.serve_forever, daemon=True).start()
    found: dict[str, Any] = {"load": round(os.getloadavg()[0], 1)}
    with tempfile.TemporaryDirectory() as folder, browser() as started, window(started, "en") as page:
        log_in(page, tideline.address)
        for name in WALKTHROUGHS:
            found[name] = measure(page, tideline.address, catalog.walkthroughs[name], Path(folder))
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
