// Amounts as people type them.
import { decimals, locale } from "./language.js";

// In digits, points and commas alone, as from any keyboard: what is typed often has the sign of the money with it.
const plainDigits = (typed) => typed.normalize("NFKC").replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => digit.charCodeAt(0) & 15)
  .replace(/[\s'\u2019\u066c\p{Sc}]/gu, "").replace("\u066b", ".");

// Whether a point or a comma before three digits stands between thousands: as the language writes it, or because one did before.
function partsThousands(sign, whole, digits) {
  const signs = new Intl.NumberFormat(locale(), { useGrouping: "always" }).formatToParts(1234.5);
  const own = (type) => signs.find((part) => part.type === type)?.value;
  return whole.includes(sign) || (digits === 3 ? sign === own("group") : sign !== own("decimal"));
}

const WHOLE = /^(\d{1,12}|\d{1,3}(,\d{3}){1,3}|\d{1,3}(\.\d{3}){1,3})$/;

// What somebody typed, in minor units; null if it is no amount.
export function parseAmount(typed, currency) {
  const digits = decimals(currency);
  const plain = plainDigits(typed.replace(currency, ""));
  const [, before, sign, after] = plain.match(/^(.*?)(?:([.,])(\d*))?$/);
  const joined = sign && after.length === 3 && partsThousands(sign, before, digits);
  const [whole, part] = joined ? [plain, ""] : [before, after ?? ""];
  if (!WHOLE.test(whole) || part.length > digits || (!joined && sign && whole.includes(sign))) return null;
  return Number(whole.replace(/[.,]/g, "")) * 10 ** digits + Number(part.padEnd(digits, "0") || 0);
}

// As somebody types it, with the sign that the language puts before the decimals.
export const plainAmount = (minor, currency) => new Intl.NumberFormat(locale(), {
  minimumFractionDigits: decimals(currency), maximumFractionDigits: decimals(currency), useGrouping: false,
}).format(minor / 10 ** decimals(currency));
