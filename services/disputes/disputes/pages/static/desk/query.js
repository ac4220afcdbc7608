// What the queue is asked for.
import { parseAmount } from "../typed.js";

const CODE = /^[A-Z]{3}$/;

// Which field of an amount has to be mended before the queue can be asked for it.
export function amountError({ amount, currency }) {
  if (!amount?.trim()) return null;
  if (!CODE.test(currency ?? "")) return "currency";
  return parseAmount(amount, currency) === null ? "amount" : null;
}

// The query of what was chosen. An amount that cannot be asked for is none yet; the form says what it lacks.
export function queryOf({ unusual, amount, currency, ...plain }) {
  const query = Object.fromEntries(Object.entries(plain).filter(([, value]) => value));
  if (unusual) query[unusual] = "true";
  if (!amount?.trim() || amountError({ amount, currency })) return query;
  return { ...query, currency, amount_gte: String(parseAmount(amount, currency)) };
}
