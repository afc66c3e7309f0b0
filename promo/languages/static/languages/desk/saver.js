// Saves texts one after the other, and loses none: what is not saved yet is kept in the browser, too.
import { config, say } from "./config.js";

const PAUSE = 800;
const LONGEST_WAIT = 60_000;
const STORE = `dat-lanh-desk.${config.me}.${config.translation}`;

export class SignedOut extends Error {}

function token() {
  const cookie = /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie);
  // Signing in again in another tab renews the cookie; the page's own copy would be stale.
  return cookie ? cookie[1] : JSON.parse(document.getElementById("wagtail-config").textContent).CSRF_TOKEN;
}

export async function ask(url, body) {
  const options = body
    ? { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json", "X-CSRFToken": token() } }
    : {};
  const headers = { ...options.headers, "X-Requested-With": "XMLHttpRequest", Accept: "application/json" };
  const response = await fetch(url, { ...options, headers, credentials: "same-origin" });
  const json = (response.headers.get("Content-Type") ?? "").includes("json");
  if (!json && (response.redirected || [401, 403].includes(response.status))) throw new SignedOut();
  if (!json || response.status >= 500) throw new Error(`HTTP ${response.status}`);
  return { status: response.status, data: await response.json() };
}

export class Saver {
  // `saved(unit, answer)`, `refused(unit, status, answer)` and `status(name, values)` tell the page.
  constructor(handlers) {
    Object.assign(this, handlers);
    this.waiting = new Set();
    this.timers = new Map();
    // Refused or in conflict: the user has to look at them.
    this.troubled = new Set();
    this.sending = null;
    this.wait = 0;
    addEventListener("online", () => this.#retry());
    // Back from signing in again in another tab.
    addEventListener("focus", () => this.#retry());
    addEventListener("beforeunload", (event) => {
      if (this.hasUnsaved) event.preventDefault();
    });
    document.addEventListener("visibilitychange", () => document.hidden && this.flush());
    this.#tell();
  }

  get hasUnsaved() {
    return this.waiting.size > 0 || this.timers.size > 0 || this.troubled.size > 0 || this.sending !== null;
  }

  // --- When ------------------------------------------------------------------------------------

  // The user is writing: save at the next pause.
  later(unit) {
    this.keep(unit);
    this.troubled.delete(unit);
    clearTimeout(this.timers.get(unit));
    this.timers.set(unit, setTimeout(() => this.now(unit), PAUSE));
    this.#tell();
  }

  now(unit) {
    clearTimeout(this.timers.get(unit));
    this.timers.delete(unit);
    if (unit.conflicted || unit.editor.composing) return;
    this.troubled.delete(unit);
    if (!unit.dirty) {
      this.#forget(unit);
      this.#tell();
      return;
    }
    this.keep(unit);
    this.waiting.add(unit);
    this.#pump();
  }

  flush() {
    for (const unit of [...this.timers.keys()]) this.now(unit);
    this.#retry();
  }

  // Resolves to whether everything is saved.
  async settled() {
    this.flush();
    for (let round = 0; round < 50 && this.hasUnsaved && !this.failing; round += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return !this.hasUnsaved;
  }

  #retry() {
    if (!this.failing) return;
    clearTimeout(this.again);
    this.failing = null;
    this.#pump();
  }

  // --- Sending ---------------------------------------------------------------------------------

  async #pump() {
    if (this.sending || this.failing) return;
    const [unit] = this.waiting;
    if (!unit) {
      this.#tell();
      return;
    }
    this.waiting.delete(unit);
    if (!unit.dirty) {
      // What it waited for has gone with an earlier save.
      this.#forget(unit);
      this.#pump();
      return;
    }
    this.sending = unit;
    this.#tell();
    const target = unit.value;
    const wish = unit.wish;
    unit.wish = null;
    const state = wish ?? (target.trim() ? "draft" : "empty");
    try {
      const { status, data } = await ask(config.urls.unit, { key: unit.key, target, state, version: unit.version, kind: unit.kind });
      this.wait = 0;
      this.sending = null;
      if (status === 200) this.#done(unit, target, data);
      else this.#refusal(unit, status, data, wish);
    } catch (error) {
      this.sending = null;
      unit.wish ??= wish;
      this.waiting.add(unit);
      this.#fail(error);
      return;
    }
    this.#pump();
  }

  #done(unit, target, data) {
    unit.saved = target;
    const changed = unit.value !== target;
    unit.take(changed ? { ...data.unit, state: unit.state } : data.unit);
    this.savedAt = new Date();
    if (changed || unit.wish) this.later(unit);
    else this.#forget(unit);
    this.saved(unit, data);
  }

  #refusal(unit, status, data, wish) {
    const theirs = data.theirs;
    if (status === 409 && theirs.target === unit.value) {
      // Both wrote the same.
      unit.saved = unit.value;
      unit.take(theirs);
      this.#forget(unit);
      this.saved(unit, data);
      return;
    }
    if (status === 409 && theirs.target === unit.saved) {
      // Only the source or the state is new: the text is still the one that was worked on.
      const moved = unit.setSource(theirs);
      if (moved) unit.note(say("source_of_text_changed"));
      unit.wish = moved ? null : wish;
      unit.version = theirs.version;
      unit.stamp = theirs.stamp;
      this.now(unit);
      return;
    }
    this.trouble(unit);
    this.refused(unit, status, data);
  }

  // Its text stays in the browser until the user has decided.
  trouble(unit) {
    this.keep(unit);
    this.troubled.add(unit);
    this.#tell();
  }

  #fail(error) {
    this.wait = Math.min(LONGEST_WAIT, this.wait ? this.wait * 2 : 2000);
    this.failing = error instanceof SignedOut ? "signed_out" : navigator.onLine ? "failing" : "offline";
    clearTimeout(this.again);
    this.again = setTimeout(() => this.#retry(), this.wait);
    this.#tell();
  }

  // --- Telling ---------------------------------------------------------------------------------

  #tell() {
    if (this.failing) this.status(this.failing, {});
    else if (this.sending || this.waiting.size) this.status("saving", {});
    else if (this.troubled.size) this.status("refused", {});
    else if (this.timers.size) this.status("unsaved", {});
    else if (this.savedAt) this.status("saved_at", { time: this.savedAt.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" }) });
    else this.status("saved", {});
  }

  // --- Kept in the browser -----------------------------------------------------------------------

  kept() {
    try {
      return JSON.parse(localStorage.getItem(STORE) ?? "{}");
    } catch {
      return {};
    }
  }

  #write(change) {
    try {
      const texts = this.kept();
      change(texts);
      if (Object.keys(texts).length) localStorage.setItem(STORE, JSON.stringify(texts));
      else localStorage.removeItem(STORE);
    } catch {
      // Storage is switched off or full: the warning before leaving still holds.
    }
  }

  keep(unit) {
    this.#write((texts) => {
      texts[unit.key] = { target: unit.value, version: unit.version, base: unit.saved };
    });
  }

  #forget(unit) {
    this.forget(unit.key);
  }

  forget(key) {
    this.#write((texts) => delete texts[key]);
  }
}
