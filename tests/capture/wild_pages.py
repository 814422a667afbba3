"""Pages that do what applications do and a saved page loses; served on two ports, so that one is another origin."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" fill="#{}"/></svg>'
HEAD = (
    "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{name}</title>"
    "<meta name='csrf-token' content='s3cr3t-t0ken-7731'><meta http-equiv='refresh' content='999'>"
    "<style>body{{font:16px/1.5 sans-serif;margin:20px}}</style></head><body onclick='steal()'>"
)
TAIL = (
    "<input type='hidden' name='authenticity_token' value='s3cr3t-t0ken-7731'>"
    "<a href='javascript:alert(1)'>Run</a> <a href='/form?x=1' target='_blank'>Form</a>"
    "<script>window.ran = 's3cr3t-t0ken-7731';</script></body></html>"
)
BODIES: Mapping[str, str] = {
    "form": """
<form action='/post' method='post'><label>Name <input id='name' value='old'></label>
<label>Note <textarea id='note'>old</textarea></label>
<label>Kind <select id='kind'><option>A</option><option>B</option></select></label>
<label><input type='checkbox' id='on'> On</label><input type='radio' name='r' checked><input type='radio' name='r' id='two'>
<input type='range' id='range' value='10'><progress id='bar' max='10' value='3'></progress>
<input type='password' id='pass' value='s3cr3t-t0ken-7731'><details><summary>More</summary>Inside</details>
<input type='checkbox' id='some'><button id='go'>Go</button></form>
<script>window.prepare = () => { name_.value = 'new'; note.value = 'two\\nlines'; kind.selectedIndex = 1; on.checked = true;
two.checked = true; range.value = 80; bar.value = 9; document.querySelector('details').open = true; name_.focus(); };
const name_ = document.getElementById('name');</script>""",
    "shadow": """
<style>fancy-box p { color: red; font-size: 40px } span { letter-spacing: 3px } .out { color: green }</style>
<fancy-box><b slot='head'>Head</b><span class='out'>Slotted</span></fancy-box>
<script>customElements.define('fancy-box', class extends HTMLElement { constructor() { super();
 const root = this.attachShadow({mode: 'open'});
 root.innerHTML = `<style>:host { display: block; border: 3px solid blue; padding: 10px } p { color: purple; margin: 4px }
 p::before { content: '» '; color: orange } ::slotted(b) { font-size: 30px } button { background: gold; border-radius: 9px }</style>
 <header><slot name='head'></slot></header><p>Own words</p><slot></slot><button onclick='steal()'>Press</button>
 <input value='typed'><svg width='30' height='30'><circle cx='15' cy='15' r='10' fill='teal'/></svg>`; } });</script>""",
    "closed": """
<div id='host'></div><p>After</p><script>const root = document.getElementById('host').attachShadow({mode: 'closed'});
root.innerHTML = '<style>p{background:pink;padding:20px}</style><p>Closed</p>';</script>""",
    "canvas": """
<canvas id='c' width='300' height='120' aria-label='A chart'></canvas><p>Below</p><script>
const p = document.getElementById('c').getContext('2d'); p.fillStyle = 'teal'; p.fillRect(20, 20, 200, 60);</script>""",
    "frames": """
<iframe src='/form' title='Inner' width='600' height='220'></iframe>
<iframe srcdoc='<style>p{color:blue}</style><p onclick=steal()>Doc</p>' title='Doc' width='300' height='120'></iframe>""",
    "foreign": "<iframe src='{other}/plain' title='Foreign' width='600' height='200'></iframe><p>Below</p>",
    "sheets": """
<link rel='stylesheet' href='/more.css'><link rel='stylesheet' href='{other}/other.css'>
<div class='made'>Made</div><div class='put'>Put</div><div class='more'>More</div><div class='foreign'>Foreign</div>
<div class='picture'></div><img src='/red.svg' width='40' alt='Red'><img id='blob' alt='Blob' width='40'>
<picture><source srcset='/wide.svg 2x'><img src='/red.svg' alt='Set'></picture><object></object>
<script>const made = new CSSStyleSheet(); made.replaceSync('.made { background: lime; padding: 9px }');
document.adoptedStyleSheets = [made]; document.styleSheets[0].insertRule('.put { color: white; background: navy }', 0);
window.prepare = async () => { const image = document.getElementById('blob');
image.src = URL.createObjectURL(new Blob([`{blob}`], {type: 'image/svg+xml'})); await image.decode(); };</script>""",
    "scrolled": """
