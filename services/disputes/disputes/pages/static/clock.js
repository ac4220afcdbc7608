// The clock of a sandbox beside a case. It is the platform's own time, in every service: whatever falls due on the way
// happens, in this case and in all others.
import { dateTime, setPlatformTime, t } from "./language.js";
import { Chip, Icon, Later, html, useCallback, useEffect, usePolling, useState } from "./parts.js";
import { get } from "./session.js";

const loadAdvance = () => import("./advance.js");

export function Clock(props) {
  const [clock, setClock] = useState(null);
  const [open, setOpen] = useState(false);
  const read = useCallback(() => get("/v1/test-clock").then((told) => { setPlatformTime(told.now); setClock(told); }, () => {}), []);
  useEffect(() => { read(); }, [props.case.version]);
  usePolling(read, 30_000);
  if (!clock) return null;
  return html`<details class="card clock no-print" onToggle=${(event) => setOpen(open || event.target.open)}><summary><${Icon} name="next" /><strong>${t("clock.title")}</strong>
      <span class="small">${dateTime(clock.now)}</span><${Chip} kind="warn">${t(clock.held ? "clock.held" : "clock.runs")}<//></summary>
    ${open && html`<${Later} load=${loadAdvance} part="Advance" ...${props} clock=${clock} setClock=${setClock} />`}
  </details>`;
}
