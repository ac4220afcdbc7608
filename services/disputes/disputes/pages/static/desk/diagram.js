// A programme drawn: its stages as boxes in a column for each phase, and arrows for what leads from one to another.
// All of it is in the edition's own explanation; nothing here knows a programme.
import { html } from "../parts.js";
import { listOf, t } from "../language.js";
import { termOf } from "./format.js";

const BOX = { width: 210, height: 140 }; // two lines each for its name, its status and its time
const GAP = { x: 120, y: 24 };
const EDGE = 26;
const HEAD = 66;
const LANE = 50;

const ends = (effect) => effect.moves_money || effect.effect.startsWith("close");

// Where each stage leads: {from, to, why, silent}. What nobody does anything for is drawn with a broken line.
export function findMoves(programme) {
  const moves = new Map();
  const add = (from, to, why, silent) => {
    const key = `${from} ${to} ${silent}`;
    const known = moves.get(key) ?? { from, to, silent, why: [] };
    if (!known.why.includes(why)) known.why.push(why);
    if (from !== to) moves.set(key, known);
  };
  const escalated = [...new Set(programme.reasons.map((reason) => reason.escalates_to))];
  const goods = [...new Set(programme.options.map((option) => option.stage).filter(Boolean))];
  for (const stage of programme.stages) {
    for (const { when, then } of stage.follow_ups) {
      const silent = when === "evidence_lapsed" || when === "negotiation_failed";
      if (then.stage) add(stage.code, then.stage, t(`trigger.${when}`), silent);
      else if (then.effect === "escalate") escalated.forEach((to) => add(stage.code, to, t(`trigger.${when}`), silent));
      else if (then.effect === "execute" && (stage.negotiates || when === "decided")) goods.forEach((to) => add(stage.code, to, t(`trigger.${when}`), false));
    }
    for (const clock of stage.clocks) if (clock.on_silence.stage) add(stage.code, clock.on_silence.stage, clock.label, true);
    for (const asked of stage.evidence) if (asked.on_silence?.stage) add(stage.code, asked.on_silence.stage, t("trigger.evidence_lapsed"), true);
  }
  return [...moves.values()];
}

// Places of the boxes: a column for each phase in the order in which they come, a row for each of its stages.
export function placeStages(stages) {
  const phases = [...new Map(stages.map((stage) => [stage.phase.code, stage.phase])).values()];
  const rows = phases.map(() => 0);
  const places = new Map(stages.map((stage) => {
    const column = phases.findIndex(({ code }) => code === stage.phase.code);
    const row = rows[column];
    rows[column] += 1;
    return [stage.code, { x: EDGE + column * (BOX.width + GAP.x), y: HEAD + row * (BOX.height + GAP.y), column, row }];
  }));
  const width = phases.length * (BOX.width + GAP.x) - GAP.x + EDGE + 70;
  return { phases, places, width, height: HEAD + Math.max(...rows) * (BOX.height + GAP.y) };
}

// From box to box: straight over to the next column, above the boxes over one between, in a bow beside them within one.
function pathOf(from, to, n) {
  const spread = 14 + (n % 5) * 13;
  const start = { x: from.x, y: from.y + spread };
  const end = { x: to.x, y: to.y + BOX.height / 2 + ((n % 3) - 1) * 12 };
  if (from.column === to.column) {
    const bow = 26 + Math.min(60, Math.abs(to.row - from.row) * 12);
    const right = from.x + BOX.width;
    return `M${right} ${start.y} C${right + bow} ${start.y} ${right + bow} ${end.y} ${right + 4} ${end.y}`;
  }
  const forward = to.column > from.column;
  const out = forward ? from.x + BOX.width : from.x;
  const into = forward ? to.x - 4 : to.x + BOX.width + 4;
  if (Math.abs(to.column - from.column) > 1) {
    const way = forward ? GAP.x : -GAP.x;
    const lane = LANE - (n % 3) * 5;
    return `M${out} ${start.y} C${out + way / 2} ${start.y} ${out + way / 3} ${lane} ${out + way} ${lane} L${into - way} ${lane} C${into - way / 3} ${lane} ${into - way / 2} ${end.y} ${into} ${end.y}`;
  }
  const middle = (out + into) / 2;
  return `M${out} ${start.y} C${middle} ${start.y} ${middle} ${end.y} ${into} ${end.y}`;
}

export function Diagram({ programme }) {
  const { phases, places, width, height } = placeStages(programme.stages);
  const moves = findMoves(programme);
  return html`<div class="scroller diagram" tabindex="0" role="region" aria-label=${t("policy.diagram")}><div class="canvas" style=${{ width: `${width}px`, height: `${height}px` }}>
    <svg width=${width} height=${height} aria-hidden="true" focusable="false">
      <defs><marker id="arrow" viewBox="0 0 10 10" refX="8" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0L10 5L0 10z" /></marker></defs>
      ${moves.map((move, n) => html`<path key=${`${move.from}${move.to}${move.silent}`} class=${`move ${move.silent ? "silent" : ""}`} marker-end="url(#arrow)" d=${pathOf(places.get(move.from), places.get(move.to), n)}><title>${listOf(move.why)}</title></path>`)}
    </svg>
    ${phases.map((phase, n) => html`<p class="phase" key=${phase.code} style=${{ left: `${EDGE + n * (BOX.width + GAP.x)}px` }}>${phase.label}</p>`)}
    ${programme.stages.map((stage) => html`<${Box} key=${stage.code} stage=${stage} place=${places.get(stage.code)} first=${stage.code === programme.first_stage} />`)}
  </div></div>
  <p class="legend small soft"><span class="key line">${t("policy.key_act")}</span><span class="key line silent">${t("policy.key_silent")}</span><span><span aria-hidden="true">●</span> ${t("policy.key_end")}</span></p>`;
}

function Box({ stage, place, first }) {
  const closes = stage.follow_ups.some(({ then }) => ends(then)) || stage.clocks.some((clock) => ends(clock.on_silence));
  const [clock] = [...stage.clocks.map(({ term }) => term), ...stage.evidence.map(({ term }) => term)];
  return html`<a class=${`box ${first ? "first" : ""}`} href=${`#stage-${stage.code}`} onClick=${(event) => { event.preventDefault(); document.getElementById(`stage-${stage.code}`)?.focus(); }} style=${{ left: `${place.x}px`, top: `${place.y}px` }}>
    <strong>${stage.label}</strong><span class="small">${stage.status.label}</span>
    <span class="small soft">${clock ? termOf(clock) : ""}${closes ? html` <span title=${t("policy.key_end")}><span aria-hidden="true">●</span><span class="unseen">${t("policy.key_end")}</span></span>` : null}</span></a>`;
}
