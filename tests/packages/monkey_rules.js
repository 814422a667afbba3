/* What must hold whatever the monkey did; every broken rule is a sentence. */
const FINALS = { "": 0, unknown: 0, "not attempted": 0, browsed: 0, incomplete: 1, failed: 2, completed: 3, passed: 4 };

/** The course as its player was given it: every scored question, by its title. */
function courseFacts(course) {
  const checks = course.sections.flatMap(({ units }) => units).filter(({ kind }) => kind === "check");
  const all = course.sections.flatMap(({ units }) => units.flatMap((unit) => bank(unit)));
  const scored = checks.filter((check) => !check.pretest).flatMap(bank);
  return {
    questions: all,
    reported: new Map(checks.flatMap(bank).map((question) => [question.title, question])),
    scored: new Set(scored.map((question) => question.id)),
    drawn: checks.some((check) => check.pools?.length),
    mastery: course.mastery,
  };
}

function bank(unit) {
  return [...(unit.questions ?? []), ...(unit.pools ?? []).flatMap((pool) => pool.questions)];
}

/** Every answer that was checked in a session somebody recorded, as the ids of the questions. */
function answeredIds(sessions, course) {
  return sessions
    .filter((session) => session.recording)
    .flatMap((session) => session.checked.map(({ title }) => course.reported.get(title)?.id))
    .filter(Boolean);
}

function tallied(ids) {
  const found = new Map();
  for (const id of ids) found.set(id, (found.get(id) ?? 0) + 1);
  return found;
}

/** Nothing answered is lost; nothing is told twice either, where nothing went wrong. */
function* nothingLost(answered, told, exactly) {
  const [asked, said] = [tallied(answered), tallied(told)];
  for (const [id, times] of asked)
    if ((said.get(id) ?? 0) < times) yield `lost: ${id} was answered ${times} times and told ${said.get(id) ?? 0}`;
  for (const [id, times] of said)
    if (exactly ? times > (asked.get(id) ?? 0) : !asked.has(id))
      yield `invented: ${id} was told ${times} times and answered ${asked.get(id) ?? 0}`;
}

/** The most anybody can have earned with the answers that were right. */
function mostShare(sessions, course) {
  const good = new Set(
    sessions.flatMap(({ checked }) =>
      checked.filter(({ state }) => state === "right").map(({ title }) => course.reported.get(title)?.id),
    ),
  );
  const questions = [...course.reported.values()].filter(
    ({ id, way }) => course.scored.has(id) && way !== "likert" && way !== "free-text",
  );
  if (course.drawn || questions.some(({ partial, way }) => partial || way === "fill-in")) return good.size ? 1 : 0.999;
  const weight = (list) => list.reduce((sum, question) => sum + question.weight, 0);
  return questions.length ? weight(questions.filter(({ id }) => good.has(id))) / weight(questions) : 0;
}

/** Statuses and scores, in the order they were kept, of one attempt: none of them ever falls. */
function* neverLower(kept) {
  let [status, score] = ["", -1];
  for (const one of kept) {
    if (FINALS[one.status] < FINALS[status]) yield `status fell from ${status} to ${one.status}`;
    if (one.score !== null && one.score < score - 1e-9 && one.status === status) yield `score fell from ${score} to ${one.score}`;
    [status, score] = [one.status, one.score ?? score];
  }
}

/** A course begins where it was left, if somebody recorded it. */
function* resumed(sessions) {
  let last = null;
  for (const session of sessions.filter(({ recording }) => recording)) {
    if (last !== null && !session.fresh && session.first !== last)
      yield `session ${session.number} began at “${session.first}” and not at “${last}”`;
    last = session.last;
  }
}

/** Calls of one session to a SCORM API, against the rules of both editions. */
function* scormCalls(session, decode, limit) {
  const { number, calls: made } = session;
  const finishes = made.filter(([name]) => /Finish|Terminate/.test(name));
  const begun = made.some(([name, , answer]) => /Initialize/.test(name) && String(answer) === "true");
  for (const [name, words, answer, code, provoked] of made) {
    const unset = name === "GetValue" && code === "403";
    if (!provoked && !unset && (code !== "0" || String(answer) === "false"))
      yield `session ${number}: ${name}(${words}) was refused with ${code}`;
    if (/SetValue/.test(name) && /suspend_data/.test(words[0])) yield* decodable(words[1], decode, limit);
    if (/SetValue|Commit/.test(name) && (!session.recording || session.looking))
      yield `session ${number}: ${name}(${words}) where nothing is recorded`;
  }
  if (begun && !session.killed && finishes.length !== 1) yield `session ${number} was finished ${finishes.length} times`;
  if (finishes.length > 1 || (!begun && finishes.length)) yield `session ${number}: ${finishes.length} finishes`;
  if (finishes.length && made.at(-1) !== finishes[0]) yield `session ${number}: ${made.at(-1)[0]} after the end`;
  if (session.commits > 1) yield `session ${number}: ${session.commits} commits for one act`;
  for (const complaint of session.complaints)
    if (!session.faults || /^(status|score|objective|cmi\.\w+_status)/.test(complaint))
      yield `session ${number}: ${complaint}`;
}

function* decodable(text, decode, limit) {
  if (text.length > limit) yield `suspend data of ${text.length} characters`;
  if (decode && !decode(text)) yield `suspend data cannot be read: ${text}`;
}
