// Follows a stream through everything that ends one on the way, and sends files without a clock, by a `fetch` of its own.

import { deepStrictEqual as isSame, ok, rejects } from "node:assert";

import { NoAnswer, Parley, Problem } from "parley-client";

type Sent = { url: string; init: RequestInit };
const sent: Sent[] = [];
const answers: (Response | Error | ((init: RequestInit) => Response))[] = [];

function answerNext(this: unknown, input: unknown, init: RequestInit = {}): Promise<Response> {
  ok(this === undefined, "a browser refuses this: Illegal invocation");
  sent.push({ url: String(input), init });
  const next = answers.shift();
  const answer = typeof next === "function" ? next(init) : next;
  return answer instanceof Response ? Promise.resolve(answer) : Promise.reject(answer ?? new TypeError("fetch failed"));
}

const json = (value: unknown) => new Response(JSON.stringify(value), { headers: { "Content-Type": "application/json" } });
const events = (text: string) => new Response(text, { headers: { "Content-Type": "text/event-stream" } });
const problem = (status: number, code: string, members = {}) =>
  new Response(JSON.stringify({ code, detail: "No.", ...members }), { status, headers: { "Retry-After": "0" } });
const field = ({ init }: Sent, name: string) => new Headers(init.headers).get(name);

let tokens = 0;
const mint = async () => ({ access_token: `token-${(tokens += 1)}`, expires_in: 300 });
const parley = Parley.withTokens("http://parley.test/", mint, { fetch: answerNext as typeof fetch });

answers.push(
  events('id: evt_1\nevent: escrow.created\ndata: {"n": 1}\n\n: \n\nevent: end\ndata: {"reason": "restarting"}\n\n'),
  problem(502, "bad_gateway"),
  problem(401, "unauthenticated"),
  new TypeError("fetch failed"),
  events('id: evt_2\r\ndata: {"n": 2,\r\ndata:  "text": "a: b"}\r\n\r\n'),
  problem(403, "forbidden"),
);
const stream = parley.events.streamEvents();
isSame((await stream.next()).value, { n: 1 });
isSame((await stream.next()).value, { n: 2, text: "a: b" });
isSame(sent.map((one) => field(one, "Last-Event-ID")), [null, "evt_1", "evt_1", "evt_1", "evt_1"]);
isSame(sent.map((one) => field(one, "Authorization")), [1, 1, 1, 2, 2].map((number) => `Bearer token-${number}`));
await rejects(() => stream.next(), (error) => error instanceof Problem && error.code === "forbidden");

// A quiet stream outlives any number of cuts: each connection has said that it lives.
sent.length = 0;
const cutOff = () => {
  let isCut = false;
  const pull = (body: ReadableStreamDefaultController) => {
    if (isCut) body.error(new TypeError("terminated"));
    else body.enqueue(new TextEncoder().encode(": \n\n"));
    isCut = true;
  };
  return new Response(new ReadableStream({ pull }, { highWaterMark: 0 }));
};
answers.push(...Array.from({ length: 7 }, cutOff), events('id: evt_3\ndata: {"n": 3}\n\n'));
isSame((await parley.events.streamEvents().next()).value, { n: 3 });
isSame(sent.length, 8);

// Cut off before the first event, it goes on where it began.
sent.length = 0;
answers.push(events("retry: 2000\nid: at_here\n: \n"), events('id: evt_4\ndata: {"n": 4}\n\n'));
isSame((await parley.events.streamEvents().next()).value, { n: 4 });
isSame(sent.map((one) => field(one, "Last-Event-ID")), [null, "at_here"]);

// A token that has ended while nothing was answered is renewed.
sent.length = 0;
answers.push(new TypeError("asleep"), problem(401, "unauthenticated"), json({ id: "dsp_1" }));
await parley.disputes.withdrawDispute("dsp_1", {});
isSame(sent.length, 3);

// Whoever leaves a stream that has nothing to say closes its connection at once.
sent.length = 0;
answers.push((init) => {
  const start = (body: ReadableStreamDefaultController) =>
    init.signal!.addEventListener("abort", () => body.error(new DOMException("closed", "AbortError")));
  return new Response(new ReadableStream({ start }));
});
const left = parley.events.streamEvents();
const waiting = left.next();
await new Promise((resolve) => setTimeout(resolve, 10));
isSame([await left.return(undefined), await waiting].map((one) => one.done), [true, true]);

// A file takes as long as it takes; an act is given up after a while and sent again under its key.
sent.length = 0;
answers.push(json({ id: "evd_1" }), new DOMException("late", "TimeoutError"), json({ id: "dsp_1" }));
await parley.evidence.uploadEvidence(new Uint8Array(3), { dispute: "dsp_1", kind: "photo" });
await parley.disputes.withdrawDispute("dsp_1", {});
isSame(sent.map((one) => one.init.signal !== null), [false, true, true]);
const keys = sent.map((one) => field(one, "Idempotency-Key"));
ok(keys[0] !== keys[1] && keys[1] === keys[2] && /^[0-9a-f]{32}$/.test(keys[1]!));

// What was wrong with a body is said in the message.
answers.push(problem(422, "validation_failed", { errors: [{ pointer: "/claimed", message: "Say how much." }] }));
await rejects(() => parley.disputes.withdrawDispute("dsp_1", {}), /validation_failed: No\. \(\/claimed: Say how much\.\)/);

// A page in Parley's place is told at once, whatever was asked for: nothing of it is taken for an answer.
const page = () => new Response("<h1>Accept our terms</h1>", { headers: { "Content-Type": "text/html; charset=utf-8" } });
const stranger = Parley.connect("http://parley.test", "plt_1", "secret", { fetch: answerNext as typeof fetch });
for (const ask of [
  () => parley.disputes.getDispute("dsp_1"),
  () => parley.disputes.withdrawDispute("dsp_1", {}),
  () => parley.evidence.previewEvidence("evd_1"),
  () => parley.events.streamEvents().next(),
  () => stranger.disputes.getDispute("dsp_1"),
]) {
  sent.length = 0;
  answers.push(page());
  await rejects(ask, (error) => error instanceof NoAnswer && error.message.includes("is a page, and no Parley"));
  isSame(sent.length, 1);
}

// One that says that something is down is waited for, and told by its status if it stays.
sent.length = 0;
const down = () => new Response("<h1>Bad Gateway</h1>", { status: 502, headers: { "Content-Type": "text/html", "Retry-After": "0" } });
answers.push(down(), json({ id: "dsp_1" }));
isSame((await parley.disputes.getDispute("dsp_1")).id, "dsp_1");
isSame(sent.length, 2);
answers.push(...Array.from({ length: 6 }, down));
await rejects(() => parley.disputes.getDispute("dsp_1"), (error) => error instanceof Problem && error.status === 502);
console.log("whole");
