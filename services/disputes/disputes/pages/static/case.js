// A case of its party: what is read of it, and the screen or the form that is shown.
import { Later, Trouble, Unready, html, loadForms, useEarly, useLoad, usePolling } from "./parts.js";
import { useLive } from "./live.js";
import { loadCase } from "./reading.js";
import { SandboxClock } from "./sandbox.js";

const loadActs = async () => { await loadForms(); return import("./acts.js"); };
const loadOverview = () => import("./overview.js");

export function Case({ id, sub }) {
  const { data, error, reload } = useLoad(() => loadCase(id), [id]);
  useEarly(sub ? loadActs : loadOverview);
  usePolling(reload, data?.case.pending ? 2_000 : 12_000);
  useLive(id, reload, Boolean(data) && data.case.status !== "closed");
  if (!data) {
    return html`<main id="main" class="narrow"><${Unready} error=${error} retry=${reload} /></main>`;
  }
  if (sub) return html`<main id="main" class="narrow"><${Later} load=${loadActs} part="Act" rel=${sub} ...${data} reload=${reload} /></main>`;
  return html`<main id="main"><${Trouble} error=${error} retry=${reload} /><${SandboxClock} ...${data} reload=${reload} /><${Later} load=${loadOverview} part="Overview" ...${data} reload=${reload} /></main>`;
}
