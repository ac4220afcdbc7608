// Putting an edition into force: which deals get it is said before it is done.
import { t } from "../language.js";
import { Button, Trouble, html, useRef, useState } from "../parts.js";
import { keyAfter, newKey, post } from "../session.js";
import { Dialog } from "./dialog.js";

export function MakeCurrent({ edition, before, onMade }) {
  const [asking, setAsking] = useState(false);
  const [state, setState] = useState({ busy: false, error: null });
  const key = useRef(newKey());
  const open = () => { key.current = newKey(); setState({ busy: false, error: null }); setAsking(true); };
  const make = async () => {
    setState({ busy: true, error: null });
    try {
      await post(`/v1/policies/${edition}/make-current`, undefined, { key: key.current });
      await onMade();
      setAsking(false);
    } catch (error) {
      key.current = keyAfter(error, key.current);
      setState({ busy: false, error });
    }
  };
  return html`<div class="actions side no-print"><${Button} onClick=${open}>${t("current.make")}<//></div>
    ${asking && html`<${Dialog} title=${t("current.title", { edition })} onClose=${() => { if (!state.busy) setAsking(false); }}>
      <p>${t("current.what")}</p>${before && html`<p>${t("current.before", { edition: before })}</p>`}
      <p class="soft">${t("current.others")}</p>
      <${Trouble} error=${state.error} />
      <div class="actions side"><${Button} kind="primary" busy=${state.busy} onClick=${make}>${t("current.make")}<//>
        <${Button} disabled=${state.busy} onClick=${() => setAsking(false)}>${t("cancel")}<//></div><//>`}`;
}
