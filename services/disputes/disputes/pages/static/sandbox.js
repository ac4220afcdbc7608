// The clock of a sandbox, for whom the platform lets move it.
import { addTexts } from "./language.js";
import { html, loadModule, useLoad } from "./parts.js";
import { session } from "./session.js";

const loadClock = async () => { await addTexts("clock"); return import("./clock.js"); };

export function SandboxClock(props) {
  const { data } = useLoad(async () => (session.who.scopes.includes("clock") ? loadModule(loadClock, "Clock") : null), []);
  return data && html`<${data.Part} ...${props} />`;
}
