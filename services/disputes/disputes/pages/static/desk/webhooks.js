// Where events are sent, how it went, attempt by attempt, and sending one again.
import { dateTime, t } from "../language.js";
import { Button, Chip, Heading, Icon, Notice, Table, Trouble, Unready, html, useLoad, usePolling, useRef, useState } from "../parts.js";
import { get, keyAfter, newKey, post } from "../session.js";
import { milliseconds } from "./format.js";

const STATES = ["all", "pending", "delivered", "failed", "stopped"];
const KIND = { delivered: "good", failed: "bad", stopped: "warn", pending: "act" };

// All by the clock on the wall: a sandbox moves cases, not what is sent of them.
async function load(wanted, state, cursor) {
  const endpoints = (await get("/v1/webhook-endpoints")).data;
  const endpoint = endpoints.find(({ id }) => id === wanted) ?? endpoints[0];
  if (!endpoint) return { endpoints };
  const query = `limit=20${state === "all" ? "" : `&state=${state}`}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`;
  return { endpoints, endpoint, page: await get(`/v1/webhook-endpoints/${endpoint.id}/deliveries?${query}`) };
}

export function Webhooks({ id }) {
  const [state, setState] = useState("all");
  const [wanted, setWanted] = useState(id);
  const [cursors, setCursors] = useState([null]);
  const { data, error, reload } = useLoad(() => load(wanted, state, cursors.at(-1)), [wanted, state, cursors]);
  usePolling(reload, 5_000);
  const show = (change) => { setCursors([null]); change(); };
  return html`<main id="main">
    <div class="lead"><${Heading}>${t("webhooks.title")}<//><p class="soft">${t("webhooks.lead")}</p></div>
    ${!data && html`<${Unready} error=${error} retry=${reload} />`}
    ${data && html`<${Trouble} error=${error} retry=${reload} />`}
    ${data && !data.endpoint && html`<div class="empty"><${Icon} name="message" /><h2>${t("webhooks.none_title")}</h2><p>${t("webhooks.none")}</p></div>`}
    ${data?.endpoint && html`<${Endpoints} ...${data} choose=${(each) => show(() => setWanted(each))} />
      <div class="tabs" role="group" aria-label=${t("webhooks.states")}>${STATES.map((name) => html`<button type="button" class="tab" key=${name} aria-pressed=${String(state === name)} onClick=${() => show(() => setState(name))}>${t(`delivery.${name}`)}</button>`)}</div>
      <${Deliveries} page=${data.page} reload=${reload} />
      <div class="row between">${cursors.length > 1 ? html`<button type="button" class="link" onClick=${() => setCursors(cursors.slice(0, -1))}>${t("back")}</button>` : html`<span></span>`}
        ${data.page.has_more && html`<button type="button" class="link" onClick=${() => setCursors([...cursors, data.page.next_cursor])}>${t("desk.more")}</button>`}</div>`}
  </main>`;
}

function Endpoints({ endpoints, endpoint, choose }) {
  return html`<section class="card"><h2 id="endpoints">${t("webhooks.endpoints")}</h2><ul class="stack" aria-labelledby="endpoints">${endpoints.map((each) => html`<li key=${each.id} class=${`endpoint ${each.id === endpoint.id ? "current" : ""}`}>
    <button type="button" class="link" aria-pressed=${String(each.id === endpoint.id)} onClick=${() => choose(each.id)}><bdi>${each.url}</bdi></button>
    <p class="row small soft"><${Chip} kind=${each.state === "enabled" ? "good" : "bad"}>${t(`endpoint.${each.state}`)}<//>${each.disabled_why && html`<span>${t(`endpoint_why.${each.disabled_why}`)}</span>`}
      ${each.failing_since && html`<${Chip} kind="warn">${t("webhooks.failing", { time: dateTime(each.failing_since) })}<//>`}<span>${each.event_types.join(", ")}</span>${each.description && html`<bdi>${each.description}</bdi>`}</p></li>`)}</ul></section>`;
}

function Deliveries({ page, reload }) {
  if (!page.data.length) return html`<div class="empty"><${Icon} name="check" /><p>${t("webhooks.nothing")}</p></div>`;
  return html`<${Table} label=${t("webhooks.deliveries")}>
    <thead><tr>${["event", "state", "made", "attempts", "again"].map((name) => html`<th scope="col" key=${name}>${t(`webhooks.${name}`)}</th>`)}</tr></thead>
    <tbody>${page.data.map((each) => html`<${Delivery} key=${each.id} each=${each} reload=${reload} />`)}</tbody><//>`;
}

function Delivery({ each, reload }) {
  const last = each.attempts.at(-1);
  return html`<tr>
    <th scope="row"><strong>${each.event_type}</strong><br /><span class="hash">${each.event}</span></th>
    <td><${Chip} kind=${KIND[each.state]}>${t(`delivery.${each.state}`)}<//>${each.next_attempt_at && html`<p class="small soft">${t("webhooks.next")} ${dateTime(each.next_attempt_at)}</p>`}</td>
    <td class="nowrap small">${dateTime(each.created_at)}</td>
    <td>${last ? html`<details><summary><${Icon} name="next" />${t("webhooks.last", { number: each.attempts.length, how: howItWent(last) })}</summary>
      <ol class="attempts small">${each.attempts.map((attempt) => html`<li key=${`${attempt.at}${attempt.number}`}>${dateTime(attempt.at)} · ${howItWent(attempt)} · ${milliseconds(attempt.duration_ms)}</li>`)}</ol></details>` : html`<span class="soft">${t("webhooks.not_yet")}</span>`}</td>
    <td><${Redelivery} each=${each} reload=${reload} /></td>
  </tr>`;
}

const howItWent = ({ status_code: status, error }) => [status, error && t(`failure.${error}`)].filter(Boolean).join(" · ");

// The receiver is off or gone; anything else, such as a network that is away, is told as everywhere.
const isOfReceiver = (error) => error?.status === 404 || error?.status === 409;

function Redelivery({ each, reload }) {
  const key = useRef(newKey());
  const [state, setState] = useState({ busy: false, error: null, sent: false });
  const send = async () => {
    setState({ busy: true, error: null, sent: false });
    try {
      await post(`/v1/webhook-endpoints/deliveries/${each.id}/redeliver`, undefined, { key: key.current });
      key.current = newKey();
      setState({ busy: false, error: null, sent: true });
      await reload();
    } catch (error) {
      key.current = keyAfter(error, key.current);
      setState({ busy: false, error, sent: false });
    }
  };
  return html`<${Button} busy=${state.busy} onClick=${send} aria-label=${t("webhooks.redeliver_one", { event: each.event_type })}>${t("webhooks.redeliver")}<//>
    ${state.sent && html`<p class="small" role="status">${t("webhooks.sent")}</p>`}
    ${isOfReceiver(state.error) ? html`<${Notice} kind="bad"><p>${t("webhooks.refused")}</p><//>` : html`<${Trouble} error=${state.error} />`}`;
}
