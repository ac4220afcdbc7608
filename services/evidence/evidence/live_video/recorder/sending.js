// Sends the pieces of the recording one after the other, and keeps what could not be sent until it can.
import { ask, passing, rest, wait } from "./link.js";

export class Sending {
  constructor(next) {
    this.next = next;
    this.queue = [];
    this.failed = null;
    // Milliseconds from the oldest mark in the piece received last to its receipt, as the server says it.
    this.age = 0;
    this.wake = () => {};
  }

  // `shown`: when the mark that the piece begins with was issued.
  add(blob, segment, gap, shown) {
    this.queue.push({ n: this.next, segment, gap, blob, shown, at: performance.now() });
    this.next += 1;
    this.wake();
  }

  // Milliseconds that the oldest piece has been waiting.
  get waiting() {
    return this.queue.length ? performance.now() - this.queue[0].at : 0;
  }

  get bytes() {
    return this.queue.reduce((sum, piece) => sum + piece.blob.size, 0);
  }

  async run() {
    let pause = 300;
    while (this.failed === null) {
      if (!this.queue.length) await new Promise((resolve) => { this.wake = resolve; });
      const piece = this.queue[0];
      try {
        const about = `n=${piece.n}&segment=${piece.segment}&gap_ms=${Math.round(piece.gap)}`;
        const receipt = await ask(`chunks?${about}`, { method: "POST", body: piece.blob, timeout: 30000 });
        this.age = Date.parse(receipt.received_at) - piece.shown;
        this.queue.shift();
        pause = 300;
      } catch (error) {
        if (!passing(error)) this.failed = error;
        else await rest(pause = Math.min(pause * 1.6, 2000));
      }
    }
  }

  async empty() {
    while (this.queue.length && this.failed === null) await wait(100);
    if (this.failed !== null) throw this.failed;
  }
}
