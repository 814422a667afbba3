"""Tours on the live application: a browser extension and a script tag in build/tours/<application>/."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from adoptgen.artefact import Artefact, Blob, Planned, Programme
from adoptgen.generators import _tours_files as files
from adoptgen.generators._tours_data import tasks_of, tours, words
from adoptgen.model.people import Application
from adoptgen.resources import library

FOLDER = "tours"


class Tours:
    """One extension and one script per application that has walkthroughs."""

    name = "tours"
    summary = "Tours on the live application: browser extension (Manifest V3) and script tag."

    def plan(self, programme: Programme) -> Iterator[Planned]:
        """All files; an application without an address has no extension, which could be let onto no page."""
        for application in programme.source.applications.values():
            about = tuple(task.key for task in tasks_of(programme.source, application.id))
            if not about:
                continue
            tour = _tour(programme, application)
            place = f"{FOLDER}/{application.id}"
            for name in files.script_names(tour):
                yield Artefact(f"{place}/script/{name}", about, files.One(tour, name), files.render_script)
            if not tour.addresses:
                continue
            for name in files.extension_names(tour):
                yield Artefact(f"{place}/extension/{name}", about, files.One(tour, name), files.render_extension)
            yield Artefact(f"{place}/{application.id}-extension.zip", about, tour, files.render_archive)


def _tour(programme: Programme, application: Application) -> files.Tour:
    sheet = programme.source.programme
    spoken = {language: words(programme, language) for language in programme.catalogs}
    names = tuple(
        (language, found["extension"], found["extension-summary"])
        for language, found in (
            (language, {key: text.replace("{application}", application.title) for key, text in texts.items()})
            for language, texts in spoken.items()
        )
    )
    texts = tuple(
        (language, json.dumps(tours(programme, language, application.id), ensure_ascii=False, separators=(",", ":")))
        for language in programme.catalogs
    )
    addresses = (application.address, *application.tour.addresses)
    return files.Tour(
        application=application.id,
        version=version(application.version),
        addresses=tuple(dict.fromkeys(one for one in addresses if one.startswith(("http://", "https://")))),
        events=f"{application.tour.events.rstrip('/')}/" if application.tour.events else "",
        space=f"urn:adoptgen:{sheet.id}/",
        texts=texts,
        names=names,
        palette=programme.palette,
        library=Blob.of(library("driver.js", "dist", "driver.js.iife.js"), "driver.js"),
        licence=Blob.of(library("driver.js", "license"), "license"),
    )


def version(text: str) -> str:
    """The application's version as Chromium takes one for an extension: one to four numbers below 65536."""
    numbers = [str(min(int(part), 65535)) for part in re.findall(r"\d{1,9}", text)]
    return ".".join(numbers[:4]) or "1"


generator = Tours()
