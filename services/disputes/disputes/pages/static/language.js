// The four languages: texts by key, and numbers, money and dates as each writes them.
import { Unreachable } from "./session.js";

export const LANGUAGES = { en: "English", fr: "Français", pt: "Português", zh: "中文" };
const LOCALES = { en: "en-GB", fr: "fr-FR", pt: "pt-PT", zh: "zh-Hans-CN" };
// Of ISO 4217; browsers go by another table, which differs for some. Every other currency has two decimals.
const DECIMALS = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, UYI: 0, VND: 0, VUV: 0,
  XAF: 0, XOF: 0, XPF: 0, BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3, CLF: 4, UYW: 4,
};

export let language = "en";
let texts = {};
const shelves = new Set(["frame"]);

// Has the texts of all screens, too, and those of one's side of the desk, from the next language that is set: whoever
// opens a link needs no second set for it.
export const wantTexts = (side) => shelves.add("").add(side);

export async function setLanguage(wanted) {
  const chosen = wanted in LANGUAGES ? wanted : "en";
  const known = shelves.size;
  texts = await loadTexts(chosen);
  language = chosen;
  if (shelves.size !== known) texts = await loadTexts(chosen); // a screen has come meanwhile, with texts of its own
  document.documentElement.lang = language === "zh" ? "zh-Hans" : language;
}

// Read once, however many ask for them.
const readings = new Map();
function readTexts(shelf, spoken) {
  const path = `./texts/${shelf ? `${shelf}/` : ""}${spoken}.js`;
  if (!readings.has(path)) readings.set(path, readModule(path).catch((error) => { readings.delete(path); throw error; }));
  return readings.get(path);
}

// A browser may remember for good that it could not have a module: by another address it is asked for anew.
let attempts = 0;
async function readModule(path) {
  try {
    return (await import(path)).default;
  } catch {
    attempts += 1;
    return (await import(`${path}?attempt=${attempts}`).catch((error) => { throw new Unreachable(error.message); })).default;
  }
}

// Has the texts of some screens alone, too: a folder beside those of all.
export async function addTexts(shelf) {
  shelves.add(shelf);
  const spoken = language;
  try {
    const added = await readTexts(shelf, spoken);
    if (spoken === language) texts = { ...texts, ...added }; // another language brings all of its own
  } catch (error) {
    shelves.delete(shelf);
    throw error;
  }
}

// The words for what may be refused: without them it is told as the API tells it, and no form waits for that.
export async function addRefusals() {
  await addTexts("problems").catch(() => addEventListener("online", addRefusals, { once: true }));
}

// Each language has every key: a test compares them.
const loadTexts = async (spoken) => Object.assign({}, ...await Promise.all([...shelves].map((shelf) => readTexts(shelf, spoken))));

export const locale = () => LOCALES[language];

export function preferredLanguage() {
  const spoken = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
  return spoken.find((tag) => tag in LANGUAGES) ?? "en";
}

export const has = (key) => key in texts;

export function t(key, values = {}) {
  const text = texts[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

// A text by number: `key.one`, `key.other`.
export const count = (key, number, values = {}) => {
  const form = new Intl.PluralRules(LOCALES[language]).select(number) === "one" ? "one" : "other";
  return t(`${key}.${form}`, { ...values, number: new Intl.NumberFormat(LOCALES[language]).format(number) });
};

export const decimals = (currency) => DECIMALS[currency] ?? 2;

export function money(minor, currency) {
  const digits = decimals(currency);
  return new Intl.NumberFormat(LOCALES[language], {
    style: "currency", currency, minimumFractionDigits: digits, maximumFractionDigits: digits,
  }).format(minor / 10 ** digits);
}

export const moneyOf = (amount) => (amount ? money(amount.amount, amount.currency) : "–");

export const listOf = (names) => names.join(t("comma"));

// What something is called, and what it is. French has a space before its colon, Chinese none behind it.
export const named = (name, value) => `${name}${t("colon")}${value}`;

// How far the platform's time is ahead of this machine's: a sandbox moves its clock.
let ahead = 0;
export const setPlatformTime = (instant) => { ahead = Date.parse(instant) - Date.now(); };
export const platformTime = () => Date.now() + ahead;

// The year only where it is another one than the platform's.
export function dateTime(instant) {
  const at = new Date(instant);
  const year = at.getFullYear() === new Date(platformTime()).getFullYear() ? {} : { year: "numeric" };
  return new Intl.DateTimeFormat(LOCALES[language], {
    weekday: "short", day: "numeric", month: "short", ...year, hour: "2-digit", minute: "2-digit",
  }).format(at);
}

// With everything that leaves no doubt: the day in words, the year, and the zone that the hour is of.
export const wholeDateTime = (instant) => new Intl.DateTimeFormat(LOCALES[language], {
  weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "short",
}).format(new Date(instant));

export const dateOf = (instant) => new Intl.DateTimeFormat(LOCALES[language], {
  day: "numeric", month: "short", year: "numeric",
}).format(new Date(instant));

const [DAY, HOUR, MINUTE] = [86_400_000, 3_600_000, 60_000];
const midnight = (at) => new Date(at).setHours(0, 0, 0, 0);

// "in 3 days": one unit is enough for a person. Days are those of the calendar, so that "tomorrow" is tomorrow; of hours
// and minutes only whole ones, for nobody has longer than is left.
export function relative(instant, now = platformTime()) {
  const at = Date.parse(instant);
  const left = at - now;
  const format = new Intl.RelativeTimeFormat(LOCALES[language], { numeric: "auto" });
  if (Math.abs(left) >= DAY) return format.format(Math.round((midnight(at) - midnight(now)) / DAY), "day");
  const [unit, size] = Math.abs(left) >= HOUR ? ["hour", HOUR] : ["minute", MINUTE];
  return format.format(Math.trunc(left / size), unit);
}

export const bytes = (size) => (size >= 1e6
  ? new Intl.NumberFormat(LOCALES[language], { style: "unit", unit: "megabyte", maximumFractionDigits: 1 }).format(size / 1e6)
  : new Intl.NumberFormat(LOCALES[language], { style: "unit", unit: "kilobyte", maximumFractionDigits: 0 }).format(Math.max(1, size / 1e3)));
