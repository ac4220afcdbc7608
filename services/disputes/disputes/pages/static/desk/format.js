// Numbers, shares and spans of time as each language writes them.
import { locale, t } from "../language.js";

export const number = (value) => new Intl.NumberFormat(locale()).format(value);

export const percent = (part) => new Intl.NumberFormat(locale(), { style: "percent", maximumFractionDigits: 1 }).format(part);

// Of dates in UTC, as the API cuts its stretches.
export const dayOf = (instant, options = { day: "numeric", month: "short", year: "numeric" }) => new Intl.DateTimeFormat(locale(), { ...options, timeZone: "UTC" }).format(new Date(instant));

const SPANS = [["day", 86_400], ["hour", 3_600], ["minute", 60], ["second", 1]];

// "4.1 days": the largest unit that it is at least one of. Where there is little room, `short`.
export function span(seconds, unitDisplay = "long") {
  if (seconds === null || seconds === undefined) return "–";
  const [unit, size] = SPANS.find(([, length]) => seconds >= length) ?? SPANS.at(-1);
  return new Intl.NumberFormat(locale(), { style: "unit", unit, unitDisplay, maximumFractionDigits: 1 }).format(seconds / size);
}

const measure = (unit, amount) => new Intl.NumberFormat(locale(), { style: "unit", unit, unitDisplay: "long" }).format(amount);

// How long a programme's clock runs, which it writes as "5 days" or "24 business hours".
export function termOf(written) {
  const [, amount, business, unit] = written.match(/^(\d+) (business )?(\w+?)s?$/);
  const length = measure(unit, Number(amount));
  return business ? t("policy.business", { length }) : length;
}

export const milliseconds = (value) => new Intl.NumberFormat(locale(), { style: "unit", unit: "millisecond" }).format(value);

// Sums of money by currency: two currencies are never added.
export function sumsByCurrency(amounts) {
  const sums = new Map();
  for (const { amount, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0) + amount);
  return [...sums].map(([currency, amount]) => ({ amount, currency }));
}

// Between which bounds a time lies; the last has no upper one.
export function between(from, to) {
  if (to === null) return t("chart.at_least", { span: span(from) });
  return from === 0 ? t("chart.less_than", { span: span(to) }) : t("chart.between", { from: span(from), to: span(to) });
}
