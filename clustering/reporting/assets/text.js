// @ts-check
// Figures, times and words in the form people read; headlines compared word by word.

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const HOUR = 3600;
const DAY = 86400;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*/gu;

/** @type {(number: number) => string} */
const figure = (number) => number.toLocaleString("en");

/** @type {(number: number, noun: string, many?: string) => string} */
const plural = (number, noun, many) =>
  number === 1
    ? noun
    : (many ?? (/[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`));

/** @type {(number: number, noun: string, many?: string) => string} */
const counted = (number, noun, many) => `${figure(number)} ${plural(number, noun, many)}`;

/**
 * Return a sentence of text/sentences.py, which Python fills too, with its figures.
 * @param {string} name
 * @param {Record<string, any>} [values]
 */
function say(name, values = {}) {
  return DATA.sentences[name].replace(/\{(\w+)(?::(.+?))?\}/g, (_, key, format) =>
    formatted(values[key], format),
  );
}

/**
 * Format a value as Python's format() does, for the formats that the table uses.
 * @param {any} value
 * @param {string} [format]
 */
function formatted(value, format) {
  if (format === "g") return general(value);
  if (format === ",") return figure(value);
  return format ? value.toFixed(Number.parseInt(format.slice(1), 10)) : String(value);
}

/**
 * "31 Aug", for places that show the year elsewhere.
 * @param {Time} seconds
 */
function shortDay(seconds) {
  return shownDay(seconds).split(" ", 2).join(" ");
}

/**
 * Return what the clocks of the report's time zone show; a day without an hour stays that day.
 * @param {Time} seconds
 */
function zoned(seconds) {
  if (isDay(seconds)) return seconds;
  const [, shift] = DATA.meta.shifts.findLast(([since]) => since <= seconds) ?? [0, 0];
  return seconds + shift;
}

/**
 * "31 Aug 2023" of seconds since 1970.
 * @param {Time} seconds
 */
function shownDay(seconds) {
  const time = new Date(zoned(seconds) * 1000);
  return `${time.getUTCDate()} ${MONTHS[time.getUTCMonth()]} ${time.getUTCFullYear()}`;
}

/**
 * Whether only the day of a time is known: then it is midnight.
 * @param {Time} seconds
 */
function isDay(seconds) {
  return seconds % DAY === 0;
}

/**
 * Return how many days one time is after another, by date and not by hours.
 * @param {Time} later
 * @param {Time} earlier
 */
function daysBetween(later, earlier) {
  return Math.floor(zoned(later) / DAY) - Math.floor(zoned(earlier) / DAY);
}

/**
 * "31 Aug 2023, 17:30", or the part that is known; the foot of the page names the time zone.
 * @param {Time | null} seconds
 */
function shownTime(seconds) {
  if (seconds === null) return say("no_date");
  if (isDay(seconds)) return shownDay(seconds);
  return `${shownDay(seconds)}, ${new Date(zoned(seconds) * 1000).toISOString().slice(11, 16)}`;
}

/**
 * "2 h 10 min" of seconds.
 * @param {Time} seconds
 */
function shownLag(seconds) {
  const minutes = Math.round(seconds / 60);
  if (minutes < 1) return "same minute";
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 24 * 60)
    return `${Math.floor(minutes / 60)} h${minutes % 60 ? ` ${minutes % 60} min` : ""}`;
  const hours = Math.round(minutes / 60);
  return `${Math.floor(hours / 24)} d${hours % 24 ? ` ${hours % 24} h` : ""}`;
}

/**
 * Format as Python's "%g" does: six significant digits, no trailing zeros.
 * @param {number} number
 */
function general(number) {
  return String(Number(number.toPrecision(6)));
}

/** @type {(text: string) => string} */
const sentenceCase = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);

/** @type {(text: string, most: number) => string} */
const shortened = (text, most) =>
  text.length <= most ? text : `${text.slice(0, most).trimEnd()}…`;

/**
 * Return the form in which texts are searched: lower case, no accents or invisible characters,
 * quotation marks as on a keyboard.
 * @param {string} text
 */
function folded(text) {
  return text
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}]/gu, "")
    .replace(/[‘’ʼ]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .toLowerCase();
}

/**
 * Return the form in which words of headlines are compared: "Microsoft’s" is "microsoft".
 * @param {string} word
 */
function wordKey(word) {
  return folded(word).replace(/['’]s?$/, "");
}

/** @type {(text: string) => string[]} */
const wordsOf = (text) => (text.match(WORD) ?? []).map(wordKey);

/**
 * Return a headline with the words marked that are not in `known`; without it nothing is marked.
 * @param {string} text
 * @param {Set<string> | null} known
 */
function markedWords(text, known) {
  if (!known) return [text];
  const parts = [];
  let done = 0;
  for (const match of text.matchAll(WORD)) {
    const key = wordKey(match[0]);
    if (known.has(key) || /^\p{L}{1,2}$/u.test(key)) continue; // short words such as "in" are never marked
    if (match.index > done) parts.push(text.slice(done, match.index));
    parts.push(h("mark", match[0]));
    done = match.index + match[0].length;
  }
  if (done < text.length) parts.push(text.slice(done));
  return parts;
}
