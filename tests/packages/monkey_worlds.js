/* What a session is at each door: how it is opened and closed, what can go wrong, and what was kept of it. */
const WORLDS = {
  scorm12: (seed, roll) => scormWorld("strict", seed, roll),
  again12: (seed, roll) => scormWorld("again", seed, roll),
  scorm2004: (seed, roll) => scormWorld("strict2004", seed, roll),
  again2004: (seed, roll) => scormWorld("again2004", seed, roll),
  html: (seed, roll) => htmlWorld(seed, roll),
  cmi5: (seed, roll) => cmi5World(seed, roll),
};
const SHOWN_EVERY = 8;

/** Where the packages lie, and how this player's states are read. */
let HOUSE = { course: "", decode: null };
async function settle(course, state) {
  HOUSE = { course, decode: state ? (await import(state)).decode : null };
}

const flat = (value, path = "cmi") =>
  value && typeof value === "object"
    ? Object.assign({}, ...Object.entries(value).map(([key, inner]) => flat(inner, `${path}.${key}`)))
    : { [path]: String(value ?? "") };
const kept12 = (dump) => (!dump ? {} : dump["cmi.core.student_id"] || dump["cmi.learner_id"] ? dump : flat(dump.cmi ?? dump));

/** Both editions, with either judge. */
function scormWorld(kind, seed, roll) {
  const next = kind.includes("2004");
  const mastery = roll(5) ? null : 20 + 10 * roll(9);
  let [kept, attempt, committed] = [null, 0, null];
  const attempts = [[]];
  const settings = (looking) => {
    if (kind === "again2004")
      return { learner_id: `m${seed}`, ...(looking && { mode: "review" }), ...(mastery && { scaled_passing_score: String(mastery / 100) }) };
    return next
      ? { "cmi.learner_id": `m${seed}`, ...(looking && { "cmi.mode": "review" }), ...(mastery && { "cmi.scaled_passing_score": String(mastery / 100) }) }
      : { "cmi.core.student_id": `m${seed}`, ...(looking && { "cmi.core.lesson_mode": "review" }), ...(mastery && { "cmi.student_data.mastery_score": String(mastery) }) };
  };
  const world = {
    slow: false,
    async open(session, calm) {
      session.looking = !calm && roll(14) === 0;
      session.attempt = attempt;
      faults = calm ? {} : { initialize: roll(16) === 0, offline: roll(10) === 0 };
      if (!calm && roll(20) === 0) faults.get = "cmi.suspend_data";
      calls = [];
      lms = MAKERS[kind](kept, settings(session.looking));
      delete window.API;
      delete window.API_1484_11;
      window[next ? "API_1484_11" : "API"] = committing(listened(lms));
      session.fresh = session.number > 0 && kept === null && attempt > 0;
      session.timers = await loaded(HOUSE.course, seed % SHOWN_EVERY === 0);
      world.course ??= courseFacts(frameOf().contentWindow.adoptgenCourse);
    },
    async misfortune() {
      const which = roll(7);
      if (which === 0) faults.set = 1 + roll(8);
      else if (which === 1) faults.commit = 1 + roll(3);
      else if (which === 2) faults.silent = 1;
      else if (which === 3) faults.throws = !faults.throws;
      else if (which === 4) faults.finish = true;
      else faults.offline = !faults.offline;
    },
    before: (session) => void (session.mark = calls.length),
    after(session) {
      const commits = calls.slice(session.mark).filter(([name]) => /Commit/.test(name)).length;
      session.commits = Math.max(session.commits, commits);
    },
    async close(session) {
      frameOf().remove();
      const ended = calls.some(([name, , answer]) => /Finish|Terminate/.test(name) && String(answer) === "true");
      const begun = calls.some(([name, , answer]) => /Initialize/.test(name) && String(answer) === "true");
      const found = ended ? lms.dump() : committed;
      const exit = calls.filter(([name, words]) => /SetValue/.test(name) && /exit$/.test(words[0])).at(-1)?.[1][1];
      session.calls = calls;
      session.complaints = lms.complaints;
      session.faults = calls.filter((call) => call[4]).length;
      session.statuses = [];
      if (begun && found && !session.looking) {
        kept = found;
        attempts[attempt].push(standing(kept12(found), next));
        session.statuses.push(attempts[attempt].at(-1).status);
      }
      committed = kept;
      if (next && ended && !session.looking && exit !== "suspend") {
        [kept, committed] = [null, null];
        attempt += 1;
        attempts.push([]);
      }
    },
    judge: (sessions) => judgeScorm(sessions, attempts, world.course, { next, mastery }),
  };
  /** What the LMS would still know after a crash: what it last confirmed, or quietly stored. */
  function committing(api) {
    return new Proxy(api, {
      get(target, key) {
        const member = target[key];
        if (!/^(LMS)?Commit$/.test(String(key))) return member;
        return (...words) => {
          const silent = faults.silent > 0 && !faults.offline && !faults.throws && !(faults.commit > 0);
          const answer = member(...words);
          if (String(answer) === "true" || silent) committed = lms.dump();
          return answer;
        };
      },
    });
  }
  return world;
}

