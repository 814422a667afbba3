// Runs in every page before its own scripts: hands over everything that can be read, puts other words in its place,
// and takes them out again, so that the application goes on with its own.
(() => {
  const INLINE = "a,abbr,b,bdi,bdo,cite,code,em,font,i,kbd,label,mark,q,s,samp,small,span,strong,sub,sup,time,tspan,u,var,wbr";
  const DRAWN = new Set(["d", "points", "viewBox", "transform", "style", "gradientTransform", "preserveAspectRatio"]);
  const BLANK = "img,canvas,video,iframe,object,embed,svg,picture,input[type=image],input[type=file]";
  const HIDDEN = "••••••••";
  const closed = new WeakMap();
  const kept = new Map(); // blob: address -> Blob

  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    if (options.mode === "closed") closed.set(this, root);
    return root;
  };
  const create = URL.createObjectURL;
  URL.createObjectURL = function (given) {
    const address = create.call(URL, given);
    if (given instanceof Blob && given.size <= 4_000_000) kept.set(address, given);
    return address;
  };
  performance.setResourceTimingBufferSize(5000);

  // Every root whose words can be seen: the document, and shadow roots whether they are open or not.
  function* roots(from) {
    yield from;
    for (const element of from.querySelectorAll("*")) {
      const root = element.shadowRoot ?? closed.get(element);
      if (root) yield* roots(root);
    }
  }

  const skipped = (node) => node.parentElement?.closest("script, style, template, noscript");

  // Text nodes that follow one another with nothing but inline markup between them are read as one text.
  function runs(root) {
    const found = [[]];
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    let depth = null;
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (node.nodeType === Node.ELEMENT_NODE) {
        if (!node.matches(INLINE)) found.push([]);
      } else if (!skipped(node)) {
        const block = node.parentElement?.closest(`:not(${INLINE})`) ?? null;
        if (block !== depth) found.push([]);
        depth = block;
        if (node.data) found.at(-1).push(node);
      }
    }
    return found.filter((run) => run.length);
  }

  const typed = (element) => element.matches("input:not([type=file], [type=checkbox], [type=radio]), textarea");
  let read = null;
  let undo = [];

  // Everything that can be read, and every file name a field shows.
  function collect() {
    read = { runs: [], attributes: [], fields: [], files: [] };
    for (const root of roots(document)) {
      read.runs.push(...runs(root));
      for (const element of root.querySelectorAll("*")) {
        for (const attribute of element.attributes) {
          if (attribute.value && !DRAWN.has(attribute.name)) read.attributes.push(attribute);
        }
        if (element.matches("input[type=password]")) put(element, "value", element.value && HIDDEN);
        else if (typed(element) && element.value) read.fields.push(element);
        if (element.matches("input[type=file]") && element.files.length) read.files.push(element);
      }
    }
    const words = new Set(read.attributes.map((one) => one.value));
    for (const run of read.runs) for (const node of run) words.add(node.data);
    for (const field of read.fields) words.add(field.value);
    for (const field of read.files) for (const file of field.files) words.add(file.name);
    const cut = read.runs.filter((run) => run.length > 1).map((run) => run.map((node) => node.data));
    return { words: [...words], runs: cut };
  }

  function put(thing, key, value) {
    const old = thing[key];
    if (old === value) return;
    const range = key === "value" && thing === document.activeElement ? [thing.selectionStart, thing.selectionEnd] : null;
    undo.push(() => {
      if (thing[key] === value) thing[key] = old;
      if (range && range[0] !== null) thing.setSelectionRange(...range);
    });
    thing[key] = value;
  }

  function blank(element) {
    const style = element.getAttribute("style");
    element.style.setProperty("visibility", "hidden", "important");
    element.setAttribute("data-adoptgen-blank", "");
    undo.push(() => {
      element.removeAttribute("data-adoptgen-blank");
      if (style === null) element.removeAttribute("style");
      else element.setAttribute("style", style);
    });
  }

  // `words`: old text -> new one; `runs`: the pieces of each run of several nodes, null where nothing changes.
  function apply(words, cut) {
    let index = 0;
    for (const run of read.runs) {
      const pieces = run.length > 1 ? cut[index++] : null;
      run.forEach((node, place) => put(node, "data", pieces?.[place] ?? words[node.data] ?? node.data));
    }
    for (const attribute of read.attributes) put(attribute, "value", words[attribute.value] ?? attribute.value);
    for (const field of read.fields) put(field, "value", words[field.value] ?? field.value);
    for (const field of read.files) if ([...field.files].some((file) => words[file.name] !== undefined)) blank(field);
  }

  // Covers what an author named; answers with the texts that stood there, which the rest of the page may repeat.
  function cover(css, text) {
    const stood = [];
    for (const root of roots(document)) {
      for (const element of root.querySelectorAll(css)) {
        const drawn = [element, ...element.querySelectorAll(BLANK)].filter((one) => one.matches(BLANK));
        drawn.forEach(blank);
        if (typed(element)) {
          stood.push(element.value);
          put(element, "value", text);
        }
        const nodes = runs(element).flat().filter((node) => node.data.trim());
        stood.push(nodes.map((node) => node.data).join(""), ...nodes.map((node) => node.data));
        nodes.forEach((node, place) => put(node, "data", place ? "" : text));
        for (const name of ["alt", "title", "aria-label", "placeholder", "value"]) {
          const attribute = element.getAttributeNode(name);
          if (!attribute?.value) continue;
          stood.push(attribute.value);
          put(attribute, "value", text);
        }
      }
    }
    return [...new Set(stood.map((one) => one.trim()).filter((one) => one.length > 2))];
  }

  function restore() {
    for (const back of undo.reverse()) back();
    undo = [];
    read = null;
  }

  window.adoptgenRedact = { collect, apply, cover, restore, closed, kept };
})();
