// For a marketplace's own page: <script type="module" src="…/pages/embed.js"></script> and
// <parley-case link="…" dispute="…"></parley-case>, where `link` is the `embed_url` of a page link; `dispute` chooses a case
// where the link opens several. A frame that is as high as what it shows. It needs no cookie, and shows nothing where the
// platform has not named the page's origin.
const FIRST_HEIGHT = 640;

class ParleyCase extends HTMLElement {
  static observedAttributes = ["link", "dispute"];
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

  // Of the frame, null where the link is none.
  #address() {
    try {
      const address = new URL(this.getAttribute("link"), location.href);
      const dispute = this.getAttribute("dispute");
      if (dispute) address.pathname = address.pathname.replace(/\/open$/, `/open/${encodeURIComponent(dispute)}`);
      return /^https?:$/.test(address.protocol) && this.getAttribute("link") ? address.href : null;
    } catch {
      return null;
    }
  }

  #show() {
    const address = this.#address();
    if (!address) return this.replaceChildren();
    if (this.#frame?.isConnected && this.#frame.src === address) return undefined;
    const frame = document.createElement("iframe");
    frame.title = this.getAttribute("label") ?? "Parley";
    frame.src = address;
    frame.allow = "camera; microphone; clipboard-write";
    frame.referrerPolicy = "no-referrer";
    Object.assign(frame.style, { display: "block", width: "100%", border: "0", height: `${FIRST_HEIGHT}px` });
    this.#frame = frame;
    return this.replaceChildren(frame);
  }
}

customElements.define("parley-case", ParleyCase);
