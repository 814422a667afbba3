// Runs in every page before its own scripts: knows when the page rests, and what can be seen on it.
(() => {
  const RESTS = 3; // frames without a change
  const PATIENCE = 8000; // ms after which a page that never rests (a ticking clock) is taken as it is
  let pending = 0;
  let still = 0;
  const wake = () => { still = 0; };
  const count = (promise) => {
    pending += 1;
    wake();
    const done = () => { pending -= 1; wake(); };
    promise.then(done, done);
    return promise;
  };

  const fetched = window.fetch;
  window.fetch = (...args) => count(fetched(...args));
  const send = XMLHttpRequest.prototype.send;
  XMLHttpRequest.prototype.send = function (...args) {
    count(new Promise((resolve) => this.addEventListener("loadend", resolve)));
    return send.apply(this, args);
  };
  new MutationObserver(wake).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });

  function quiet() {
    const deadline = performance.now() + PATIENCE;
    return new Promise((resolve) => {
      const look = () => {
        const busy = pending || document.readyState !== "complete" || document.fonts.status !== "loaded";
        still = busy ? 0 : still + 1;
        if (still >= RESTS || performance.now() > deadline) resolve();
        else requestAnimationFrame(look);
      };
      look();
    });
  }

  const box = (rect) => {
    const left = Math.round(rect.left), top = Math.round(rect.top);
    return [left, top, Math.round(rect.right) - left, Math.round(rect.bottom) - top];
  };
  const inside = ({ left, top, right, bottom, width, height }) =>
    width > 0 && height > 0 && left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;

  // Whether the element is what a person sees in the middle of `rect`.
  function uncovered(element, rect) {
    const hit = document.elementFromPoint((rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2);
    return hit && (element.contains(hit) || hit.contains(element) && !hit.matches("dialog"));
  }

  // The box of an element that lies wholly on the picture and under nothing else; else null.
  function seen(element) {
    const rect = element.getBoundingClientRect();
    return inside(rect) && [...element.getClientRects()].some((line) => uncovered(element, line)) ? box(rect) : null;
  }

  // The lines of words that can be read, fields included.
  function texts() {
    const found = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (!node.data.trim()) continue;
      range.selectNodeContents(node);
      for (const rect of range.getClientRects()) {
        if (inside(rect) && uncovered(node.parentElement, rect)) found.push(box(rect));
      }
    }
    for (const field of document.querySelectorAll("input, select, textarea")) {
      const rect = field.getBoundingClientRect();
      const words = field.tagName === "SELECT" || field.value || field.placeholder;
      if (words && inside(rect) && uncovered(field, rect)) found.push(box(rect));
    }
    return found;
  }

  function dialog() {
    const open = [...document.querySelectorAll("dialog[open], [role=dialog]")].filter((one) => seen(one));
    return open.length ? box(open.at(-1).getBoundingClientRect()) : null;
  }

  // What a field shows: the label of the chosen option, or its text.
  function shows(element) {
    if (element.type === "password") return "";
    if (element.tagName === "SELECT") return element.selectedOptions[0]?.label ?? "";
    return element.value ?? "";
  }

  window.adoptgenWatch = { quiet, seen, texts, dialog, shows };
})();
