import { nowhere } from "./door.js";
import { clock, run } from "./main.js";
import { API_12, Scorm12 } from "./scorm12.js";
import { findApi } from "./session.js";

const api = /** @type {import("./scorm12.js").Api | null} */ (findApi(window, API_12));
run(api ? new Scorm12(api, clock) : nowhere());
