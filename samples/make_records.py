"""Writes samples/records/: 1,200 fictional employees and what their LMS and LRS exported until 15 March 2026.

    python samples/make_records.py [FOLDER]

The same bytes every time, on every machine. Run it again when titles or questions of the sample catalog change.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from employees import employees  # the folder of this script comes first
from exports import activity_completion, roster, scorm_basic, scorm_interactions, statements
from learning import LATE_SITE, courses, records

from adoptgen.catalog.load import load

SEED = 20260112


def files(root: Path) -> dict[str, str]:
    """File name -> text, for the catalog below `root`."""
    catalog = load(root / "catalog").catalog
    if catalog is None:
        raise SystemExit("the sample catalog has problems: adoptgen check")
    random = Random(SEED)
    people = employees(random)
    offered = courses(catalog)
    done = records(people, offered, random)
    titles = {course.id: course.title for course in catalog.courses.values()}
    found = {"roster.csv": roster(people)}
    for course in offered:
        mine = [item for item in done if item.course is course and item.person.site != LATE_SITE]
        title = titles[course.id]
        found[f"activity-completion_{course.id}.csv"] = activity_completion(mine, title, course.check is not None)
        if course.check:
            found[f"scorm-interactions_{course.id}.csv"] = scorm_interactions(mine, title, course.check)
        if course.check is None or course.kind == 2:
            found[f"scorm-basic_{title.replace(' ', '-')}.csv"] = scorm_basic(mine)
    late = [item for item in done if item.person.site == LATE_SITE]
    found["xapi-jebel-ali.ndjson"] = statements(late, titles)
    return found


def main() -> None:
    """Write the files and say how big they are."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "records"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files(HERE.parent).items():
        data = text.encode()
        (folder / name).write_bytes(data)
        print(f"{name:44}{len(data):>9,} bytes")


if __name__ == "__main__":
    main()
