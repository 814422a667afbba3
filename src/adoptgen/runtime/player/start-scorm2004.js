import { nowhere } from "./door.js";
import { clock, run } from "./main.js";
import { API_2004, Scorm2004 } from "./scorm2004.js";
import { findApi } from "./session.js";

const api = /** @type {import("./scorm2004.js").Api2004 | null} */ (findApi(window, API_2004));
run(api ? new Scorm2004(api, clock) : nowhere());
