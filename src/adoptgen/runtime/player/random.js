/**
 * Orders that look random and are the same again for the same seed. Things are sorted by a hash of seed and their own
 * key, so that a question added later does not move the others.
 */

/**
 * @param {string} text
 * @returns {number} FNV-1a, 32 bits, finished as MurmurHash3 does so that similar texts part
 */
function hash32(text) {
  let value = 0x811c9dc5;
  for (const sign of text) {
    value = Math.imul(value ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/**
 * @template T
 * @param {readonly T[]} items
 * @param {(item: T, place: number) => string} key
 * @param {string} seed
 * @returns {T[]} the items in the order of this seed
 */
export function shuffled(items, key, seed) {
  return items
    .map((item, place) => ({ item, place, rank: hash32(`${seed}/${key(item, place)}`) }))
    .sort((a, b) => a.rank - b.rank || a.place - b.place)
    .map((entry) => entry.item);
}

/** @returns {string} six letters and digits nobody can foresee */
export function newSeed() {
  const [number = 0] = crypto.getRandomValues(new Uint32Array(1));
  return number.toString(36).padStart(7, "0").slice(-6);
}

/** @returns {string} a random UUID (RFC 9562, version 4), also where crypto.randomUUID is not: on plain http */
export function newUuid() {
  return uuidOf(crypto.getRandomValues(new Uint8Array(16)));
}

/**
 * @param {Uint8Array} bytes
 * @returns {string}
 */
function uuidOf(bytes) {
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const variant = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`];
  return [...parts, `${variant.toString(16)}${digits.slice(18, 20)}`, digits.slice(20)].join("-");
}

/**
 * @param {string} base a UUID
 * @param {string} text
 * @returns {string} the same UUID for the same two, another one for every other base; a new one where the base is none
 */
export function derivedUuid(base, text) {
  const found = base.replaceAll("-", "").match(/[0-9a-f]{2}/gi) ?? [];
  if (found.length !== 16) {
    return newUuid();
  }
  const masks = [0, 1, 2, 3].map((place) => hash32(`${place}/${text}`));
  return uuidOf(Uint8Array.from(found, (pair, at) => parseInt(pair, 16) ^ ((masks[at >> 2] ?? 0) >>> ((at & 3) * 8))));
}
