// How the marketplace wants its pages to look: its logo, its colours, its legal links. Without an answer they look like ours.
const element = (id) => document.getElementById(id);

export class Look {
  constructor() {
    this.links = [];
  }

  async load(platform, say) {
    try {
      const answer = await fetch(`/v1/branding/${platform}`, { credentials: "omit", signal: AbortSignal.timeout(8000) });
      if (!answer.ok) return;
      const { logo, primary, accent, links } = await answer.json();
      if (logo) {
        element("logo").src = logo;
        element("logo").hidden = false;
        element("mark").hidden = true;
      }
      this.links = links;
      this.listLegal(say);
      if (primary || accent) (await import("/pages/assets/now/colour.js")).paintBranding({ primary, accent });
    } catch { /* it records all the same */ }
  }

  // `say`: words by key, in the reader's language.
  listLegal(say) {
    element("legal").hidden = !this.links.length;
    element("legal").replaceChildren(...this.links.map(({ kind, url }) => {
      const link = document.createElement("a");
      Object.assign(link, { href: url, target: "_blank", rel: "noopener noreferrer", textContent: say(`legal_${kind}`) });
      return link;
    }));
  }
}
