// The current mark, renewed as soon as the server has a new one. It never gives one before its time.
import { ask, passing, rest, wait } from "./link.js";

// How long a mark is the newest, and how old one may be when it comes: an older one is not shown as now.
const PERIOD = 2000;
const OLDEST = 3500;

export class Tokens {
  constructor() {
    this.cells = null;
    this.taken = 0;
    this.issued = 0;
    this.ahead = 0;
    this.running = false;
  }

  // Milliseconds since the mark in the picture was new.
  get age() {
    return this.cells === null ? Infinity : performance.now() - this.taken;
  }

  get time() {
    return new Date(performance.now() + this.ahead);
  }

  async keep(failed) {
    this.running = true;
    while (this.running) {
      const asked = performance.now();
      try {
        const token = await ask("token", { timeout: 4000 });
        const now = performance.now();
        const fresh = now - asked + PERIOD - token.next_ms <= OLDEST;
        if (fresh) this.#take(token, now);
        await wait(fresh ? Math.max(40, token.next_ms + 40) : 200);
      } catch (error) {
        if (!passing(error)) {
          this.running = false;
          return failed(error);
        }
        await rest(700);
      }
    }
  }

  stop() {
    this.running = false;
  }

  #take(token, now) {
    this.cells = Uint8Array.from(token.cells.match(/../g), (pair) => parseInt(pair, 16));
    this.taken = now;
    this.issued = Date.parse(token.server_time);
    this.ahead = this.issued - now;
  }
}
