/*
 * A learner without a plan, from a seed: anything that can be clicked, typed or chosen, tabs hidden, closed and killed,
 * an LMS on its bad days. monkey_worlds.js says what a session is at each door, monkey_rules.js what must hold afterwards.
 */
function dice(seed) {
  let state = Math.imul(seed + 1, 2654435761) >>> 0;
  return (most) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * most);
  };
}

/** What is random in the course itself. */
let chance = dice(0);
window.chance = (most) => chance(most);

const frameOf = () => document.querySelector("iframe");
const pageOf = () => frameOf().contentWindow.document;
const asks = (element) => !element.disabled && !element.closest("[hidden], [disabled], [inert]");
const one = (list, roll) => list[roll(list.length || 1)];

/** Loads the course and waits until its first page is there; timers are kept for the monkey to let pass. */
async function loaded(address, shown) {
  const frame = document.createElement("iframe");
  frame.title = "course";
  frame.style.display = shown ? "block" : "none";
  frame.src = address;
  const ready = new Promise((done) => frame.addEventListener("load", done, { once: true }));
  document.body.replaceChildren(frame);
  await ready;
  const inside = frame.contentWindow;
  for (let wait = 0; !inside.document.querySelector("main h1"); wait += 1) {
    if (wait > 2000) throw new Error("no page came");
    if (wait > 20) pass(inside.monkeyTimers);
    await new Promise((done) => setTimeout(done, 2));
  }
  return inside.monkeyTimers;
}

/** Lets everything happen that waits for its time. */
function pass(timers) {
  const now = timers.slice();
  timers.fill(null);
  now.forEach((act) => act?.());
}

/** Gives one control of a form any value a learner could give it. */
function handle(control, roll, right) {
  const changed = (kind) => control.dispatchEvent(new Event(kind, { bubbles: true }));
  if (control.matches("select")) {
    control.selectedIndex = roll(control.options.length);
  } else if (control.matches("input[type=radio], input[type=checkbox]")) {
    if (right === null ? roll(2) === 0 : control.checked !== right) control.click();
    return;
  } else if (control.matches("input, textarea")) {
    control.value = one(TEXTS, roll);
  } else {
    control.click();
    return;
  }
  changed("input");
  changed("change");
}

const TEXTS = ["12", "1,5", "-3", "forecast", "Göteborg; [,] {x}", "田中 🙂", "  ", "", "x".repeat(300), "a[.]b", "3.14159265"];
const CONTROLS = "form input, form select, form textarea, form button";

/** The right answers of what is asked, where places tell them; else null. */
function rightOf(page, course) {
  const title = page.querySelector("main h1")?.textContent;
  const answers = course.questions.find((question) => question.title === title)?.answers ?? [];
  return answers.some((answer) => answer.right) ? (control) => Boolean(answers[Number(control.value)]?.right) : null;
}

/** The primary button: it checks answers, and goes on. */
function press(page, session) {
  const before = asked(page);
  page.querySelector(".primary")?.click();
  const after = asked(page);
  if (after.title === before.title && !before.state && after.state) session.checked.push(after);
}

function answer(page, roll, course, session) {
  const right = roll(3) ? rightOf(page, course) : null;
  const controls = [...page.querySelectorAll(CONTROLS)].filter((control) => asks(control) && !control.matches(".primary"));
  const single = controls.filter((control) => control.type === "radio");
  const others = controls.filter((control) => control.type !== "radio" && (control.type !== "button" || !roll(4)));
  const chosen = right ? single.find(right) : one(single, roll);
  if (chosen) chosen.click();
  for (const control of others) handle(control, roll, right ? right(control) : null);
  press(page, session);
}

function inDialog(page, roll, dialog) {
  const row = one([...dialog.querySelectorAll("button, input")].filter(asks), roll);
  if (row && roll(4)) row.click();
  else dialog.close();
}

