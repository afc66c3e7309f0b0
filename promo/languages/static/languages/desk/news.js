// Every few seconds: what have others done? Texts nobody is writing here are brought up to date.
import { config, say } from "./config.js";
import { ask } from "./saver.js";

const EVERY = 15_000;

export class News {
  // `apply(row)` for each changed text, `counts(counts)`, `banner(text)` where the page is to be loaded again.
  constructor(units, handlers) {
    Object.assign(this, handlers);
    this.units = new Map(units.map((unit) => [unit.id, unit]));
    this.token = config.token;
    this.parts = config.token.split(".");
    setInterval(() => document.hidden || this.look(), EVERY);
    document.addEventListener("visibilitychange", () => document.hidden || this.look());
  }

  async look() {
    if (this.looking) return;
    this.looking = true;
    try {
      const { status, data } = await ask(`${config.urls.news}?since=${encodeURIComponent(this.token)}`);
      if (status === 200 && data.stamps) await this.#changed(data);
    } catch {
      // Saving tells of a lost connection; news can wait.
    } finally {
      this.looking = false;
    }
  }

  async #changed(data) {
    const parts = data.token.split(".");
    const gone = Object.keys(data.stamps).length !== this.units.size;
    const asked = Object.entries(data.stamps)
      .filter(([id, stamp]) => this.units.has(Number(id)) && this.units.get(Number(id)).stamp !== stamp)
      .map(([id]) => id);
    if (asked.length) {
      const answer = await ask(`${config.urls.news}?units=${asked.join(",")}`);
      if (answer.status !== 200) return;
      for (const row of answer.data.units) this.apply(this.units.get(row.id), row);
    }
    this.token = data.token;
    this.counts(data.counts);
    if (gone || parts[1] !== this.parts[1]) this.banner(say("source_changed"));
    else if (parts[2] !== this.parts[2]) this.banner(say("state_changed"));
  }
}
