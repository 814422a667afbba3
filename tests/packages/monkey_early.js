/*
 * Runs in the course's page before its own scripts: chance comes from the seed, time stands still until the monkey lets it
 * pass, and a tab can die.
 */
crypto.getRandomValues = (numbers) => {
  numbers.forEach((_, at) => (numbers[at] = parent.chance(2 ** 32)));
  return numbers;
};
const timers = [];
window.monkeyTimers = timers;
window.setTimeout = (act) => timers.push(act);
window.clearTimeout = (number) => void (timers[number - 1] = null);
for (const [place, name] of [[window, "pagehide"], [document, "visibilitychange"]])
  place.addEventListener(name, (event) => window.monkeyKilled && event.stopImmediatePropagation(), true);
