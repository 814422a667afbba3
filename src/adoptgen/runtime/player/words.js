/**
 * Interface words of the course's language. A word with a number has the forms `key.one`, `key.other` ... of that
 * language's plural (CLDR, as Intl knows it).
 */

export class Words {
  /**
   * @param {Record<string, string>} texts
   * @param {string} language
   */
  constructor(texts, language) {
    this.texts = texts;
    this.language = language;
    this.plural = new Intl.PluralRules(language);
    this.numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  }

  /**
   * @param {string} key
   * @param {Record<string, string | number>} [values]
   * @returns {string}
   */
  say(key, values = {}) {
    const text = this.texts[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (all, name) => this.value(values[name] ?? all));
  }

  /**
   * @param {string} key
   * @param {number} n
   * @param {Record<string, string | number>} [values]
   * @returns {string}
   */
  count(key, n, values = {}) {
    const form = `${key}.${this.plural.select(n)}`;
    return this.say(form in this.texts ? form : `${key}.other`, { n, ...values });
  }

  /**
   * @param {string | number} value
   * @returns {string}
   */
  value(value) {
    return typeof value === "number" ? this.numbers.format(value) : value;
  }

  /**
   * @param {number} share
   * @returns {string} whole percent, rounded down: a threshold is not shown as reached before it is
   */
  percent(share) {
    const format = new Intl.NumberFormat(this.language, { style: "percent", maximumFractionDigits: 0 });
    return format.format(Math.floor(share * 100 + 1e-6) / 100);
  }

  /**
   * @param {Date} day
   * @returns {string} the day before the month in English too, as on the guide site
   */
  date(day) {
    return day.toLocaleDateString(this.language === "en" ? "en-GB" : this.language, { dateStyle: "long" });
  }

  /**
   * @param {Date} moment
   * @returns {string}
   */
  time(moment) {
    return moment.toLocaleTimeString(this.language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  }
}
