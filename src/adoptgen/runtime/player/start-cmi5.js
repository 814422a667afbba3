import { connect, launchOf } from "./cmi5.js";
import { lost, nowhere } from "./door.js";
import { courseHere, run } from "./main.js";

/** Asks the LMS first, then plays. */
async function begin() {
  const course = courseHere();
  const launch = launchOf(location.search);
  if (course) {
    run(launch ? ((await connect(course, launch)) ?? lost()) : nowhere());
  }
}

void begin();
