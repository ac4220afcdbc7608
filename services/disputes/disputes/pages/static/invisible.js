// What people paste brings characters that nobody sees, from shops, messengers and word processors; the API refuses what
// only hides or turns text round. What a script needs to be spelt stays: this is the API's rule, character for character.
const JOINING = "\u0600-\u0605\u0608\u060c-\u061b\u061d-\u065f\u066a-\u06ef\u06fa-\u07ff\u0840-\u0fd4\u0fd9-\u109f\u1780-\u180d\u180f-\u18aa\u1900-\u194f\u19e0-\u19ff\u1b00-\u1bbf\u1c00-\u1c4f\u1cc0-\u1cc7\ua840-\ua877\ua8f2-\ua8ff\ua980-\ua9fe\uaa60-\uaa7f\ufb50-\ufd3d\ufd40-\ufdfb\ufdfd-\ufdff\ufe70-\ufefc\u{11100}-\u{11147}\u{11180}-\u{111f4}\u{11300}-\u{11339}\u{1133c}-\u{11363}\u{11480}-\u{114d9}\u{11600}-\u{1166c}\u{11fc0}-\u{11fff}\u{1ee00}-\u{1eef1}\u1700-\u1734\u1740-\u1773\u1950-\u1974\u1a00-\u1aad\u1bc0-\u1bff\ua800-\ua82c\ua880-\ua8d9\ua930-\ua95f\uaa00-\uaaf6\uabc0-\uabf9\u{10ac0}-\u{10af6}\u{10b80}-\u{10baf}\u{10d00}-\u{10d39}\u{10f30}-\u{10f59}\u{10fb0}-\u{10fcb}\u{11000}-\u{110cd}\u{11150}-\u{112f9}\u{11400}-\u{1183b}\u{119a0}-\u{119e4}\u{11c00}-\u{11da9}\u{1e900}-\u{1e95f}";
const VIRAMAS = "\u1714-\u1715\u1734\u1a60\u1bf2-\u1bf3\u2d7f\ua806\ua82c\ua8c4\ua953\uaaf6\uabed\u{10a3f}\u{11046}\u{11070}\u{1107f}\u{110b9}\u{11235}\u{112ea}\u{11442}\u{115bf}\u{116b6}\u{1172b}\u{11839}\u{1193d}-\u{1193e}\u{119e0}\u{11a34}\u{11a47}\u{11a99}\u{11c3f}\u{11d44}-\u{11d45}\u{11d97}"; // of other scripts
const UNSPACED = "\u0e01-\u0fd4\u0fd9-\u109f\u1780-\u17f9\u19e0-\u19ff\u1b00-\u1bbf\u1cc0-\u1cc7\ua980-\ua9fe\uaa60-\uaa7f";
const MONGOLIAN = "\u1800-\u180d\u180f-\u18aa\u{11660}-\u{1166c}";
const NUMBER_SIGNS = "\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}"; // they are of the same category, and seen
const TAGS = "\u{e0020}-\u{e007f}";
const beside = (script, character) => `(?<![${script}])${character}(?![${script}])`;
const STRAYS = new RegExp([
  `(?![\u200b-\u200f\u061c\u180e${NUMBER_SIGNS}${TAGS}])\\p{Cf}`,
  beside(UNSPACED, "\u200b"),
  beside(MONGOLIAN, "\u180e"),
  `(?<![${JOINING}${VIRAMAS}])\u200c(?![${JOINING}])`,
  `(?<![${JOINING}${VIRAMAS}])\u200d(?![${JOINING}])(?!(?<=[\\p{So}\ufe0f\u20e3\u{1f3fb}-\u{1f3ff}]\u200d)[\\p{So}\u2194\u2195])`,
  `(?<!\u{1f3f4}[${TAGS}]*)[${TAGS}]`,
].join("|"), "gu");
const STRAYS_AND_MARKS = new RegExp(`${STRAYS.source}|[\u200e\u200f\u061c]`, "gu");
const WRITTEN_FROM_THE_RIGHT = /(?=\p{Lo})[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

export function removeInvisible(text) {
  const seen = text.replace(WRITTEN_FROM_THE_RIGHT.test(text) ? STRAYS : STRAYS_AND_MARKS, "");
  return seen === text ? text : removeInvisible(seen); // what stood beside a stray may be one now
}
