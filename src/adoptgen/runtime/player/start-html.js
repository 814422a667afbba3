import { Local } from "./local.js";
import { clock, courseHere, run } from "./main.js";

const here = courseHere();
if (here) {
  run(new Local(here, clock));
}
