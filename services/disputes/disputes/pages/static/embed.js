// For a marketplace's own page: <script type="module" src="…/pages/embed.js"></script> and
// <parley-case link="…"></parley-case>, where `link` is the `embed_url` of a page link. A frame that is as high as what it
// shows. It needs no cookie, and shows nothing where the platform has not named the page's origin.
const FIRST_HEIGHT = 640;

class ParleyCase extends HTMLElement {
  static observedAttributes = ["link"];
  #frame = null;
  #listen = (event) => {
    const fromFrame = event.source === this.#frame?.contentWindow && event.origin === new URL(this.#frame.src).origin;
    if (!fromFrame || event.data?.type !== "parley.size" || !Number.isFinite(event.data.height)) return;
    this.#frame.style.height = `${Math.max(200, Math.min(20_000, Math.ceil(event.data.height)))}px`;
  };

  connectedCallback() {
    addEventListener("message", this.#listen);
    this.#show();
  }

  disconnectedCallback() {
    removeEventListener("message", this.#listen);
  }

  attributeChangedCallback() {
    if (this.isConnected) this.#show();
  }

  #show() {
    const link = this.getAttribute("link");
    if (!link || !/^https?:$/.test(new URL(link, location.href).protocol)) return this.replaceChildren();
    const frame = document.createElement("iframe");
    frame.title = this.getAttribute("label") ?? "Parley";
    frame.src = link;
    frame.allow = "camera; microphone; clipboard-write";
    frame.referrerPolicy = "no-referrer";
    Object.assign(frame.style, { display: "block", width: "100%", border: "0", height: `${FIRST_HEIGHT}px` });
    this.#frame = frame;
    return this.replaceChildren(frame);
  }
}

customElements.define("parley-case", ParleyCase);