/** What may be done in a course, and how often. */
const ACTS = [
  [6, (page, roll, course, session) => press(page, session)],
  [7, answer],
  [2, (page, roll) => handle(one([...page.querySelectorAll(CONTROLS)].filter(asks), roll) ?? page.body, roll, null)],
  [1, (page) => page.querySelector(".back")?.click()],
  [1, (page) => page.querySelector(".top .tool")?.click()],
  [1, (page, roll) => one([...page.querySelectorAll("main a[href^='#']")], roll)?.click()],
  [2, (page, roll) => one([...page.querySelectorAll("main button:not(.hand-over button)")].filter(asks), roll)?.click()],
  [1, (page) => seen(page, "hidden")],
  [1, (page) => seen(page, "visible")],
];
const BAG = ACTS.flatMap(([often, act]) => Array(often).fill(act));

function seen(page, how) {
  Object.defineProperty(page, "visibilityState", { value: how, configurable: true });
  page.dispatchEvent(new Event("visibilitychange"));
}

/** One act; `session` notes the page it led to. */
function act(session, roll, course) {
  const page = pageOf();
  const dialog = page.querySelector("dialog[open]");
  if (dialog) inDialog(page, roll, dialog);
  else if (!page.querySelector(".player[inert], [data-closed]")) one(BAG, roll)(page, roll, course, session);
  session.acts += 1;
  // Certificate and transcript are no places: nobody comes back to them.
  const place = page.querySelector(".bottom .place")?.textContent;
  if (place && !page.querySelector("[data-closed]")) session.last = asked(page).title;
}

/** The heading of the page, and what is said of the answer given. */
function asked(page) {
  const title = page.querySelector("main h1")?.textContent ?? "";
  return { title, state: page.querySelector("main .feedback")?.dataset.state ?? "" };
}

/** Ends a session: by the course's own button, by going away, or by a tab that is killed and tells nobody. */
function end(session, roll) {
  const way = roll(6);
  if (way === 0) {
    session.killed = true;
    frameOf().contentWindow.monkeyKilled = true;
  } else if (way === 1) {
    pageOf().querySelector("dialog[open]")?.close();
    [...pageOf().querySelectorAll(".top .tool")].at(-1)?.click();
  }
}

/** One life of one course: some launches with anything happening, and one at the end on a good day. */
async function monkey(door, seed) {
  const roll = dice(seed);
  const world = await WORLDS[door](seed, roll);
  chance = dice(seed + 1e6);
  const sessions = [];
  const wild = 1 + roll(3);
  for (let number = 0; number <= wild; number += 1) {
    const calm = number === wild;
    const session = { number, calm, acts: 0, checked: [], killed: false, faults: 0, commits: 0 };
    sessions.push(session);
    await world.open(session, calm);
    const page = pageOf();
    session.saving = page.querySelector(".saving")?.dataset.state ?? "";
    session.recording = ["saved", "saving", "failed"].includes(session.saving);
    session.first = session.last = asked(page).title;
    const steps = calm ? 0 : 4 + roll(30);
    for (let step = 0; step < steps; step += 1) {
      if (roll(9) === 0) await world.misfortune(session);
      world.before(session);
      act(session, roll, world.course);
      world.after(session);
      if (roll(8) === 0) pass(session.timers);
      if (world.slow && roll(3) === 0) await new Promise((done) => setTimeout(done, roll(12)));
    }
    if (!calm) end(session, roll);
    await world.close(session);
  }
  const broken = [...(await world.judge(sessions))];
  localStorage.clear();
  sessionStorage.clear();
  return { sessions, broken };
}

/** Many of them: what is broken, and how much was done. */
async function monkeys(door, from, count) {
  const totals = { sequences: 0, sessions: 0, acts: 0, answers: 0, faults: 0, killed: 0, unrecorded: 0 };
  const broken = [];
  for (let seed = from; seed < from + count; seed += 1) {
    let found;
    try {
      found = await monkey(door, seed);
    } catch (problem) {
      found = { sessions: [], broken: [String(problem?.stack ?? problem)] };
      localStorage.clear();
    }
    if (found.broken.length) broken.push({ door, seed, broken: found.broken.slice(0, 5) });
    totals.sequences += 1;
    totals.sessions += found.sessions.length;
    for (const session of found.sessions) {
      totals.acts += session.acts;
      totals.answers += session.checked.length;
      totals.faults += session.faults;
      totals.killed += session.killed ? 1 : 0;
      totals.unrecorded += session.recording ? 0 : 1;
      for (const status of session.statuses ?? []) totals[status] = (totals[status] ?? 0) + 1;
    }
  }
  return { totals, broken };
}
