// A case of the desk: what is read of it, and the screen or the form that is shown.
import { addTexts } from "./language.js";
import { Later, Trouble, Unready, html, loadForms, useEarly, useLoad, usePolling } from "./parts.js";
import { Presence } from "./desk/presence.js";
import { useLive } from "./live.js";
import { loadCase } from "./reading.js";
import { SandboxClock } from "./sandbox.js";
import { listAll } from "./session.js";

const PARTS = "escrow,evidence,messages,story,standing,notes,decisions";

async function load(id) {
  const [loaded, items] = await Promise.all([loadCase(id, PARTS), listAll(`/v1/evidence?dispute=${id}&limit=100`).catch(() => [])]);
  return { ...loaded, items };
}

const withForms = (shelf, load) => async () => { await Promise.all([addTexts(shelf), loadForms()]); return load(); };
const loadActs = withForms("ruling", () => import("./deskacts.js"));
const loadWhole = () => import("./desk/whole.js");
const loadBehalf = withForms("behalf", () => import("./desk/behalf.js"));

// An act of the desk's own, or `act@party`: one that a party has asked for.
const loadForm = (sub) => (sub.includes("@") ? loadBehalf : loadActs);

function DeskForm({ sub, ...props }) {
  const [rel, party] = sub.split("@");
  return html`<${Later} load=${loadForm(sub)} part=${party ? "ForParty" : "DeskAct"} rel=${rel} party=${party} ...${props} />`;
}

export function Review({ id, sub }) {
  const { data, error, reload } = useLoad(() => load(id), [id]);
  useEarly(sub ? loadForm(sub) : loadWhole);
  usePolling(reload, data?.case.pending ? 2_000 : 15_000);
  useLive(id, reload, Boolean(data) && data.case.status !== "closed");
  if (!data) return html`<main id="main"><${Unready} error=${error} retry=${reload} /></main>`;
  const open = data.case.status !== "closed";
  if (sub) return html`<main id="main" class="narrow">${open && html`<${Presence} dispute=${id} doing="deciding" />`}<${DeskForm} sub=${sub} ...${data} reload=${reload} /></main>`;
  return html`<main id="main">${open && html`<${Presence} dispute=${id} doing="reading" />`}<${Trouble} error=${error} retry=${reload} /><${SandboxClock} ...${data} reload=${reload} /><${Later} load=${loadWhole} part="Whole" ...${data} reload=${reload} /></main>`;
}
