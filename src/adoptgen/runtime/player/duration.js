/**
 * @param {number} seconds
 * @returns {string} ISO 8601 with hours, minutes and hundredths of seconds: no days or months, whose length differs
 */
export function isoDuration(seconds) {
  const hundredths = Math.max(0, Math.round(seconds * 100));
  const hours = Math.floor(hundredths / 360000);
  const minutes = Math.floor(hundredths / 6000) % 60;
  const rest = (hundredths % 6000) / 100;
  return `PT${hours ? `${hours}H` : ""}${minutes ? `${minutes}M` : ""}${rest}S`;
}
