"""Make templates/deck/workshop.pptx: the layouts a PMO may restyle in PowerPoint.

The generator finds its places by layout name and placeholder index, so fonts, colours, positions and logos may all be
changed there. Run again only to start over.

Usage: python tools/deck_template.py
"""

from __future__ import annotations

from pathlib import Path

from lxml import etree
from pptx import Presentation
from pptx.util import Inches

from adoptgen.formats.pptx import packed

TARGET = Path(__file__).resolve().parent.parent / "templates" / "deck" / "workshop.pptx"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

SIDE, WIDE = 0.75, 11.833
FOOTER = (SIDE, 6.98, 10.6, 0.34)
NUMBER = (11.58, 6.98, 1.003, 0.34)
TITLE = (SIDE, 0.5, WIDE, 0.72)
LABEL = (SIDE, 0.55, 8.0, 0.36)
UNDER_LABEL = (SIDE, 0.92, 8.0, 1.16)

# layout -> placeholder index -> (type, x, y, width, height in inches, points, options)
LAYOUTS: dict[str, dict[int, tuple[str, tuple[float, float, float, float], int, str]]] = {
    "Cover": {
        0: ("title", (SIDE, 2.35, 10.2, 1.9), 54, "display light bottom"),
        1: ("body", (SIDE, 4.5, 10.2, 0.8), 24, "light"),
        10: ("body", (1.32, 0.72, 6.0, 0.5), 18, "light bold middle"),
        2: ("body", (SIDE, 6.36, WIDE, 0.5), 16, "light"),
    },
    "Agenda": {0: ("title", TITLE, 32, "display"), 1: ("body", (SIDE, 1.42, WIDE, 5.2), 20, "")},
    "Content": {0: ("title", TITLE, 32, "display top"), 1: ("body", (SIDE, 1.75, 9.6, 4.9), 20, "")},
    "Demo": {
        0: ("title", TITLE, 32, "display"),
        1: ("body", (SIDE, 1.45, 3.9, 5.2), 20, ""),
        3: ("body", (4.94, 1.45, 7.643, 5.2), 16, ""),
    },
    "Exercise": {
        10: ("body", LABEL, 16, "brand bold"),
        0: ("title", UNDER_LABEL, 32, "display top"),
        1: ("body", (SIDE, 2.4, 8.2, 4.2), 20, ""),
        2: ("body", (9.82, 0.58, 2.76, 6.1), 18, ""),
    },
    "Check": {
        10: ("body", LABEL, 16, "brand bold"),
        0: ("title", (SIDE, 0.92, WIDE, 1.16), 32, "display top"),
        1: ("body", (SIDE, 2.45, WIDE, 4.1), 20, ""),
    },
    "Break": {0: ("title", (SIDE, 2.3, WIDE, 1.3), 54, "display bottom"), 1: ("body", (SIDE, 3.8, WIDE, 1.2), 28, "")},
}


def emu(inches: float) -> int:
    """English metric units of so many inches."""
    return int(Inches(inches))


def shape(index: int, kind: str, place: tuple[float, float, float, float], points: int, options: str) -> str:
    """One placeholder of a layout."""
    x, y, w, h = map(emu, place)
    colour = "bg1" if "light" in options else "accent1" if "brand" in options else "tx1"
    font = "+mj-lt" if "display" in options else "+mn-lt"
    anchor = "b" if "bottom" in options else "ctr" if "middle" in options or kind == "sldNum" else "t"
    if kind == "title" and "top" not in options and "bottom" not in options:
        anchor = "ctr"
    extra = f'type="{kind}"' if kind != "body" or index else 'type="body"'
    align = "r" if kind == "sldNum" else "l"
    bold = ' b="1"' if "bold" in options else ' b="0"'
    text = '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="en"/><a:t>1</a:t></a:fld>'
    words = text if kind == "sldNum" else '<a:r><a:rPr lang="en"/><a:t>Text</a:t></a:r>'
    return f"""<p:sp xmlns:p="{P}" xmlns:a="{A}"><p:nvSpPr><p:cNvPr id="{index + 20}" name="{kind} {index}"/>
<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {extra} idx="{index}"/></p:nvPr></p:nvSpPr>
<p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>
<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr><a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="{align}">
<a:lnSpc><a:spcPct val="{100000 if kind == "title" else 110000}"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/><a:defRPr sz="{points * 100}"{bold}><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>
<a:latin typeface="{font}"/></a:defRPr></a:lvl1pPr></a:lstStyle><a:p>{words}</a:p></p:txBody></p:sp>""".replace(
        "\n", ""
    )


def rewrite(tree: etree._Element, shapes: list[str]) -> None:
    """Replace every shape of a layout or master."""
    for old in tree.findall(f"{{{P}}}sp") + tree.findall(f"{{{P}}}pic"):
        tree.remove(old)
    for text in shapes:
        tree.append(etree.fromstring(text))


def background(element: etree._Element, colour: str) -> None:
    """A plain ground."""
    fill = f'<p:bg xmlns:p="{P}" xmlns:a="{A}"><p:bgPr><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
    holder = element.find(f"{{{P}}}cSld")
    for old in holder.findall(f"{{{P}}}bg"):
        holder.remove(old)
    holder.insert(0, etree.fromstring(fill))


def theme(presentation: object) -> None:
    """Fonts and names of the theme; its colours are set from the brand when a deck is made."""
    part = presentation.slide_master.part.part_related_by(f"{R}/theme")
    root = etree.fromstring(part.blob)
    root.set("name", "adoptgen")
    for tag, face in (("majorFont", "Georgia"), ("minorFont", "Calibri")):
        root.find(f".//{{{A}}}{tag}/{{{A}}}latin").set("typeface", face)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def main() -> None:
    """Write the template."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(13.333), Inches(7.5)
    layouts = presentation.slide_layouts
    for layout in list(layouts)[len(LAYOUTS) :]:
        layouts.remove(layout)
    for layout, (name, places) in zip(layouts, LAYOUTS.items(), strict=True):
        layout.name = name
        shapes = [shape(index, *spec) for index, spec in places.items()]
        if name != "Cover":
            shapes += [shape(11, "ftr", FOOTER, 12, ""), shape(12, "sldNum", NUMBER, 12, "")]
        rewrite(layout.shapes._spTree, shapes)
        background(layout._element, "accent1" if name == "Cover" else "bg1")
    master = presentation.slide_master
    rewrite(
        master.shapes._spTree,
        [
            shape(0, "title", TITLE, 32, "display"),
            shape(1, "body", LAYOUTS["Content"][1][1], 20, ""),
            shape(3, "ftr", FOOTER, 12, ""),
            shape(4, "sldNum", NUMBER, 12, ""),
        ],
    )
    background(master._element, "bg1")
    theme(presentation)
    presentation.core_properties.title = "adoptgen workshop template"
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(packed(presentation))


if __name__ == "__main__":
    main()
