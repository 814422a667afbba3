// Runs in every page before its own scripts: writes the page down as XHTML that needs no script and no network.
// What Python must put in (files, other documents, pictures of what cannot be written down) is named in between:
// adoptgen-asset:N, adoptgen-sheet:N, adoptgen-document:N, adoptgen-region:N.
(() => {
  const XHTML = "http://www.w3.org/1999/xhtml", SVG = "http://www.w3.org/2000/svg", MATHML = "http://www.w3.org/1998/Math/MathML";
  const NEVER = new Set(["script", "noscript", "style", "link", "meta", "base", "template", "title", "source", "track", "param", "frame", "frameset", "animate", "animateMotion", "animateTransform", "set", "discard"]);
  const DRAWN = new Set(["canvas", "video", "audio", "object", "embed", "fencedframe", "portal"]);
  const LOST = /^(on.*|nonce|integrity|srcset|sizes|src|href|xlink:href|action|formaction|formmethod|formtarget|method|enctype|ping|srcdoc|sandbox|allow|target|download|crossorigin|referrerpolicy|loading|fetchpriority|autofocus|background|cite|longdesc|data|poster|manifest|usemap|http-equiv|slot|part|exportparts|popovertarget|popovertargetaction|command|commandfor|is|xmlns.*|data-adoptgen-.*)$/i;
  const SECRET = /token|csrf|xsrf|nonce|secret|session|password/i;
  const LONGEST = 300; // characters of a data attribute; more is an application's state, not a page's
  // What no document without a script can be in is written as a mark, and the style sheets ask for the mark, too.
  const STATES = ["hover", "focus", "focus-visible", "focus-within", "indeterminate", "modal", "popover-open", "defined", "user-invalid", "user-valid", "autofill"];
  const STATE = new RegExp(`(?<![\\\\:]):(${STATES.join("|")})(?![\\w-])`, "g");
  const INHERITED = new Set("border-collapse border-spacing caption-side caret-color clip-rule color color-interpolation cursor direction dominant-baseline empty-cells fill fill-opacity fill-rule font-family font-feature-settings font-kerning font-optical-sizing font-size font-size-adjust font-stretch font-style font-variant-alternates font-variant-caps font-variant-east-asian font-variant-ligatures font-variant-numeric font-variant-position font-variation-settings font-weight hyphens image-rendering letter-spacing line-break line-height list-style-image list-style-position list-style-type orphans overflow-wrap pointer-events quotes shape-rendering stroke stroke-dasharray stroke-linecap stroke-linejoin stroke-width tab-size text-align text-align-last text-anchor text-indent text-rendering text-shadow text-size-adjust text-transform text-underline-position text-wrap-mode text-wrap-style visibility white-space-collapse widows word-break word-spacing writing-mode -webkit-font-smoothing -webkit-text-fill-color -webkit-text-stroke-color -webkit-text-stroke-width accent-color color-scheme".split(" "));

  const OWN = new Set(["a", "button", "fieldset", "input", "mark", "meter", "optgroup", "option", "progress", "select", "table", "textarea"]);

  // Computed as the colour of the text, which what is inside must not inherit instead of its own.
  const FOLLOWS = new Set(["-webkit-text-fill-color", "-webkit-text-stroke-color", "caret-color", "text-emphasis-color", "text-decoration-color"]);

  const clean = (text) => text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "");

  // Everything one capture names, over the page and its frames.
  class Book {
    documents = [];
    sheets = [];
    assets = [];
    regions = [];
    foreign = {};

    asset(address) {
      let index = this.assets.findIndex((one) => one.url === address);
      if (index < 0) index = this.assets.push({ url: address }) - 1;
      return `adoptgen-asset:${index}`;
    }

    sheet(text) {
      let index = this.sheets.indexOf(text);
      if (index < 0) index = this.sheets.push(text) - 1;
      return `adoptgen-sheet:${index}`;
    }
  }

  // One document: a page or a frame.
  class Scribe {
    constructor(book, view, left, top) {
      this.book = book;
      this.view = view;
      this.live = view.document;
      this.left = left;
      this.top = top;
      this.out = this.live.implementation.createDocument(XHTML, "html", null);
      this.loaded = new Set(view.performance.getEntriesByType("resource").map((one) => one.name));
      this.fonts = []; // apart from the sheets, which pages share whatever letters they show
      this.rules = [];
      this.flat = 0;
      this.states = new Map();
    }

    write() {
      const root = this.live.documentElement;
      this.look(this.live);
      this.attributes(root, this.out.documentElement);
      const head = this.add(this.out.documentElement, "head");
      this.add(head, "title").textContent = clean(this.live.title);
      const scheme = this.live.querySelector("meta[name=color-scheme]");
      if (scheme) this.set(this.add(head, "meta"), { name: "color-scheme", content: clean(scheme.content) });
      const sheets = this.sheets();
      for (const text of [this.fonts.join("\n"), ...sheets].filter(Boolean)) {
        this.set(this.add(head, "link"), { rel: "stylesheet", href: this.book.sheet(text) });
      }
      if (this.live.body) this.copy(this.live.body, this.out.documentElement, false);
      const scroller = this.live.scrollingElement;
      if (scroller && (scroller.scrollTop || scroller.scrollLeft)) this.view_from(scroller, this.out.documentElement);
      this.probe?.remove();
      if (this.modal) this.still(this.modal);
      if (this.rules.length) this.set(this.add(head, "link"), { rel: "stylesheet", href: this.book.sheet(this.rules.join("\n")) });
      return new XMLSerializer().serializeToString(this.out);
    }

    // --- style sheets

    sheets() {
      const all = [...this.live.styleSheets, ...this.live.adoptedStyleSheets];
      return all.filter((sheet) => !sheet.disabled).map((sheet) => this.sheet(sheet)).filter(Boolean);
    }

    sheet(sheet) {
      let rules;
      try {
        rules = sheet.cssRules;
      } catch {
        const foreign = new this.view.CSSStyleSheet();
        foreign.replaceSync(this.book.foreign[sheet.href] ?? "");
        rules = foreign.cssRules;
      }
      const text = this.rewritten(rules, sheet.href ?? this.live.baseURI);
      const media = sheet.media?.mediaText;
      return media && text ? `@media ${media} {\n${text}\n}` : text;
    }

    rewritten(rules, base) {
      return [...rules].map((rule) => this.rule(rule, base)).filter(Boolean).join("\n");
    }

    rule(rule, base) {
      if (rule instanceof this.view.CSSImportRule) return this.imported(rule);
      if (rule instanceof this.view.CSSNamespaceRule) return "";
      if (rule instanceof this.view.CSSFontFaceRule) {
        if (this.fontUsed(rule, base)) this.fonts.push(this.addresses(rule.cssText, base));
        return "";
      }
      return this.addresses(this.marked(rule.cssText), base, true);
    }

    marked(text) {
      return text.replace(STATE, (_, state) => `:is(:${state},[data-adoptgen-is~="${state}"])`);
    }

    imported(rule) {
      if (!rule.styleSheet) return "";
      let text = this.sheet(rule.styleSheet);
      if (rule.layerName !== null) text = `@layer ${rule.layerName} {\n${text}\n}`;
      if (rule.supportsText) text = `@supports ${rule.supportsText} {\n${text}\n}`;
      return text;
    }

    fontUsed(rule, base) {
      const named = [...rule.style.getPropertyValue("src").matchAll(/url\("?([^")]+)"?\)/g)];
      return named.some(([, found]) => /^(data|blob):/.test(found) || this.loaded.has(new URL(found, base).href));
    }

    addresses(text, base, shared = false) {
      return text.replace(/url\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^)\s]*))\s*\)/g, (_, a, b, c) => {
        const found = (a ?? b ?? c).replace(/\\([0-9a-f]{1,6})\s?/gi, (__, hex) => String.fromCodePoint(parseInt(hex, 16))).replace(/\\(.)/g, "$1");
        if (!found || found.startsWith("#")) return `url("${found}")`;
        return `url("${this.file(found, base, shared)}")`;
      });
    }

    // A file the page has loaded. What it never asked for, nobody has seen; only pictures in the style sheets of its
    // own server are kept all the same, or every page would have sheets of its own.
    file(found, base, shared = false) {
      let address;
      try {
        address = new URL(found, base).href;
      } catch {
        return "data:,";
      }
      const known = /^(data|blob):/.test(address) || this.loaded.has(address.split("#")[0]) || this.loaded.has(address)
        || (shared && new URL(address).origin === this.view.location.origin);
      return known ? this.book.asset(address) : "data:,";
    }

    // --- elements

    look(root) {
      for (const state of STATES) {
        let found = [];
        try {
          found = root.querySelectorAll(`:${state}`);
        } catch {
          continue;
        }
        for (const element of found) {
          if (state === "defined" && !element.localName.includes("-")) continue;
          this.states.set(element, [...(this.states.get(element) ?? []), state]);
        }
      }
    }

    add(into, name, space = XHTML) {
      return into.appendChild(this.out.createElementNS(space, name));
    }

    set(element, values) {
      for (const [name, value] of Object.entries(values)) element.setAttribute(name, value);
      return element;
    }

    attributes(from, to) {
      for (const { name, value } of from.attributes) {
        if (LOST.test(name) || !/^(xml:(lang|space)|[A-Za-z_][\w.-]*)$/.test(name)) continue;
        if (name.startsWith("data-") && (value.length > LONGEST || SECRET.test(name))) continue;
        if (/^\s*(javascript|vbscript|data)\s*:/i.test(value)) continue;
        const text = name === "style" || /url\(/i.test(value) ? this.addresses(value, this.live.baseURI) : value;
        to.setAttribute(name, clean(text));
      }
      const states = this.states.get(from);
      if (states) to.setAttribute("data-adoptgen-is", states.join(" "));
      const steps = this.view.adoptgenReplica?.marksOf(from);
      if (steps) to.setAttribute("data-adoptgen-step", steps.join(" "));
      if (from === this.focused()) this.focus(from, to);
    }

    focused() {
      let active = this.live.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      return active === this.live.body || active === this.live.documentElement ? null : active;
    }

    // A document that is opened gives its first focus a ring; where there was none, none is drawn.
    focus(from, to) {
      to.setAttribute("autofocus", "");
      if (from.matches(":focus-visible")) return;
      const style = this.view.getComputedStyle(from);
      const kept = ["outline", "box-shadow", "border-color", "background-color", "color"];
      const inline = kept.map((name) => `${name}:${style.getPropertyValue(name)} !important`).join(";");
      to.setAttribute("style", `${to.getAttribute("style") ?? ""};${inline}`.replace(/^;/, ""));
    }

    copy(node, into, baked) {
      if (node.nodeType === Node.TEXT_NODE || node.nodeType === Node.CDATA_SECTION_NODE) {
        into.appendChild(this.out.createTextNode(clean(node.data)));
      } else if (node.nodeType === Node.ELEMENT_NODE) {
        this.element(node, into, baked);
      }
    }

    element(node, into, baked) {
      const name = node.localName;
      if (NEVER.has(name)) {
        // what counts children in a style sheet goes on counting
        if (node.namespaceURI === XHTML && !baked && name !== "title") this.add(into, "template");
        if (node.namespaceURI === SVG && name === "title") this.plain(node, into, baked);
        return;
      }
      if (![XHTML, SVG, MATHML].includes(node.namespaceURI) || !/^[A-Za-z][\w.-]*$/.test(name)) return;
      const why = this.unwritable(node);
      if (why) this.region(node, into, why);
      else if (name === "iframe") this.frame(node, into, baked);
      else if (node.shadowRoot) this.flattened(node, into);
      else this.plain(node, into, baked);
    }

    // Why a node has to be shown as a picture; empty where it can be written.
    unwritable(node) {
      if (node.hasAttribute("data-adoptgen-blank")) return "";
      const name = node.localName;
      if (DRAWN.has(name) && node.namespaceURI === XHTML) return name === "audio" && !node.controls ? "" : name;
      if (name === "iframe") return this.inner(node) ? "" : "frame of another origin";
      if (this.view.adoptgenRedact?.closed.has(node)) return "closed shadow root";
      if (name.includes("-") && !node.shadowRoot && !node.childNodes.length && node.getClientRects().length && this.drawn(node)) return "closed shadow root";
      if (name === "svg" && [...node.querySelectorAll("use")].some((one) => !/^#/.test(one.getAttribute("href") ?? one.getAttribute("xlink:href") ?? "#"))) return "drawing from another file";
      if (node.matches("input[type=file]") && node.files.length) return "file name";
      return "";
    }

    // A custom element without children that has a size no style gives it draws something of its own.
    drawn(node) {
      return node.matches(":defined") && node.offsetWidth > 0 && node.offsetHeight > 0 && this.view.customElements.get(node.localName) !== undefined;
    }

    inner(frame) {
      try {
        return frame.contentDocument?.documentElement ? frame.contentWindow : null;
      } catch {
        return null;
      }
    }

    plain(node, into, baked) {
      const made = this.add(into, node.localName, node.namespaceURI);
      this.attributes(node, made);
      this.form(node, made);
      this.files(node, made);
      if (baked) this.bake(node, made);
      if (node.localName === "textarea" && node.namespaceURI === XHTML) made.textContent = clean(node.value);
      else for (const child of node.childNodes) this.copy(child, made, baked);
      const top = node.namespaceURI === XHTML && (node.matches("dialog:modal") || node.matches(":popover-open"));
      if (top) this.lifted(node, made, into);
      const scrolls = node !== this.live.body && node !== this.live.scrollingElement && (node.scrollTop || node.scrollLeft);
      if (scrolls && node.namespaceURI === XHTML && !node.matches("input, textarea, select")) this.view_from(node, made);
      return made;
    }

    form(node, made) {
      const put = (name, on) => (on ? made.setAttribute(name, name) : made.removeAttribute(name));
      if (node.namespaceURI !== XHTML) return;
      if (node.localName === "input") {
        if (node.type === "hidden") made.removeAttribute("value");
        else if (node.type === "checkbox" || node.type === "radio") put("checked", node.checked);
        else if (node.type !== "file" && node.type !== "image") made.setAttribute("value", clean(node.value));
      } else if (node.localName === "option") {
        put("selected", node.selected);
      } else if (node.localName === "progress" && !node.hasAttribute("value") && node.position >= 0) {
        made.setAttribute("value", node.value);
      }
    }

    files(node, made) {
      const name = node.localName;
      if (node.hasAttribute("data-adoptgen-blank")) return;
      if (name === "img" || node.matches("input[type=image]")) {
        const address = node.currentSrc || node.src;
        if (!address) return;
        made.setAttribute("src", this.file(address, this.live.baseURI));
        if (node.srcset || node.parentElement?.localName === "picture") {
          const style = this.view.getComputedStyle(node); // a file for two pixels per pixel is not twice as large
          made.setAttribute("style", `${made.getAttribute("style") ?? ""};width:${style.width};height:${style.height}`.replace(/^;/, ""));
        }
      } else if ((name === "a" || name === "area") && node.hasAttribute("href")) {
        this.link(node, made);
      } else if (node.namespaceURI === SVG) {
        const href = node.getAttribute("href") ?? node.getAttribute("xlink:href");
        if (!href) return;
        if (href.startsWith("#")) made.setAttribute("href", href);
        else if (name === "image" || name === "feImage") made.setAttribute("href", this.file(href, this.live.baseURI));
      }
    }

    link(node, made) {
      if (node.namespaceURI !== XHTML) return;
      const to = new URL(node.href || "#", this.live.baseURI);
      const here = to.origin === this.view.location.origin;
      const inside = here && to.pathname === this.view.location.pathname && to.hash;
      made.setAttribute("href", inside ? to.hash.replace(/[^#\w.-]/g, "") : "#");
      if (here && !inside && /^https?:$/.test(to.protocol)) made.setAttribute("data-adoptgen-to", clean(to.pathname));
    }

    frame(node, into, baked) {
      const made = this.add(into, "iframe");
      this.attributes(node, made);
      if (baked) this.bake(node, made);
      if (node.hasAttribute("data-adoptgen-blank")) return;
      const rect = node.getBoundingClientRect();
      const inner = new Scribe(this.book, this.inner(node), this.left + rect.left + node.clientLeft, this.top + rect.top + node.clientTop);
      const index = this.book.documents.push("") - 1;
      this.book.documents[index] = inner.write();
      this.set(made, { src: `adoptgen-document:${index}`, sandbox: "allow-same-origin" });
    }

    // --- shadow trees: written as what is seen, every element with its own style, since no sheet reaches in

    flattened(host, into) {
      const made = this.add(into, host.localName, host.namespaceURI);
      this.look(host.shadowRoot);
      this.attributes(host, made);
      this.bake(host, made);
      for (const child of host.shadowRoot.childNodes) this.shadowed(child, made);
      return made;
    }

    shadowed(node, into) {
      if (node.nodeType !== Node.ELEMENT_NODE) return this.copy(node, into, true);
      if (node.localName !== "slot") return this.within(node, into);
      const assigned = node.assignedNodes();
      const made = this.set(this.add(into, "span"), { style: "all:revert;display:contents" });
      for (const child of assigned.length ? assigned : node.childNodes) this.shadowed(child, made);
    }

    within(node, into) {
      if (NEVER.has(node.localName) || node.shadowRoot || this.unwritable(node) || node.localName === "iframe" || node.localName === "textarea") {
        return this.element(node, into, true);
      }
      const made = this.add(into, node.localName, node.namespaceURI);
      this.attributes(node, made);
      this.form(node, made);
      this.files(node, made);
      this.bake(node, made);
      for (const child of node.childNodes) this.shadowed(child, made);
    }

    // The style of an element as it was computed, free of every sheet.
    bake(node, made) {
      made.setAttribute("style", `all:revert;${this.computed(node, null)}`);
      for (const pseudo of ["::before", "::after", "::placeholder", "::marker"]) this.pseudo(node, made, pseudo);
    }

    pseudo(node, made, pseudo) {
      const style = this.view.getComputedStyle(node, pseudo);
      const there = pseudo === "::placeholder" ? node.placeholder : pseudo === "::marker" ? style.content !== "normal" : style.content !== "none" && style.content !== "normal";
      if (!there) return;
      if (!made.hasAttribute("data-adoptgen-flat")) made.setAttribute("data-adoptgen-flat", String(this.flat++));
      const own = `[data-adoptgen-flat="${made.getAttribute("data-adoptgen-flat")}"]`;
      this.rules.push(`${own.repeat(4)}${pseudo}{all:revert;${this.computed(node, pseudo)}}`);
    }

    computed(node, pseudo) {
      const style = this.view.getComputedStyle(node, pseudo);
      const parent = pseudo ? this.view.getComputedStyle(node) : this.above(node);
      const plain = this.unstyled(pseudo ? "span" : node.localName, node.namespaceURI);
      const bare = this.unstyled("span", XHTML);
      const styled = !pseudo && OWN.has(node.localName); // may get from the browser what others get from above
      const found = [];
      for (const name of style) {
        if (/-(block|inline)(-|$)|^(block|inline|perspective-origin|transform-origin|-webkit-locale|app-region)|^(min-|max-)?(block|inline)-size$/.test(name)) continue;
        const value = style.getPropertyValue(name);
        if (FOLLOWS.has(name) && value === style.color) continue;
        const handed = INHERITED.has(name) && plain[name] === bare[name];
        const expected = handed ? parent?.getPropertyValue(name) : plain[name];
        if (value !== expected || (handed && styled) || name === "color") found.push(`${name}:${this.addresses(value, this.live.baseURI)}`);
      }
      return found.join(";");
    }

    above(node) {
      const up = node.assignedSlot ?? node.parentNode;
      const element = up?.nodeType === Node.DOCUMENT_FRAGMENT_NODE ? up.host : up;
      return element?.nodeType === Node.ELEMENT_NODE ? this.view.getComputedStyle(element) : null;
    }

    // What an element of this name looks like where nobody styled anything.
    unstyled(name, space) {
      this.plainStyles ??= new Map();
      const known = this.plainStyles.get(name);
      if (known) return known;
      if (!this.probe) {
        this.probe = this.live.createElement("div");
        this.probe.style.cssText = "all:initial;position:fixed;visibility:hidden;width:0;height:0";
        this.inside = Element.prototype.attachShadow.call(this.probe, { mode: "open" });
        this.live.documentElement.append(this.probe);
      }
      const box = this.inside.appendChild(this.live.createElement("div"));
      box.style.all = "initial";
      const plainName = name.includes("-") ? "span" : name;
      const one = box.appendChild(this.live.createElementNS(space, plainName));
      const style = this.view.getComputedStyle(one);
      const found = Object.fromEntries([...style].map((each) => [each, style.getPropertyValue(each)]));
      box.remove();
      this.plainStyles.set(name, found);
      return found;
    }

    // --- what lies above the page, and where it is scrolled to

    lifted(node, made, into) {
      made.removeAttribute("popover");
      const modal = node.matches("dialog:modal");
      made.setAttribute("style", `all:revert;${this.computed(node, null)};z-index:2147483647`);
      if (!modal) return;
      this.modal = made;
      made.setAttribute("aria-modal", "true");
      const behind = this.view.getComputedStyle(node, "::backdrop");
      const kept = ["background-color", "background-image", "backdrop-filter", "opacity"];
      const look = kept.map((name) => `${name}:${this.addresses(behind.getPropertyValue(name), this.live.baseURI)}`).join(";");
      const style = `all:revert;position:fixed;inset:0;z-index:2147483645;${look}`;
      this.set(this.add(into, "div"), { style, "data-adoptgen-backdrop": "" });
    }

    // Under an open window nothing else can be used.
    still(modal) {
      for (let up = modal; up.localName !== "body" && up.parentElement; up = up.parentElement) {
        for (const other of up.parentElement.children) {
          if (other !== up && !other.hasAttribute("data-adoptgen-backdrop")) other.setAttribute("inert", "");
        }
      }
    }

    view_from(scroller, made) {
      const place = `left:${scroller.scrollLeft}px;top:${scroller.scrollTop}px`;
      const style = `all:revert;position:absolute;${place};width:1px;height:1px;visibility:hidden;scroll-initial-target:nearest`;
      this.set(this.add(made, "span"), { style, "data-adoptgen-view": `${scroller.scrollLeft} ${scroller.scrollTop}` });
      const root = scroller === this.live.scrollingElement;
      if (!root && this.view.getComputedStyle(scroller).position === "static") {
        made.setAttribute("style", `${made.getAttribute("style") ?? ""};position:relative`.replace(/^;/, ""));
      }
    }

    // A picture taken under an open window is dark already.
    dimmed() {
      return this.live.querySelector("dialog:modal") ? ";position:relative;z-index:2147483646" : "";
    }

    region(node, into, why) {
      const rect = node.getBoundingClientRect();
      const made = this.add(into, "img");
      this.attributes(node, made);
      for (const name of ["width", "height", "type", "value", "name", "placeholder"]) made.removeAttribute(name);
      if (!made.hasAttribute("alt")) made.setAttribute("alt", node.getAttribute("aria-label") ?? node.getAttribute("title") ?? clean(node.textContent.trim().slice(0, 200)));
      if (!rect.width || !rect.height || this.view.getComputedStyle(node).visibility !== "visible") {
        made.setAttribute("hidden", "hidden");
        return;
      }
      made.setAttribute("style", `all:revert;${this.computed(node, null)};box-sizing:border-box;width:${rect.width}px;height:${rect.height}px;border:0;padding:0;background:none;visibility:visible${this.dimmed()}`);
      const index = this.book.regions.push({ left: this.left + rect.left, top: this.top + rect.top, width: rect.width, height: rect.height, why }) - 1;
      made.setAttribute("src", `adoptgen-region:${index}`);
    }
  }

  async function bytes(address) {
    const blob = window.adoptgenRedact.kept.get(address);
    if (!blob) return null;
    const data = new Uint8Array(await blob.arrayBuffer());
    let text = "";
    for (let index = 0; index < data.length; index += 0x8000) text += String.fromCharCode(...data.subarray(index, index + 0x8000));
    return btoa(text);
  }

  // Style sheets of other origins, which the page shows and may not read.
  function linked() {
    const all = [...document.styleSheets].filter((sheet) => {
      try {
        return !sheet.cssRules;
      } catch {
        return true;
      }
    });
    return all.map((sheet) => sheet.href).filter(Boolean);
  }

  async function take(foreign) {
    const book = new Book();
    book.foreign = foreign;
    book.documents.push("");
    book.documents[0] = new Scribe(book, window, 0, 0).write();
    for (const asset of book.assets) if (asset.url.startsWith("blob:")) asset.data = await bytes(asset.url.split("#")[0]);
    const { documents, sheets, assets, regions } = book;
    return { documents, sheets, assets, regions };
  }

  let marks = new Map();
  const mark = (element, step) => marks.set(element, [...(marks.get(element) ?? []), step]);
  const forget = () => { marks = new Map(); };
  const marksOf = (element) => marks.get(element);

  window.adoptgenReplica = { take, linked, mark, forget, marksOf };
})();