/** Status and score the LMS holds, and the answers. */
function standing(values, next) {
  const status = next
    ? values["cmi.success_status"] && values["cmi.success_status"] !== "unknown"
      ? values["cmi.success_status"]
      : values["cmi.completion_status"]
    : values["cmi.core.lesson_status"];
  const raw = values[next ? "cmi.score.raw" : "cmi.core.score.raw"];
  const told = Object.keys(values)
    .filter((name) => /^cmi\.interactions\.(?:childArray\.)?\d+\.id$/.test(name))
    .map((name) => [values[name], values[name.replace(/id$/, "result")]])
    .filter(([, result]) => result)
    .map(([id]) => id);
  return { status: status ?? "", score: raw === undefined || raw === "" ? null : Number(raw) / 100, told };
}

function* judgeScorm(sessions, attempts, course, { next, mastery }) {
  for (const session of sessions) yield* scormCalls(session, HOUSE.decode, next ? 64000 : 4096);
  for (const kept of attempts) yield* neverLower(kept);
  yield* resumed(sessions);
  const told = attempts.flatMap((kept) => kept.at(-1)?.told ?? []);
  const provoked = sessions.some(({ faults: some, killed }) => some || killed);
  yield* nothingLost(answeredIds(sessions, course), told, !provoked);
  const most = mostShare(sessions, course);
  for (const { status, score } of attempts.flat()) {
    if (score !== null && score > most + 1e-4) yield `a score of ${score}, and ${most} is the most there can be`;
    if (status === "passed" && (score ?? 0) * 100 < (mastery ?? course.mastery) - 0.01) yield `passed with ${score}`;
    if (score !== null && !["passed", "failed"].includes(status)) yield `a score of ${score} while ${status}`;
  }
  const copies = Object.keys(localStorage).filter((name) => name.includes(":state"));
  if (copies.length) yield `left on this device: ${copies.map((name) => localStorage.getItem(name))}`;
}

/** A course on its own: everything is kept in this browser. */
function htmlWorld(seed) {
  const world = {
    slow: false,
    async open(session) {
      session.timers = await loaded(HOUSE.course, seed % SHOWN_EVERY === 0);
      world.course ??= courseFacts(frameOf().contentWindow.adoptgenCourse);
    },
    misfortune: async () => {},
    before: () => {},
    after: () => {},
    close: async () => void frameOf().remove(),
    *judge(sessions) {
      const names = Object.keys(localStorage).filter((name) => name.startsWith("adoptgen:html:"));
      const book = names.length === 1 ? JSON.parse(localStorage.getItem(names[0])) : null;
      if (!book) return yield `${names.length} books`;
      yield* decodable(book.suspend, HOUSE.decode, 64000);
      yield* resumed(sessions);
      yield* judgeStatements(book.statements, sessions, world.course, world.course.mastery);
    },
  };
  return world;
}

/** What was told as statements: every answer once, one completed and one passed at most, no score out of nothing. */
function* judgeStatements(statements, sessions, course, mastery) {
  const verbOf = ({ verb }) => verb.id.split("/").at(-1);
  const told = statements.filter((one) => verbOf(one) === "answered").map(({ object }) => object.id.split("question/")[1]);
  yield* nothingLost(answeredIds(sessions, course), told, true);
  const ids = new Set(statements.map(({ id }) => id));
  if (ids.size !== statements.length) yield "one statement twice";
  for (const name of ["completed", "passed"]) {
    const times = statements.filter((one) => verbOf(one) === name).length;
    if (times > 1) yield `${name} ${times} times`;
  }
  const most = mostShare(sessions, course);
  const judgedOnes = statements.filter((one) => ["passed", "failed"].includes(verbOf(one)));
  for (const one of judgedOnes) {
    const { scaled } = one.result.score;
    if (scaled > most + 1e-4) yield `a score of ${scaled}, and ${most} is the most there can be`;
    if ((verbOf(one) === "passed") !== scaled * 100 >= mastery - 1e-6) yield `${verbOf(one)} with ${scaled}`;
  }
  const last = judgedOnes.findIndex((one) => verbOf(one) === "passed");
  if (last >= 0 && judgedOnes.slice(last).some((one) => verbOf(one) === "failed")) yield "failed after passed";
}

