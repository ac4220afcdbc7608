// A field of one line takes what was pasted from several: whatever would end its line, or leap in it, is a blank.
const BREAKS = /[\n\t\r\u000b\u000c\u0085\u2028\u2029]+/gu;
const ONE_LINE = ["text", "search", "url", "email", "tel"];

function keepOneLine({ target }) {
  if (target.localName === "input" && ONE_LINE.includes(target.type) && target.value.search(BREAKS) >= 0) target.value = target.value.replace(BREAKS, " ");
}
addEventListener("input", keepOneLine, true);