<style>.box { height: 150px; width: 300px; overflow: auto; border: 1px solid } .box p, main p { margin: 0; height: 40px }
.top { position: sticky; top: 0; background: gold } .fix { position: fixed; right: 0; bottom: 0; background: pink }</style>
<div class='top'>Sticky</div><div class='fix'>Fixed</div><div class='box'></div><main></main>
<script>for (const [place, count] of [['.box', 30], ['main', 60]]) for (let i = 0; i < count; i++)
 document.querySelector(place).insertAdjacentHTML('beforeend', `<p>Line ${i}</p>`);
window.prepare = () => { document.querySelector('.box').scrollTop = 333; scrollTo(0, 77); };</script>""",
    "windows": """
<style>dialog::backdrop { background: rgb(0 0 90 / .4) } dialog { border: 5px solid teal; border-radius: 12px }
[popover] { background: khaki; inset: auto 20px 20px auto } dialog:modal { color: navy }</style>
<p>Behind</p><dialog><h2>Window</h2><button>Close</button><div popover id='tip'>Tip</div></dialog>
<script>window.prepare = () => { document.querySelector('dialog').showModal(); document.getElementById('tip').showPopover(); };
</script>""",
    "nested": """
<style>my-part:not(:defined) { display: none } p + p { color: crimson } li:nth-child(2) { color: teal }</style>
<div id='x'></div><my-part>Custom</my-part><ul><script></script><li>One</li><li>Two</li></ul><p>A</p><p>B</p>
<script>customElements.define('my-part', class extends HTMLElement {});
const p = document.createElement('p'); const d = document.createElement('div'); d.textContent = 'A div in a paragraph';
p.append('before', d, 'after'); document.getElementById('x').append(p); p.setAttribute('data-x', '\\u0001 control');
d.append('\\u0007bell'); document.body.style.setProperty('--a', 'teal'); p.style.cssText = 'border-left:4px solid var(--a)';
</script>""",
}
FILES: Mapping[str, tuple[str, str]] = {
    "/red.svg": ("image/svg+xml", SVG.format("c00")),
    "/wide.svg": (
        "image/svg+xml",
        SVG.format("0c0").replace("<rect", "<script>steal()</script><rect onclick='steal()'"),
    ),
    "/more.css": ("text/css", "@import '/most.css'; .picture { background: url(red.svg); width: 60px; height: 40px }"),
    "/most.css": ("text/css", "@media screen { .more { font-style: italic; color: brown } }"),
    "/other.css": ("text/css", ".foreign { color: purple; font-weight: bold }"),
    "/plain": (
        "text/html",
        "<!doctype html><title>Plain</title><p style='background:aqua;padding:30px'>Other origin</p>",
    ),
}


class WildPages:
    """The pages on one port, and the same on another, which is another origin."""

    NAMES: ClassVar[tuple[str, ...]] = tuple(BODIES)
    REGIONS: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "closed": ("closed shadow root",),
        "canvas": ("canvas",),
        "foreign": ("frame of another origin",),
        "sheets": ("object",),
    }

    def __init__(self) -> None:
        self._servers = [ThreadingHTTPServer(("127.0.0.1", 0), _handler(self)) for _ in range(2)]
        for server in self._servers:
            threading.Thread(target=server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        """Where they answer."""
        return f"http://127.0.0.1:{self._servers[0].server_address[1]}"

    @property
    def other(self) -> str:
        """The other origin."""
        return f"http://localhost:{self._servers[1].server_address[1]}"

    def close(self) -> None:
        """Stop both."""
        for server in self._servers:
            server.shutdown()
            server.server_close()

    def answer(self, path: str) -> tuple[str, str]:
        """Type and content of what lies at a path."""
        if path in FILES:
            return FILES[path]
        name = path.strip("/")
        body = BODIES[name].replace("{other}", self.other).replace("{blob}", SVG.format("00c"))
        return "text/html", HEAD.format(name=name) + body + TAIL


def _handler(pages: WildPages) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            known = path in FILES or path.strip("/") in BODIES
            kind, text = pages.answer(path) if known else ("text/plain", "")
            data = text.encode()
            self.send_response(200 if known else 404)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    return Handler