/** One registration at the LMS on loopback (monkey_house.py), which judges every request by cmi5's requirements. */
async function cmi5World(seed, roll) {
  const mastery = roll(5) ? 0.8 : (2 + roll(9)) / 10;
  const tell = async (order) => {
    const answer = await fetch(`/r/${seed}/control`, { method: "POST", body: JSON.stringify(order) });
    return answer.json();
  };
  const pause = (time) => new Promise((done) => setTimeout(done, time));
  let report = null;
  const world = {
    slow: true,
    async open(session, calm) {
      const mode = calm || roll(8) ? "Normal" : roll(2) ? "Browse" : "Review";
      session.looking = mode !== "Normal";
      session.trouble = calm || roll(8) ? "" : BAD_LAUNCHES[roll(BAD_LAUNCHES.length)];
      session.faults += session.trouble ? 1 : 0;
      const { address } = await tell({ launch: { mode, mastery }, trouble: session.trouble });
      session.timers = await loaded(address, seed % SHOWN_EVERY === 0);
      session.begun = !["lost", "nowhere"].includes(pageOf().querySelector(".saving")?.dataset.state);
      world.course ??= courseFacts(frameOf().contentWindow.adoptgenCourse);
    },
    async misfortune(session) {
      session.trouble = session.trouble ? "" : TROUBLES[roll(TROUBLES.length)];
      session.faults += session.trouble ? 1 : 0;
      await tell({ trouble: session.trouble });
    },
    before: () => {},
    after: () => {},
    async close(session) {
      const { document: page } = frameOf().contentWindow;
      if (session.calm) {
        for (let wait = 0; wait < 300 && page.querySelector(".saving").dataset.state !== "saved"; wait += 1) await pause(10);
        session.saved = page.querySelector(".saving").dataset.state;
        [...page.querySelectorAll(".top .tool")].at(-1).click();
        for (let wait = 0; wait < 300 && !page.querySelector("[data-closed]"); wait += 1) await pause(10);
      }
      frameOf().remove();
      const sure = session.begun && !session.killed && !session.faults;
      for (let wait = 0; wait < (sure ? 100 : 3); wait += 1) {
        report = await tell({});
        if (report.visits.at(-1).verbs.includes("terminated")) break;
        await pause(10);
      }
      const ends = report.visits.at(-1).verbs.filter((verb) => verb === "terminated").length;
      session.ends = ends;
      session.wrongEnd = sure ? ends !== 1 : ends > 1;
      session.statuses = report.visits.at(-1).verbs.filter((verb) => ["completed", "passed", "failed"].includes(verb));
    },
    *judge(sessions) {
      const provoked = sessions.some(({ faults: some, killed }) => some || killed);
      // A page that goes away cannot wait: its last request may overtake what is sent once more, and be refused. Answers
      // and results are told again at the next launch then; that they are is judged below, whatever was provoked.
      for (const broken of report.broken)
        if (!provoked || !/^9\.3\.0\.0-[45]:/.test(broken)) yield `cmi5 ${broken}`;
      for (const { number, wrongEnd, ends, calm, saved } of sessions) {
        if (wrongEnd && (!provoked || ends > 1)) yield `session ${number} was terminated ${ends} times`;
        if (calm && saved !== "saved") yield `on a good day it is still ${saved}`;
      }
      if (report.suspend !== null) yield* decodable(report.suspend, HOUSE.decode, 64000);
      yield* resumed(sessions.filter(({ looking }) => !looking));
      yield* judgeStatements(report.said, sessions, world.course, mastery * 100);
      const copies = Object.keys(localStorage).filter((name) => name.includes(":state"));
      if (copies.length) yield `left on this device: ${copies.map((name) => localStorage.getItem(name))}`;
    },
  };
  return world;
}
const TROUBLES = ["500", "503", "401", "slow", "drop", "silent"];
const BAD_LAUNCHES = ["fetch", "500", "slow", "401"];
