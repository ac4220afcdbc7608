// A picture of the case, fetched with the reader's token.
import { Icon, html, useEffect, useState } from "./parts.js";
import { fetchBlob } from "./session.js";

export function Preview({ item, alt, variant = "picture" }) {
  const [url, setUrl] = useState(null);
  useEffect(() => {
    let made = null;
    let gone = false;
    fetchBlob(`/v1/evidence/items/${item}/preview?variant=${variant}`).then((blob) => {
      if (gone || !blob.type.startsWith("image/")) return;
      made = URL.createObjectURL(blob);
      setUrl(made);
    }, () => {});
    return () => { gone = true; if (made) URL.revokeObjectURL(made); };
  }, [item, variant]);
  return url ? html`<img src=${url} alt=${alt ?? ""} />` : html`<${Icon} name="file" />`;
}
