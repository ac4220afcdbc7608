// What is recorded: the camera's picture above a band with the mark, the server's time and the case code.

// A weak device films smaller and slower rather than late.
const WEAK = (navigator.hardwareConcurrency ?? 4) <= 2;
const RATE = WEAK ? 10 : 15;
const LONG = WEAK ? 640 : 800;
const SHORT = WEAK ? 480 : 600;
export const BITS = WEAK ? 600000 : 900000;

export class Picture {
  constructor(canvas, mark, code) {
    this.canvas = canvas;
    this.mark = mark;
    this.code = code;
    this.context = canvas.getContext("2d", { alpha: false });
    this.video = null;
    this.timer = 0;
  }

  show(video, tokens) {
    const upright = video.videoHeight > video.videoWidth;
    this.canvas.width = upright ? SHORT : LONG;
    this.canvas.height = (upright ? LONG : SHORT) + this.mark.band;
    this.video = video;
    clearInterval(this.timer);
    this.timer = setInterval(() => this.#draw(tokens), 1000 / RATE);
    this.#draw(tokens);
  }

  stop() {
    clearInterval(this.timer);
  }

  get stream() {
    return this.canvas.captureStream(RATE);
  }

  #draw(tokens) {
    const { context, canvas, video, mark } = this;
    const tall = canvas.height - mark.band;
    const scale = Math.min(canvas.width / (video.videoWidth || 1), tall / (video.videoHeight || 1));
    const [wide, high] = [video.videoWidth * scale, video.videoHeight * scale];
    context.fillStyle = "#0d1115";
    context.fillRect(0, 0, canvas.width, tall);
    context.drawImage(video, (canvas.width - wide) / 2, (tall - high) / 2, wide, high);
    context.fillStyle = "#ffffff";
    context.fillRect(0, tall, canvas.width, mark.band);
    this.#drawMark(tokens, tall + mark.margin);
    this.#drawText(tokens, tall);
  }

  #drawMark(tokens, top) {
    const { context, mark } = this;
    if (tokens.cells === null) return;
    context.fillStyle = "#000000";
    for (let cell = 0; cell < mark.columns * mark.rows; cell += 1) {
      const white = (tokens.cells[cell >> 3] >> (7 - (cell & 7))) & 1;
      if (white) continue;
      const [column, row] = [cell % mark.columns, Math.floor(cell / mark.columns)];
      context.fillRect(mark.margin + column * mark.cell, top + row * mark.cell, mark.cell, mark.cell);
    }
  }

  #drawText(tokens, top) {
    const { context, mark } = this;
    const left = 2 * mark.margin + mark.columns * mark.cell + 8;
    const time = tokens.cells === null ? "" : `${tokens.time.toISOString().slice(0, 19).replace("T", " ")} UTC`;
    context.fillStyle = "#000000";
    context.textBaseline = "middle";
    context.font = '700 26px ui-monospace, "DejaVu Sans Mono", Menlo, monospace';
    context.fillText(time, left, top + mark.band * 0.32, this.canvas.width - left - mark.margin);
    context.font = '700 24px ui-monospace, "DejaVu Sans Mono", Menlo, monospace';
    context.fillText(this.code, left, top + mark.band * 0.72);
  }
}
