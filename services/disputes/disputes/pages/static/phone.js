// Going on by phone: the camera of the phone reads the address off this screen. It never leaves the browser otherwise.
import { dateTime, language, t } from "./language.js";
import { Button, Notice, Trouble, html, useState } from "./parts.js";
import { handOver } from "./session.js";
import { generate } from "./vendor/qr.js";

const QUIET = 4; // empty modules around it, as readers expect

export function Phone({ place }) {
  const [state, setState] = useState({ busy: false, error: null, made: null });
  const make = async () => {
    setState({ busy: true, error: null, made: null });
    try {
      const made = await handOver();
      const address = new URL(made.url);
      // The screen to go on at stands before the secret, the language behind it.
      address.hash = `${place}~${address.hash.slice(1)}~${language}`;
      setState({ busy: false, error: null, made: { ...made, url: address.href } });
    } catch (error) {
      setState({ busy: false, error, made: null });
    }
  };
  return html`<div class="stack no-print"><${Trouble} error=${state.error} />
    ${state.made ? html`<figure class="stack phone"><${Code} text=${state.made.url} label=${t("phone.code")} />
      <figcaption class="small soft">${t("phone.until", { time: dateTime(state.made.ends_at) })}</figcaption></figure>
      <${Notice} kind="info" live=${false}><p>${t("phone.yours")}</p><//>`
    : html`<p class="soft">${t("phone.help")}</p><${Button} kind="wide" busy=${state.busy} onClick=${make}>${t("phone.show")}<//>`}</div>`;
}

// Dark on white by night as well: cameras do not read it the other way round.
function Code({ text, label }) {
  const code = generate(text);
  const size = code.size + 2 * QUIET;
  let path = "";
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) path += `M${x + QUIET} ${y + QUIET}h1v1h-1z`;
  }
  return html`<svg class="qr" viewBox=${`0 0 ${size} ${size}`} role="img" aria-label=${label} shape-rendering="crispEdges">
    <rect width=${size} height=${size} fill="#fff" /><path d=${path} fill="#000" /></svg>`;
}
