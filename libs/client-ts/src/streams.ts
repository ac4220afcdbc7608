// Streams: server-sent events, read from the body of an answer (HTML, 9.2), in browsers that cannot iterate it, too.

/** A stream says every fifteen seconds that it lives: one that is silent for so long was cut, and nobody has told us. */
const SILENCE_MS = 60_000;
/** Kind of the event that says why a stream ends: its token has, and the next one goes on. */
const END_OF_STREAM = "end";

export interface StreamedEvent {
  id?: string;
  /** Left out where only an id has come: it says where the stream begins. */
  data?: Record<string, unknown>;
}

/** Reads the events of an answer until it ends. Throws where it breaks off or falls silent. `onLife` is called for
 * whatever comes: a stream with nothing to tell says that it lives. */
export async function* readEvents(
  answer: Response,
  onLife: () => void,
  silenceMs = SILENCE_MS,
): AsyncGenerator<StreamedEvent> {
  if (answer.body === null) return;
  const reader = answer.body.getReader();
  try {
    const lines = new Lines();
    for (;;) {
      const { done, value } = await within(silenceMs, reader.read());
      if (done) return;
      onLife();
      yield* lines.eventsOf(value);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Lines that have come so far, and the event that they begin. */
class Lines {
  readonly #decoder = new TextDecoder();
  #rest = "";
  #id: string | undefined;
  #kind = "";
  #data: string[] = [];

  *eventsOf(piece: Uint8Array): Generator<StreamedEvent> {
    const lines = (this.#rest + this.#decoder.decode(piece, { stream: true })).split(/\r?\n/);
    this.#rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line !== "") yield* this.#takeField(line);
      else if (this.#data.length > 0) yield* this.#finishEvent();
    }
  }

  *#takeField(line: string): Generator<StreamedEvent> {
    const [, name, value] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
    if (name === "id") {
      this.#id = value;
      if (this.#data.length === 0 && value !== undefined) yield { id: value };
    } else if (name === "event") this.#kind = value ?? "";
    else if (name === "data") this.#data.push(value ?? "");
  }

  *#finishEvent(): Generator<StreamedEvent> {
    const [kind, text] = [this.#kind, this.#data.join("\n")];
    this.#kind = "";
    this.#data = [];
    if (kind === END_OF_STREAM) return;
    const data = JSON.parse(text) as Record<string, unknown>;
    yield this.#id === undefined ? { data } : { id: this.#id, data };
  }
}

async function within<Value>(milliseconds: number, waited: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`Nothing has come for ${milliseconds} ms.`)), milliseconds);
  });
  return Promise.race([waited, silence]).finally(() => clearTimeout(timer));
}
