// What the queue is asked for.
import { parseAmount } from "../language.js";

// The query of what was chosen; a filter that cannot be asked for is none.
export function queryOf({ unusual, amount, currency, ...plain }) {
  const query = Object.fromEntries(Object.entries(plain).filter(([, value]) => value));
  if (unusual) query[unusual] = "true";
  const minor = amount && /^[A-Z]{3}$/.test(currency ?? "") ? parseAmount(amount, currency) : null;
  return minor === null ? query : { ...query, currency, amount_gte: String(minor) };
}
