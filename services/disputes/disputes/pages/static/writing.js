// What people paste brings characters that nobody sees, from shops, messengers and word processors; the API refuses what
// only hides or turns text round. What a script needs to be spelt stays.
const UNSPACED = "\\p{Script=Khmer}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Myanmar}\\p{Script=Tibetan}";
const UNJOINED = "\\p{Script=Latin}\\p{Script=Greek}\\p{Script=Cyrillic}\\p{Nd}\\p{Z}\\p{P}";
const HIDING = /[\u00ad\u2060-\u2064\u2066-\u206f\u202a-\u202e\ufeff]/gu;
const WORD_ENDS = new RegExp(`(?<![${UNSPACED}])\\u200b|\\u200b(?![${UNSPACED}])`, "gu");
const JOINERS = new RegExp(`(?<=^|[${UNJOINED}])[\\u200c\\u200d]+`, "gu");
const DIRECTION_MARKS = /[\u200e\u200f\u061c]/gu;
const WRITTEN_FROM_THE_RIGHT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const LINE_ENDS = /[\u000b\u000c\u0085\u2028\u2029]/gu;

export function removeInvisible(text) {
  const seen = text.replace(LINE_ENDS, "\n").replace(HIDING, "").replace(WORD_ENDS, "").replace(JOINERS, "");
  return WRITTEN_FROM_THE_RIGHT.test(seen) ? seen : seen.replace(DIRECTION_MARKS, "");
}

// A body as it is sent: its texts as people see them.
export const writeBody = (body) =>
  JSON.stringify(body, (_, value) => (typeof value === "string" ? removeInvisible(value) : value));
