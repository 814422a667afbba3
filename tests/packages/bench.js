/*
 * Launches a course in a frame, with an API that writes down every call: [name, arguments, answer, error code, provoked].
 * `faults` are what an LMS does on its bad days; a call they fell upon is provoked.
 */
let calls = [];
let lms = null;
let faults = {};

const API_CALLS = /^(LMS)?(Initialize|Finish|Terminate|GetValue|SetValue|Commit)$/;

/** The fault that falls upon this call, if one does: what is answered in the LMS's place. */
function fault(name, target, words) {
  const call = name.replace(/^LMS/, "").replace("Terminate", "Finish");
  if (!API_CALLS.test(name)) return null;
  if (faults.throws) throw new Error("the LMS has gone");
  if (faults.offline && call !== "GetValue") return "false";
  if (call === "Initialize" && faults.initialize) return "false";
  if (call === "Finish" && faults.finish) return "false";
  if (call === "SetValue" && faults.set && (faults.set -= 1) === 0) return "false";
  if (call === "Commit" && faults.commit && (faults.commit -= 1) >= 0) return "false";
  if (call === "Commit" && faults.silent && (faults.silent -= 1) >= 0) return (target[name](...words), "false");
  if (call === "GetValue" && faults.get === words[0]) return "";
  return null;
}

function listened(api) {
  let blamed = false;
  const error = api.LMSGetLastError ?? api.GetLastError;
  const called = (name, target, member, words) => {
    let answer;
    try {
      const spoilt = fault(name, target, words);
      blamed = spoilt !== null;
      answer = blamed ? spoilt : member.apply(target, words);
    } catch (problem) {
      calls.push([name, words, "false", "101", true]);
      throw problem;
    }
    calls.push([name, words, answer, blamed ? "101" : String(error.call(target)), blamed]);
    return answer;
  };
  return new Proxy(api, {
    get(target, key) {
      const name = String(key);
      const member = target[key];
      if (typeof member !== "function") return member;
      if (/^(LMS)?GetLastError$/.test(name)) return () => (blamed ? "101" : member.call(target));
      return (...words) => (API_CALLS.test(name) ? called(name, target, member, words) : member.apply(target, words));
    },
  });
}

const MAKERS = {
  strict: (kept, set) => new StrictScorm12(kept ?? {}, set),
  strict2004: (kept, set) => new StrictScorm2004(kept ?? {}, set),
  again: (kept, set) => {
    const api = new Scorm12API({ autocommit: false, logLevel: 5, mastery_override: false });
    api.cmi.core.student_id = set["cmi.core.student_id"] ?? "0042";
    api.cmi.core.student_name = "Schmidt, Anna";
    if (kept) api.loadFromJSON(kept.cmi ?? kept);
    if (set["cmi.student_data.mastery_score"])
      api.cmi.student_data.mastery_score = set["cmi.student_data.mastery_score"];
    if (set["cmi.core.lesson_mode"]) api.cmi.core.lesson_mode = set["cmi.core.lesson_mode"];
    return Object.assign(api, { complaints: [], dump: () => JSON.parse(JSON.stringify(api.renderCMIToJSONObject())) });
  },
  /** SCORM 2004: keeps the attempt where it was suspended and begins a new one otherwise, as the standard has it. */
  again2004: (kept, set) => {
    const api = new Scorm2004API({ autocommit: false, logLevel: 5 });
    api.cmi.learner_id = "0042";
    api.cmi.learner_name = "Schmidt, Anna";
    if (kept) api.loadFromJSON(kept.cmi ?? kept);
    for (const [name, value] of Object.entries(set)) api.cmi[name] = value;
    return Object.assign(api, { complaints: [], dump: () => JSON.parse(JSON.stringify(api.renderCMIToJSONObject())) });
  },
};

function launch(kind, kept, set = {}, address = "/course/index.html") {
  calls = [];
  lms = kind ? MAKERS[kind](kept, set) : null;
  delete window.API;
  delete window.API_1484_11;
  if (lms) window[lms.LMSInitialize ? "API" : "API_1484_11"] = listened(lms);
  const frame = document.createElement("iframe");
  frame.name = "course";
  frame.title = "course";
  frame.src = address;
  document.body.replaceChildren(frame);
}

/** Takes the frame away, as an LMS does when the learner leaves. */
function leave() {
  document.querySelector("iframe")?.remove();
  return { calls: calls.map((call) => call.slice(0, 4)), complaints: lms?.complaints ?? [], kept: lms?.dump() ?? null };
}
