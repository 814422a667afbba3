/*
 * Value spaces of the SCORM 2004 4th edition run-time data model (RTE 4.1.1 and 4.2), each as text -> error code:
 * "" where it is taken, 406 where it is of another type, 407 where it is out of range. A string longer than the smallest
 * permitted maximum is of another type here: an LMS may cut it.
 */
const MISTYPED = "406";
const OUT_OF_RANGE = "407";
const judged = (holds) => (holds ? "" : MISTYPED);

const words2004 =
  (...words) =>
  (text) =>
    judged(words.includes(text));
const longest = (most) => (text) => judged(text.length <= most);

/** URI characters without square brackets, which delimit (RTE 4.1.1.2 and 4.1.1.5). */
const URI = /^(?:[A-Za-z0-9._~:/?#@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+$/;
const URN = /^urn:[A-Za-z0-9][A-Za-z0-9-]{0,31}:.+$/i;
const isUri = (text, most) => text.length <= most && URI.test(text) && (!/^urn:/i.test(text) || URN.test(text));
const longIdentifier = (text) => judged(isUri(text, 4000));
const shortIdentifier = (text) => judged(isUri(text, 250));

const REAL = /^-?\d{1,10}(?:\.\d{1,7})?$/;
const isReal = (text) => REAL.test(text);
const real = (text) => judged(isReal(text));
const between = (least, most) => (text) =>
  !isReal(text) ? MISTYPED : Number(text) < least || Number(text) > most ? OUT_OF_RANGE : "";

/** timeinterval(second,10,2) (RTE 4.1.1.8) */
const INTERVAL = /^P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d{1,2})?S)?)?$/;
const interval = (text) => judged(INTERVAL.test(text));

/** time(second,10,0): fractions have two digits at most, years are 1970 to 2038 (RTE 4.1.1.7) */
const MOMENT =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d)(?::(\d\d)(?::(\d\d)(?:\.\d{1,2})?)?)?(?:Z|[+-]\d\d(?::\d\d)?)?)?)?)?$/;
function moment(text) {
  const found = MOMENT.exec(text);
  if (!found) return MISTYPED;
  const [year, month, day, hour, minute, second] = found.slice(1).map((part) => (part === undefined ? null : +part));
  const days = new Date(Date.UTC(year, month ?? 1, 0)).getUTCDate();
  return judged(
    year >= 1970 &&
      year <= 2038 &&
      (month === null || (month >= 1 && month <= 12)) &&
      (day === null || (day >= 1 && day <= days)) &&
      (hour ?? 0) < 24 &&
      (minute ?? 0) < 60 &&
      (second ?? 0) < 60,
  );
}

/** A text, said to be in a language: {lang=en-GB} (RTE 4.1.1.3). */
const LANGUAGE = /^\{lang=([^}]*)\}/;
const TAG = /^(?:[A-Za-z]{2,3}|[ix])(?:-[A-Za-z0-9]{2,8})*$/;
const localized = (most) => (text) => {
  const tag = LANGUAGE.exec(text);
  return judged((!tag || TAG.test(tag[1])) && text.replace(LANGUAGE, "").length <= most);
};

const every = (text, most, holds) => {
  const parts = text.split("[,]");
  return parts.length <= most && parts.every(holds);
};
const isShort = (text) => isUri(text, 250);
const isPair = (text) => text.split("[.]").length === 2 && text.split("[.]").every(isShort);
const isLocalized = (most) => (text) => localized(most)(text) === "";
const distinct = (text) => new Set(text.split("[,]")).size === text.split("[,]").length;

/** A step's name and answer, either of which may be missing, not both. */
const isStep = (isAnswer) => (text) => {
  const parts = text.split("[.]");
  const [name, answer] = parts;
  return parts.length === 2 && (name || answer) && (!name || isShort(name)) && (!answer || isAnswer(answer));
};
const isAnswer = (text) => text.length <= 250;

/** minimum[:]maximum, either of which may be missing (RTE 4.2.9.1) */
const isSpan = (text) => {
  const parts = text.split("[:]");
  const [least, most] = parts;
  return (
    parts.length === 2 &&
    parts.every((part) => part === "" || isReal(part)) &&
    (least === "" || most === "" || Number(least) <= Number(most))
  );
};

/** {order_matters=…} and {case_matters=…} in front of a pattern, in any order, each once. */
const FLAGS = /^(?:\{(?:order_matters|case_matters)=[^}]*\})*/;
function unflagged(text, allowed) {
  const flags = FLAGS.exec(text)[0].match(/\{[^}]*\}/g) ?? [];
  const names = flags.map((flag) => flag.slice(1).split("=")[0]);
  const whole = flags.every((flag) => /=(?:true|false)\}$/.test(flag));
  const fits = names.every((name) => allowed.includes(name)) && new Set(names).size === names.length;
  return whole && fits ? text.replace(FLAGS, "") : null;
}
const flagged = (allowed, holds) => (text) => {
  const rest = unflagged(text, allowed);
  return rest !== null && holds(rest);
};

const RESPONSES_2004 = {
  "true-false": (text) => ["true", "false"].includes(text),
  choice: (text) => text === "" || (every(text, 36, isShort) && distinct(text)),
  "fill-in": (text) => every(text, 10, isLocalized(250)),
  "long-fill-in": isLocalized(4000),
  likert: isShort,
  matching: (text) => text === "" || every(text, 36, isPair),
  performance: (text) => every(text, 250, isStep(isAnswer)),
  sequencing: (text) => text === "" || every(text, 36, isShort),
  numeric: isReal,
  other: (text) => text.length <= 4000,
};
const PATTERNS_2004 = {
  ...RESPONSES_2004,
  "fill-in": flagged(["case_matters", "order_matters"], (text) => every(text, 10, isLocalized(250))),
  "long-fill-in": flagged(["case_matters"], isLocalized(4000)),
  matching: (text) => every(text, 36, isPair),
  performance: flagged(["order_matters"], (text) =>
    every(text, 125, isStep((answer) => (answer.includes("[:]") ? isSpan(answer) : isAnswer(answer)))),
  ),
  sequencing: (text) => every(text, 36, isShort),
  numeric: isSpan,
};
/** Of these there is one right answer; of choices and sequences no two may be the same (RTE 4.2.9.1). */
const ONE_PATTERN = ["true-false", "likert", "numeric", "other"];
const NO_PATTERN_TWICE = ["choice", "sequencing"];
