// What of Uppy's interface the example page uses, over plain tus, where the package itself cannot be had.
export class Dashboard {}
export class Tus {}

export class Uppy {
  constructor({meta}) {
    this.meta = meta;
    this.handlers = {};
  }

  use(plugin, options) {
    if (plugin === Tus) this.tus = options;
    else document.querySelector(options.target).append(this.input());
    return this;
  }

  on(name, handler) {
    this.handlers[name] = handler;
    return this;
  }

  setFileMeta(id, meta) {
    this.given = {...this.given, [id]: meta};
  }

  clear() {
    this.given = {};
  }

  input() {
    const input = Object.assign(document.createElement("input"), {type: "file", className: "uppy-Dashboard-input"});
    input.onchange = () => [...input.files].forEach((file) => this.upload(file));
    return input;
  }

  async send(method, address, headers, body) {
    const fields = new Headers({"Tus-Resumable": "1.0.0", ...headers});
    await this.tus.onBeforeRequest({setHeader: (name, value) => fields.set(name, value)});
    const answer = await fetch(address, {method, headers: fields, body});
    if (!answer.ok) throw new Error((await answer.json()).code);
    return answer.headers;
  }

  async upload(file) {
    this.handlers["file-added"]?.({id: file.name, type: file.type});
    const spell = ([name, value]) => `${name} ${btoa(String.fromCharCode(...new TextEncoder().encode(value)))}`;
    const metadata = Object.entries({...this.meta, ...this.given?.[file.name], filename: file.name}).map(spell).join(",");
    const made = await this.send("POST", this.tus.endpoint, {"Upload-Length": file.size, "Upload-Metadata": metadata});
    const address = new URL(made.get("Location"), this.tus.endpoint).href;
    for (let offset = 0; offset < file.size; ) {
      const headers = {"Content-Type": "application/offset+octet-stream", "Upload-Offset": offset};
      const kept = await this.send("PATCH", address, headers, file.slice(offset, offset + 1_000_000));
      offset = Number(kept.get("Upload-Offset"));
    }
    this.handlers["upload-success"]?.(file);
    this.handlers["complete"]?.();
  }
}
