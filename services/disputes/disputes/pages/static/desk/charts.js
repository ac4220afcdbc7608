// Charts as plain SVG, drawn to the width that there is. Every figure also stands in a table, for whoever cannot see them.
import { Icon, Table as Rows, html, useEffect, useRef, useState } from "../parts.js";
import { listOf, named, t } from "../language.js";
import { number } from "./format.js";

const HEIGHT = 220;
const LEFT = 44;
const BOTTOM = 26;
const TOP = 10;
const LABEL_WIDTH = 64;

function useWidth() {
  const ref = useRef(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => setWidth(Math.floor(entry.contentRect.width)));
    watch.observe(ref.current);
    return () => watch.disconnect();
  }, []);
  return [ref, width];
}

// A round number that is at least as large: 1, 2, 5, 10, 20 …
export function roundUp(value) {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return power * ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10);
}

// Lines behind the columns. Cases are counted in whole numbers.
const linesOf = (top, most) => [0, ...(most !== null || top % 2 === 0 ? [top / 2] : []), top];

// `data`: [{label, values}], one value for each of `names`; null where there is none. `aim`: a line at a value.
export function Columns({ title, data, names, format = number, most = null, aim = null }) {
  const [ref, width] = useWidth();
  const top = most ?? roundUp(Math.max(...data.flatMap(({ values }) => values.map((value) => value ?? 0)), 1));
  const y = (value) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top);
  const room = (width - LEFT) / Math.max(1, data.length);
  const every = Math.max(1, Math.ceil(LABEL_WIDTH / room));
  const bar = Math.max(1, Math.min(26, (room * 0.7) / names.length));
  return html`<figure class="chart" ref=${ref}>
    ${names.length > 1 && html`<figcaption class="legend">${names.map((name, n) => html`<span key=${name} class=${`key series-${n}`}>${name}</span>`)}</figcaption>`}
    ${width > 0 && html`<svg width=${width} height=${HEIGHT} role="img" aria-label=${title}>
      ${linesOf(top, most).map((line) => html`<g key=${line} class="grid"><line x1=${LEFT} x2=${width} y1=${y(line)} y2=${y(line)} /><text x=${LEFT - 8} y=${y(line) + 4} text-anchor="end">${format(line)}</text></g>`)}
      ${data.map(({ label, values }, n) => html`<g key=${label}>
        ${values.map((value, series) => value > 0 && html`<rect class=${`series-${series}`} x=${LEFT + room * (n + 0.5) - (bar * names.length) / 2 + bar * series} width=${Math.max(1, bar - 2)} y=${y(value)} height=${y(0) - y(value)} rx="2"><title>${listOf([label, named(names[series], format(value))])}</title></rect>`)}
        ${n % every === 0 && html`<text class="tick-label" x=${LEFT + room * (n + 0.5)} y=${HEIGHT - 8} text-anchor="middle">${label}</text>`}</g>`)}
      ${aim !== null && html`<line class="aim" x1=${LEFT} x2=${width} y1=${y(aim)} y2=${y(aim)} />`}
    </svg>`}
    <${Table} title=${title} data=${data} names=${names} format=${format} />
  </figure>`;
}

function Table({ title, data, names, format }) {
  return html`<details class="figures-table"><summary><${Icon} name="next" />${t("chart.table")}</summary><${Rows} label=${title} kind="slim">
    <caption class="unseen">${title}</caption>
    <thead><tr><th scope="col">${t("chart.when")}</th>${names.map((name) => html`<th scope="col" class="number" key=${name}>${name}</th>`)}</tr></thead>
    <tbody>${data.map(({ label, values }) => html`<tr key=${label}><th scope="row">${label}</th>${values.map((value, n) => html`<td class="number" key=${n}>${value === null ? "–" : format(value)}</td>`)}</tr>`)}</tbody>
  <//></details>`;
}

// Bars beside their labels: a list that reads without seeing it. `rows`: [{key, label, value, note}].
export function Bars({ rows, format = number }) {
  const most = Math.max(1, ...rows.map(({ value }) => value));
  return html`<ul class="bars">${rows.map(({ key, label, value, note }) => html`<li key=${key ?? label}>
    <span class="bar-label">${label}</span><span class="bar-room" aria-hidden="true"><i style=${{ width: `${(100 * value) / most}%` }}></i></span>
    <span class="bar-value"><strong>${format(value)}</strong>${note && html` <span class="soft">${note}</span>`}</span></li>`)}</ul>`;
}
