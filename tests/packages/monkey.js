/* A learner without a plan: random clicks from a seed, launches, losses of the connection; then what must hold. */
function dice(seed) {
  let state = seed;
  return (most) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
}

const FRAME = () => document.querySelector("iframe").contentWindow;

async function started() {
  while (!FRAME()?.document?.querySelector("main h1")) await new Promise((done) => setTimeout(done, 5));
}

const ACTS = {
  primary: (page) => page.querySelector(".primary")?.click(),
  primary2: (page) => page.querySelector(".primary")?.click(),
  choose(page, roll) {
    const inputs = page.querySelectorAll(".answer input:not(:disabled)");
    inputs[roll(inputs.length || 1)]?.click();
    page.querySelector(".primary")?.click();
  },
  choose2: (page, roll) => ACTS.choose(page, roll),
  back: (page) => page.querySelector(".back")?.click(),
  contents(page, roll) {
    page.querySelector(".top .tool")?.click();
    const rows = page.querySelectorAll(".contents .rail button");
    rows[roll(rows.length || 1)]?.click();
    page.querySelector(".contents")?.close();
  },
  link(page, roll) {
    const links = page.querySelectorAll("main a[href^='#']");
    links[roll(links.length || 1)]?.click();
  },
  again: (page) => page.querySelector(".result button.outlined")?.click(),
  hide(page) {
    Object.defineProperty(page, "visibilityState", { value: "hidden", configurable: true });
    page.dispatchEvent(new Event("visibilitychange"));
  },
};

/** `sessions` launches of `steps` clicks each; answers with what every session left. */
async function monkey(seed, sessions, steps) {
  const roll = dice(seed);
  const names = Object.keys(ACTS);
  let kept = null;
  const left = [];
  for (let session = 0; session < sessions; session += 1) {
    launch("strict", kept);
    await started();
    for (let step = 0; step < steps; step += 1) {
      if (roll(25) === 0) lms.failing = !lms.failing;
      ACTS[names[roll(names.length)]](FRAME().document, roll);
    }
    lms.failing = roll(4) === 0;
    const failing = lms.failing;
    const visit = leave();
    left.push({ ...visit, failing });
    kept = visit.kept ?? kept;
  }
  return left;
}
