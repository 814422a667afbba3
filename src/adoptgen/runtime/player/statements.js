import { isoDuration } from "./duration.js";
import { decimal } from "./session.js";
import { pattern, response } from "./wire.js";

/**
 * xAPI statements of a course (xAPI 1.0.3 Part 2; numbers in brackets are sections of cmi5). Pure: who, when and in
 * which context is the caller's.
 *
 * @typedef {import("./course.js").Course} Course
 * @typedef {import("./door.js").Reply} Reply
 * @typedef {Record<string, unknown>} Json
 *
 * @typedef {object} Said
 * @property {{id: string, display: Record<string, string>}} verb
 * @property {Json} object
 * @property {Json} [result]
 * @property {Json} [activities] context activities besides those of the launch
 */

const VERBS = "http://adlnet.gov/expapi/verbs/";
const ACTIVITIES = "http://adlnet.gov/expapi/activities/";

/**
 * @param {string} name
 * @returns {Said["verb"]}
 */
export function verb(name) {
  return { id: `${VERBS}${name}`, display: { en: name } };
}

/**
 * @param {number} share
 * @returns {Json} raw brings its min and max (9.5.1)
 */
export function scoreOf(share) {
  return { scaled: share, raw: Number(decimal(share * 100)), min: 0, max: 100 };
}

/**
 * One answer, with the skill it shows as a context activity.
 *
 * @param {Course} course
 * @param {Reply} reply
 * @returns {Said}
 */
export function answered(course, reply) {
  const { language, space } = course;
  const skill = course.skills.find((one) => one.ref === reply.skill);
  return {
    verb: verb("answered"),
    object: {
      objectType: "Activity",
      id: `${space}question/${reply.id}`,
      definition: {
        type: `${ACTIVITIES}cmi.interaction`,
        description: { [language]: reply.title },
        interactionType: reply.type,
        ...(reply.right.length ? { correctResponsesPattern: reply.right.map((steps) => pattern(reply.type, steps)) } : {}),
        ...componentLists(reply, language),
      },
    },
    result: {
      response: response(reply.type, reply.given),
      ...(reply.result === "neutral" ? {} : { success: reply.result === "right" }),
      ...(reply.result === "partial" ? { score: { scaled: reply.credit } } : {}),
      duration: isoDuration(reply.seconds),
    },
    activities: {
      other: [
        {
          objectType: "Activity",
          id: `${space}skill/${reply.skill}`,
          definition: { type: `${ACTIVITIES}objective`, name: { [language]: skill?.title ?? reply.skill } },
        },
      ],
    },
  };
}

/**
 * @param {Reply} reply
 * @param {string} language
 * @returns {Json} choices, scale, source and target with their texts (xAPI 1.0.3 Part 2, 2.4.4.1)
 */
function componentLists({ lists }, language) {
  return Object.fromEntries(
    Object.entries(lists).map(([name, parts]) => [
      name,
      parts.map(({ id, text }) => ({ id, description: { [language]: text } })),
    ]),
  );
}
