// Amounts as people type them.
import { decimals, locale } from "./language.js";

// In ASCII, as from any keyboard.
const inAscii = (typed) => typed.normalize("NFKC").replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => digit.charCodeAt(0) & 15)
  .replace(/\s/g, " ").replace(/[\u2019\u066c]/g, "'").replace(/\u066b/g, ".").trim();

const partOf = (format, type) => format.formatToParts(1234.5).find((part) => part.type === type)?.value;

// How this money is called, the longest first: another money's sign is none of it.
const signsOf = (currency) => ["symbol", "narrowSymbol", "code"]
  .map((currencyDisplay) => inAscii(partOf(new Intl.NumberFormat(locale(), { style: "currency", currency, currencyDisplay }), "currency")))
  .sort((one, other) => other.length - one.length);

// Without the sign or code of the money, which people type and paste before a number or behind it, and never within.
function bareNumber(typed, currency) {
  const text = inAscii(typed);
  const sign = signsOf(currency).find((each) => text.startsWith(each) || text.endsWith(each));
  if (!sign) return text;
  return (text.startsWith(sign) ? text.slice(sign.length) : text.slice(0, -sign.length)).trim();
}

const PLAIN = /^\d{1,12}$/;
const IN_THOUSANDS = /^[1-9]\d{0,2}([.,' ])\d{3}(?:\1\d{3}){0,2}$/;

// What somebody typed, in minor units; null if it is no amount, or may be two: where a currency has three decimals, what
// looks like thousands may be decimals of another language.
export function parseAmount(typed, currency) {
  const digits = decimals(currency);
  const number = bareNumber(typed, currency);
  const at = Math.max(number.lastIndexOf("."), number.lastIndexOf(","));
  const sign = number[at];
  let [whole, part] = at < 0 ? [number, ""] : [number.slice(0, at), number.slice(at + 1)];
  if (sign && IN_THOUSANDS.test(number)) {
    const format = new Intl.NumberFormat(locale(), { useGrouping: "always" });
    const isOnly = number.indexOf(sign) === at;
    if (isOnly && digits === 3 && sign === partOf(format, "group")) return null;
    if (!isOnly || (digits !== 3 && sign !== partOf(format, "decimal"))) [whole, part] = [number, ""];
  }
  const isWhole = PLAIN.test(whole) || (IN_THOUSANDS.test(whole) && (whole === number || !whole.includes(sign)));
  if (!isWhole || !/^\d*$/.test(part) || part.length > digits) return null;
  return Number(whole.replace(/[.,' ]/g, "")) * 10 ** digits + Number(part.padEnd(digits, "0") || 0);
}

// As somebody types it, with the sign that the language puts before the decimals.
export const plainAmount = (minor, currency) => new Intl.NumberFormat(locale(), {
  minimumFractionDigits: decimals(currency), maximumFractionDigits: decimals(currency), useGrouping: false,
}).format(minor / 10 ** decimals(currency));
