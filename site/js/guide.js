// The guide's own script: remembers what is done in this browser, leads back to it.
// Every page reads and works without it.
(function () {
  "use strict";

  /**
   * @typedef {{role: string, site: string, done: Record<string, number>, at: {ref: string, step: number, steps: number, href: string, title: string, minutes: number} | null}} Progress
   * @typedef {{ref: string, title: string, href: string, minutes: number}} PathStep
   * @typedef {{role: string, title: string, href: string, phases: {title: string, steps: PathStep[]}[]}} Path
   */

  const root = document.documentElement;

  /** @param {string} selector @param {ParentNode} [within] @returns {HTMLElement[]} */
  function all(selector, within) {
    return Array.from((within || document).querySelectorAll(selector));
  }

  /** @param {string} selector @param {ParentNode} [within] @returns {HTMLElement | null} */
  function one(selector, within) {
    return (within || document).querySelector(selector);
  }

  // ---- words -------------------------------------------------------------------------------------------------------

  const words = /** @type {Record<string, string>} */ (JSON.parse(one("#ag-words")?.textContent || "{}"));
  const language = root.lang || "en";

  /** @param {string} key @param {Record<string, string | number>} [values] */
  function say(key, values) {
    return (words[key] || "").replace(/\{(\w+)\}/g, (whole, name) => String((values || {})[name] ?? whole));
  }

  /** @param {string} key @param {number} count */
  function counted(key, count) {
    const form = `${key}_${new Intl.PluralRules(language).select(count)}`;
    return say(words[form] ? form : `${key}_other`, { count });
  }

  /** @param {number} total */
  function minutes(total) {
    const hours = Math.floor(total / 60);
    const rest = total % 60;
    if (!hours) return say("minutes", { minutes: rest });
    return rest ? say("hours_minutes", { hours, minutes: String(rest).padStart(2, "0") }) : say("hours", { hours });
  }

  // ---- what this browser remembers ---------------------------------------------------------------------------------

  const programme = one('meta[name="ag-programme"]')?.getAttribute("content") || "";
  const key = `adoptgen:${programme}`;

  /** @returns {Progress} */
  function remembered() {
    const nothing = { role: "", site: "", done: {}, at: null };
    try {
      const found = JSON.parse(localStorage.getItem(key) || "{}");
      return Object.assign(nothing, found && typeof found === "object" ? found : {});
    } catch (refused) {
      return nothing; // storage switched off, or not ours: start empty
    }
  }

  /** @param {string} name @param {string} value */
  function keep(name, value) {
    try {
      localStorage.setItem(name, value);
    } catch (refused) {
      return; // nothing is remembered, all else works
    }
  }

  const progress = remembered();

  function save() {
    keep(key, JSON.stringify(progress));
  }

  /** @param {string} ref */
  function isDone(ref) {
    return Boolean(progress.done[ref]);
  }

  // ---- frame: scheme, language, menus, tabs ------------------------------------------------------------------------

  function scheme() {
    const chosen = root.getAttribute("data-scheme");
    return chosen || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  }

  for (const button of all("[data-scheme-toggle]")) {
    const label = () => button.setAttribute("aria-label", say(scheme() === "dark" ? "scheme_light" : "scheme_dark"));
    button.hidden = false;
    label();
    button.addEventListener("click", () => {
      root.setAttribute("data-scheme", scheme() === "dark" ? "light" : "dark");
      keep("adoptgen:scheme", scheme());
      label();
    });
  }

  for (const link of all("[data-language]")) {
    link.addEventListener("click", () => keep("adoptgen:language", link.getAttribute("data-language") || ""));
  }

  const menus = /** @type {HTMLDetailsElement[]} */ (all("details.ag-menu, details.ag-languages"));
  document.addEventListener("click", (event) => {
    for (const menu of menus) if (menu.open && !menu.contains(/** @type {Node} */ (event.target))) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus) {
      if (menu.open) one("summary", menu)?.focus();
      menu.open = false;
    }
  });

  const opener = /** @type {HTMLInputElement | null} */ (one("#__search"));
  opener?.addEventListener("change", () => {
    if (opener.checked) one('[data-md-component="search-query"]')?.focus();
  });

  /** The way from this page to the root of its tree. */
  const toRoot = (one(".ag-brand")?.getAttribute("href") || "index.html").replace(/index\.html$/, "");

  // ---- site and wave -----------------------------------------------------------------------------------------------

  const choice = /** @type {HTMLSelectElement | null} */ (one("#ag-site"));

  function showSite() {
    const option = choice ? Array.from(choice.options).find((item) => item.value === progress.site) : undefined;
    const wave = option?.dataset.wave || "";
    root.classList.toggle("has-wave", Boolean(wave));
    for (const element of all("[data-wave]:not(option)")) {
      element.hidden = Boolean(wave) && element.dataset.wave !== wave;
    }
    for (const element of all("[data-sites]")) {
      const sites = (element.dataset.sites || "").split(" ").filter(Boolean);
      element.hidden = Boolean(progress.site) && sites.length > 0 && !sites.includes(progress.site);
    }
  }

  if (choice) {
    const field = one("[data-site-choice]");
    if (field) field.hidden = false;
    if (Array.from(choice.options).some((item) => item.value === progress.site)) choice.value = progress.site;
    choice.addEventListener("change", () => {
      progress.site = choice.value;
      save();
      showSite();
    });
    showSite();
  }

  for (const time of all("time[data-go-live]")) {
    const days = Math.ceil((Date.parse(time.getAttribute("datetime") || "") - Date.now()) / 86400000);
    const place = one("[data-in-days]", time.parentElement || document);
    if (place && days > 0) place.textContent = `, ${new Intl.RelativeTimeFormat(language).format(days, "day")}`;
  }

  // ---- marks of what is done ---------------------------------------------------------------------------------------

  /** @param {HTMLElement} element @param {boolean} current */
  function markState(element, current) {
    const ref = element.dataset.ref || "";
    element.classList.toggle("is-done", isDone(ref));
    element.classList.toggle("is-current", current);
    if (current) element.setAttribute("aria-current", "step");
    else element.removeAttribute("aria-current");
    const state = one("[data-state]", element);
    if (state) state.textContent = isDone(ref) ? ` · ${say("done")}` : current ? ` · ${say("you_are_here")}` : "";
  }

  for (const item of all("li[data-ref], tr[data-ref]")) if (!item.closest(".ag-rail")) markState(item, false);

  // ---- role home ---------------------------------------------------------------------------------------------------

  /** @param {HTMLElement} page */
  function roleHome(page) {
    progress.role = page.dataset.role || progress.role;
    save();
    const stations = all(".ag-station[data-ref]", page);
    const open = stations.filter((item) => !isDone(item.dataset.ref || ""));
    const at = open.find((item) => item.dataset.ref === progress.at?.ref);
    const current = at || open.find((item) => item.dataset.optional === undefined) || open[0];
    const begun = Boolean(at) || open.length < stations.length;
    for (const item of stations) markState(item, begun && item === current);
    const done = stations.filter((item) => isDone(item.dataset.ref || ""));
    showPhases(page);
    showDone(page, done);
    showLevels(page);
    if (current) showContinue(page, current, begun);
  }

  /** @param {HTMLElement} page */
  function showPhases(page) {
    for (const phase of all("[data-phase]", page)) {
      const parts = all(".ag-station[data-ref]", phase);
      const done = parts.filter((item) => isDone(item.dataset.ref || "")).length;
      const note = one("[data-phase-done]", phase);
      if (note) note.textContent = done ? ` · ${say("phase_done", { done, all: parts.length })}` : "";
    }
  }

  /** @param {HTMLElement} page @param {HTMLElement[]} done */
  function showDone(page, done) {
    const fact = one("[data-fact-done]", page);
    if (!fact || !done.length) return;
    fact.hidden = false;
    const total = done.reduce((sum, item) => sum + Number(item.dataset.minutes || 0), 0);
    const [time, parts] = [one("[data-done-time]", fact), one("[data-done-parts]", fact)];
    if (time) time.textContent = minutes(total);
    if (parts) parts.textContent = counted("parts", done.length);
  }

  /** @param {HTMLElement} page */
  function showLevels(page) {
    if (!Object.keys(progress.done).length) return;
    for (const note of all("[data-plain]", page)) note.hidden = true;
    for (const note of all("[data-progress]", page)) note.hidden = false;
    for (const item of all("[data-needed]", page)) {
      const by = /** @type {string[][]} */ (JSON.parse(item.dataset.by || "[]"));
      const needed = Number(item.dataset.needed);
      let level = 0;
      by.forEach((refs, index) => {
        if (refs.length && refs.every(isDone)) level = index + 1;
      });
      all(".ag-level-bar span", item).forEach((bar, index) => bar.classList.toggle("is-reached", index < level));
      const text = one("[data-level-words]", item);
      const name = level >= needed ? "able_reached" : level ? "able_some" : "able_none";
      if (text) text.textContent = say(name, { level, needed });
    }
  }

  /** @param {HTMLElement} page @param {HTMLElement} current @param {boolean} begun */
  function showContinue(page, current, begun) {
    const card = one("[data-continue]", page);
    const link = /** @type {HTMLAnchorElement | null} */ (one(".ag-station__title", current));
    if (!card || !link) return;
    const at = progress.at && progress.at.ref === current.dataset.ref && progress.at.steps > 1 ? progress.at : null;
    const total = Number(current.dataset.minutes || 0);
    const left = at ? Math.max(1, Math.round((total * (at.steps - at.step + 1)) / at.steps)) : total;
    const kind = (one(".ag-station__meta", current)?.firstChild?.textContent || "").replace(/ · .*/s, "").trim();
    const meta = [kind, at ? say("continue_step", { step: at.step, steps: at.steps }) : "", at ? say("continue_left", { time: minutes(left) }) : minutes(left)];
    const texts = {
      "[data-continue-label]": say(begun ? "continue_label" : "continue_start"),
      "[data-continue-title]": link.textContent || "",
      "[data-continue-meta]": meta.filter(Boolean).join(" · "),
      "[data-continue-button]": say(begun ? "continue_button" : "continue_first"),
    };
    for (const [selector, text] of Object.entries(texts)) {
      const element = one(selector, card);
      if (element) element.textContent = text;
    }
    const go = one("[data-continue-link]", card);
    if (go) go.setAttribute("href", (link.getAttribute("href") || "") + (at ? `#step-${at.step}` : ""));
    const bar = one("[data-continue-bar]", card);
    if (bar && at) {
      bar.hidden = false;
      bar.replaceChildren(...Array.from({ length: at.steps }, (_, index) => element("span", index + 1 < at.step ? "is-done" : "")));
    }
  }

  /** @param {string} name @param {string} [className] @param {string} [text] */
  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  const home = one(".ag-page--role");
  if (home) roleHome(home);

  // ---- start page: back to one's role ------------------------------------------------------------------------------

  const slot = one("[data-home-continue]");
  const row = progress.role ? one(`[data-role-row="${CSS.escape(progress.role)}"]`) : null;
  if (slot && row) {
    const link = /** @type {HTMLAnchorElement | null} */ (one("a", row));
    const panel = element("section", "ag-panel ag-home-continue");
    const text = element("div");
    text.append(element("p", "ag-eyebrow", say("continue_label")), element("p", "ag-continue__title", link?.textContent || ""));
    const go = element("a", "ag-button ag-button--primary", say("continue_button"));
    go.setAttribute("href", link?.getAttribute("href") || "");
    panel.append(text, go);
    slot.append(panel);
    slot.hidden = false;
  }

  // ---- a page of the path: its place in one's own path, finished, previous and next --------------------------------

  const learning = one("[data-learning]");
  const ref = learning?.dataset.learning || "";

  /** @param {Path} path */
  function showPath(path) {
    const steps = path.phases.flatMap((phase) => phase.steps);
    const at = steps.findIndex((step) => step.ref === ref);
    if (at < 0) return;
    for (const nav of all("[data-rail]")) {
      const role = one("[data-rail-role]", nav);
      if (role) {
        role.textContent = path.title;
        role.setAttribute("href", toRoot + path.href);
      }
      one("[data-rail-parts]", nav)?.replaceChildren(...path.phases.flatMap(railPhase));
    }
    const crumb = one('.ag-crumbs a[href*="roles/"]');
    if (crumb) {
      crumb.textContent = path.title;
      crumb.setAttribute("href", toRoot + path.href);
    }
    const place = one("[data-place]");
    if (place) place.textContent = say("lesson_place", { number: at + 1, all: steps.length });
    neighbour("[data-previous]", steps[at - 1]);
    neighbour("[data-next]", steps[at + 1]);
    showHere();
  }

  /** @param {{title: string, steps: PathStep[]}} phase */
  function railPhase(phase) {
    const list = element("ul");
    for (const step of phase.steps) {
      const item = element("li");
      const link = element("a", isDone(step.ref) ? "is-done" : "", step.title);
      link.setAttribute("href", toRoot + step.href);
      if (step.ref === ref) link.setAttribute("aria-current", "page");
      item.append(link);
      list.append(item);
    }
    return [element("p", "ag-rail-nav__phase", phase.title), list];
  }

  /** @param {string} selector @param {PathStep | undefined} step */
  function neighbour(selector, step) {
    const place = one(`[data-prev-next] ${selector}`);
    const link = place && one("a", place);
    if (!place || !link) return;
    place.hidden = !step;
    if (!step) return;
    link.textContent = step.title;
    link.setAttribute("href", toRoot + step.href);
  }

  /** The current part in view, without moving the page. */
  function showHere() {
    const nav = one("[data-rail]");
    const here = nav && one("[aria-current]", nav);
    if (nav && here) nav.scrollTop = here.offsetTop - nav.clientHeight / 3;
  }

  showHere();
  for (const link of all("[data-rail] a[data-ref]")) link.classList.toggle("is-done", isDone(link.dataset.ref || ""));

  if (learning && /^[a-z0-9.-]+$/.test(progress.role)) {
    const script = document.createElement("script");
    script.src = `${toRoot}assets/paths/${progress.role}.js`;
    script.onload = () => {
      const path = /** @type {{agPath?: Path}} */ (/** @type {unknown} */ (window)).agPath;
      if (path) showPath(path);
    };
    const known = all("[data-known-roles]").some((item) => (item.dataset.knownRoles || "").split(" ").includes(progress.role));
    if (known) document.head.append(script);
  }

  for (const box of all("[data-finish]")) {
    const button = one("button", box);
    if (!button) continue;
    const show = () => {
      button.textContent = say(isDone(ref) ? "finished" : "finish");
      button.classList.toggle("is-done", isDone(ref));
      button.setAttribute("aria-pressed", String(isDone(ref)));
    };
    box.hidden = false;
    show();
    button.addEventListener("click", () => {
      if (isDone(ref)) delete progress.done[ref];
      else progress.done[ref] = 1;
      if (progress.at?.ref === ref) progress.at = null;
      save();
      show();
    });
  }

  // ---- walkthrough: the step one is at -----------------------------------------------------------------------------

  /** @param {HTMLElement} page @param {number} number @param {boolean} keepIt */
  function atStep(page, number, keepIt) {
    for (const step of all("[data-step]", page)) {
      const here = Number(step.dataset.step) === number;
      step.classList.toggle("is-current", here);
      if (here) step.setAttribute("aria-current", "step");
      else step.removeAttribute("aria-current");
    }
    for (const disc of all(".ag-disc--on", page)) disc.classList.toggle("is-current", Number(disc.dataset.mark) === number);
    if (!keepIt) return;
    const steps = Number(page.dataset.steps);
    progress.at = { ref, step: number, steps, href: "", title: "", minutes: Number(page.dataset.minutes) };
    save();
  }

  if (learning?.matches(".ag-page--walkthrough")) {
    const asked = Number((location.hash.match(/^#step-(\d+)$/) || [])[1] || 0);
    const kept = progress.at?.ref === ref ? progress.at.step : 0;
    if (asked || kept) atStep(learning, asked || kept, Boolean(asked));
    for (const step of all("[data-step]", learning)) {
      const disc = one(".ag-disc", step);
      const button = element("button", "ag-disc", disc?.textContent || "");
      button.setAttribute("type", "button");
      button.setAttribute("aria-label", say("guide_mark", { number: step.dataset.step || "" }));
      disc?.replaceWith(button);
      const choose = () => atStep(learning, Number(step.dataset.step), true);
      step.addEventListener("click", choose);
      step.addEventListener("focusin", choose);
    }
  } else if (learning && !isDone(ref)) {
    progress.at = { ref, step: 1, steps: 1, href: "", title: "", minutes: 0 };
    save();
  }

  for (const button of all("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  // ---- on this page ------------------------------------------------------------------------------------------------

  const entries = all("[data-toc] a");
  const targets = entries.map((link) => document.getElementById(decodeURIComponent((link.getAttribute("href") || "#").slice(1))));
  function spy() {
    let here = -1;
    targets.forEach((target, index) => {
      if (target && target.getBoundingClientRect().top < 140) here = index;
    });
    if (window.innerHeight + window.scrollY >= root.scrollHeight - 4) here = entries.length - 1;
    entries.forEach((link, index) => link.classList.toggle("is-here", index === here));
  }
  if (entries.length) {
    addEventListener("scroll", spy, { passive: true });
    spy();
  }

  // ---- help: forget ------------------------------------------------------------------------------------------------

  for (const box of all("[data-forget]")) {
    box.hidden = false;
    one("button", box)?.addEventListener("click", () => {
      try {
        localStorage.removeItem(key);
      } catch (refused) {
        return; // nothing was kept
      }
      const said = one('[role="status"]', box);
      if (said) said.textContent = say("help_progress_cleared");
    });
  }

  // The first tab leads to one's own role once it is known.
  if (progress.role && /^[a-z0-9.-]+$/.test(progress.role)) {
    for (const tab of all('[data-tab="path"]')) tab.setAttribute("href", `${toRoot}roles/${progress.role}.html`);
  }
})();
