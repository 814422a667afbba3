"""What a job aid costs: CPU seconds a page over the sample's tasks, and what a process pays once. Prints JSON.

Run it with: python -m bench.job_aids
"""

from __future__ import annotations

import json
import re
import resource
import time
from pathlib import Path

from adoptgen.artefact import Artefact
from adoptgen.build.assemble import assemble
from adoptgen.generators.job_aids import generator

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Every job aid of the sample in this process; the first apart, because it reads the fonts."""
    programme = assemble(ROOT).programme
    if programme is None:
        raise SystemExit("the sample has problems; run: adoptgen check")
    planned = [item for item in generator.plan(programme) if isinstance(item, Artefact)]
    started = time.process_time()
    planned[0].render(planned[0].inputs)
    first = time.process_time() - started
    started = time.process_time()
    files = [item.render(item.inputs) for item in planned[1:]]
    spent = time.process_time() - started
    pages = sum(len(re.findall(rb"/Type\s*/Page\b", data)) for data in files)
    found = {
        "job_aids": len(files),
        "pages": pages,
        "cpu_s_a_page": round(spent / pages, 3),
        "cpu_s_a_job_aid": round(spent / len(files), 3),
        "cpu_s_first": round(first, 3),
        "kb_a_job_aid": round(sum(map(len, files)) / len(files) / 1000),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
