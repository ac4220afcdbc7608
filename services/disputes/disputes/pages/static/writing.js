// What people paste, as it is sent: its line ends are those of the API, and what nobody sees is no text.
const LINE_ENDS = /\r\n|[\r\u000b\u000c\u0085\u2028\u2029]/gu;
const CONTROLS = /(?![\n\t])[\p{Cc}\p{Cs}]/gu;
const NOTHING = /^[\p{Z}\p{M}\p{Cc}\p{Cf}\u115f\u1160\u2800\u3164\uffa0]*$/u;
const FORMATS = /\p{Cf}/u;

const tidy = (text) => text.replace(LINE_ENDS, "\n").replace(CONTROLS, "").trim();

// Empty where nothing can be seen.
export function written(text = "") {
  const seen = tidy(text);
  return NOTHING.test(seen) ? "" : seen;
}

// A body as it is sent: its texts as people see them. Few texts need the rule of unseen characters: it is loaded for them.
export async function writeBody(body) {
  let clean = (text) => text;
  if (FORMATS.test(JSON.stringify(body))) clean = (await import("./invisible.js")).removeInvisible;
  return JSON.stringify(body, (_, value) => (typeof value === "string" ? written(clean(tidy(value))) : value));
}
