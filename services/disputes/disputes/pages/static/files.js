// Files: chosen, and sent in pieces that can be resumed (tus).
import { bytes, t } from "./language.js";
import { Button, Icon, html, useEffect, useRef, useState } from "./parts.js";
import { MOMENTARY, Problem, authorization, forgetToken, prepareRefusal } from "./session.js";

const UPLOADS = "/v1/evidence/uploads/resumable";
const PIECE = 2 * 1024 * 1024;
const RETRIES = [500, 1500, 4000, 8000];

// The library that sends them is loaded when the first file is.
async function loadTus() {
  await import("./vendor/tus.js");
  return globalThis.tus;
}

// Sends one file; resolves when it is evidence. Broken off, it goes on where it was, also after the page was closed.
export async function uploadFile(file, about, onProgress = () => {}) {
  if (file.size === 0) { // as a cloud's placeholder is
    await prepareRefusal();
    throw new Problem(422, { code: "content_rejected", why: "empty" });
  }
  const tus = await loadTus();
  const metadata = Object.fromEntries(Object.entries({ ...about, filename: file.name }).filter(([, value]) => value));
  return new Promise((resolve, reject) => {
    const upload = new tus.Upload(file, {
      endpoint: UPLOADS, chunkSize: PIECE, retryDelays: RETRIES, metadata, removeFingerprintOnSuccess: true,
      fingerprint: async () => ["parley", about.dispute, about.request, about.kind, about.on_behalf_of, file.name, file.size, file.lastModified].join("/"),
      onBeforeRequest: async (request) => request.setHeader("Authorization", await authorization()),
      onProgress: (sent, all) => onProgress(sent / all),
      onShouldRetry: mayGoOn,
      onSuccess: resolve,
      onError: (error) => prepareRefusal().then(() => reject(problemOf(error))),
    });
    upload.findPreviousUploads().then((earlier) => {
      if (earlier.length) upload.resumeFromPreviousUpload(earlier[0]);
      upload.start();
    }, () => upload.start());
  });
}

// The connection before this one may hold the upload for some seconds more: then it is asked again where it stands.
// A case that was opened a moment ago may not have been heard of.
const HELD = ["upload_offset_mismatch", "upload_interrupted", ...MOMENTARY];

function mayGoOn(error) {
  const status = error.originalResponse?.getStatus() ?? 0;
  if (status === 401) forgetToken(); // it ended in the middle of a long upload: what has arrived stays
  return status === 0 || status === 401 || status === 429 || status >= 500 || HELD.includes(problemOf(error).code);
}

function problemOf(error) {
  const status = error.originalResponse?.getStatus() ?? 0;
  if (!status) return new Problem(503, {});
  try {
    return new Problem(status, JSON.parse(error.originalResponse.getBody()));
  } catch {
    return new Problem(status, {});
  }
}

// Some browsers know no type of what phones record: then the name's ending tells it.
const KIND_OF_TYPE = { image: "photo", video: "video", audio: "audio" };
const KIND_OF_ENDING = {
  photo: ["jpg", "jpeg", "png", "webp", "gif", "heic", "heif", "hif", "avif"],
  video: ["mp4", "m4v", "mov", "webm"],
  audio: ["m4a", "mp3", "wav", "ogg", "oga", "opus", "flac", "aac", "amr", "caf", "weba"],
};
const UNTYPED = Object.values(KIND_OF_ENDING).flat().map((ending) => `.${ending}`).join();

export function kindOfFile({ type, name }) {
  const ending = /\.([^.]+)$/.exec(name)?.[1].toLowerCase();
  return KIND_OF_TYPE[type.split("/")[0]] ?? Object.keys(KIND_OF_ENDING).find((kind) => !type && KIND_OF_ENDING[kind].includes(ending)) ?? "document";
}

export function FilePicker({ files, onChange, busy = false }) {
  const [over, setOver] = useState(false);
  const input = useRef(null);
  const add = (chosen) => onChange([...files, ...chosen]);
  const drop = (event) => { event.preventDefault(); setOver(false); add([...event.dataTransfer.files]); };
  return html`<div class="stack">
    <div class=${`drop ${over ? "over" : ""}`} onDragOver=${(event) => { event.preventDefault(); setOver(true); }} onDragLeave=${() => setOver(false)} onDrop=${drop}>
      <${Icon} name="camera" /><p class="soft">${t("files.drop")}</p>
      <input ref=${input} class="unseen" type="file" multiple accept=${`image/*,video/*,audio/*,application/pdf,text/plain,${UNTYPED}`} tabindex="-1" aria-label=${t("files.choose")}
        onChange=${(event) => { add([...event.target.files]); event.target.value = ""; }} />
      <${Button} disabled=${busy} onClick=${() => input.current.click()}>${t("files.choose")}<//>
    </div>
    ${files.length > 0 && html`<ul class="files">${files.map((file, n) => html`<li class="file" key=${`${file.name}${n}`}>
      <${Thumbnail} file=${file} /><div><strong><bdi>${file.name}</bdi></strong><p class="small soft">${bytes(file.size)}</p></div>
      ${!busy && html`<${Button} aria-label=${t("files.remove", { name: file.name })} onClick=${() => onChange(files.filter((_, other) => other !== n))}><${Icon} name="close" /><//>`}
    </li>`)}</ul>`}
  </div>`;
}

function Thumbnail({ file }) {
  const [url, setUrl] = useState(null);
  useEffect(() => {
    if (!file.type.startsWith("image/")) return undefined;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url ? html`<img src=${url} alt="" />` : html`<${Icon} name="file" />`;
}
