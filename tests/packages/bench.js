/* Launches a course in a frame, with an API that writes down every call: [name, arguments, answer, error code]. */
let calls = [];
let lms = null;

const API_CALLS = /^(LMS)?(Initialize|Finish|Terminate|GetValue|SetValue|Commit)$/;

function listened(api) {
  const error = api.LMSGetLastError ?? api.GetLastError;
  return new Proxy(api, {
    get(target, name) {
      const member = target[name];
      if (typeof member !== "function") return member;
      return (...words) => {
        const answer = member.apply(target, words);
        if (API_CALLS.test(String(name))) calls.push([name, words, answer, String(error.call(target))]);
        return answer;
      };
    },
  });
}

const MAKERS = {
  strict: (kept, set) => new StrictScorm12(kept ?? {}, set),
  strict2004: (kept, set) => new StrictScorm2004(kept ?? {}, set),
  again: (kept, set) => {
    const api = new Scorm12API({ autocommit: false, logLevel: 5, mastery_override: false });
    api.cmi.core.student_id = "0042";
    api.cmi.core.student_name = "Schmidt, Anna";
    if (kept) api.loadFromJSON(kept.cmi ?? kept);
    if (set["cmi.student_data.mastery_score"])
      api.cmi.student_data.mastery_score = set["cmi.student_data.mastery_score"];
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
  return { calls, complaints: lms?.complaints ?? [], kept: lms?.dump() ?? null };
}
