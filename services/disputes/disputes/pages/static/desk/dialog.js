// A question that is answered before anything else: the browser keeps the focus within, and gives it back.
import { html, useEffect, useRef } from "../parts.js";

export function Dialog({ title, onClose, children }) {
  const dialog = useRef(null);
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current.showModal();
    const shown = dialog.current;
    return () => { shown.close(); if (opener?.isConnected) opener.focus(); };
  }, []);
  const cancel = (event) => { event.preventDefault(); onClose(); };
  return html`<dialog ref=${dialog} class="dialog" aria-labelledby="dialog-title" onCancel=${cancel}><h2 id="dialog-title">${title}</h2>${children}</dialog>`;
}
