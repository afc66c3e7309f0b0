// One text: its source, its field, its state, and what is said about it.
import { config, letters, make, say } from "./config.js";
import { describe, shown } from "./chips.js";
import { PlainEditor } from "./plain-editor.js";
import { TagEditor } from "./tag-editor.js";
import { plain, tokens } from "./tags.js";

export class Unit {
  constructor(element, { changed, confirm }) {
    const { id, key, v, s, k, max, advice, c } = element.dataset;
    Object.assign(this, { element, key, kind: k, comment: c ?? "" });
    this.id = Number(id);
    this.number = Number(element.id.slice(1));
    this.version = Number(v);
    this.limit = Number(max ?? 0);
    this.advice = Number(advice ?? 0);
    // A language may say it with no word at all.
    this.optional = element.dataset.optional !== undefined;
    this.stamp = config.stamps[id];
    this.conflicted = false;
    this.label = element.querySelector(".u-l")?.textContent ?? "";
    this.source = element.querySelector(".u-s");
    this.#build(changed, confirm);
    this.saved = this.value;
    this.setState(s);
    this.measure();
    this.setComment(this.comment);
  }

  #build(changed, confirm) {
    const box = this.element.querySelector(".u-b");
    const field = box.querySelector("textarea");
    const chips = [...this.source.querySelectorAll("i[data-n]")].map(describe);
    const wanted = chips.map((node) => ({ number: Number(node.dataset.n), kind: node.dataset.k }));
    this.names = new Map(chips.map((node) => [Number(node.dataset.n), node.dataset.t]));
    const rich = this.kind === "rich";
    const tags = wanted.length > 0 || (rich && tokens(field.value).some((part) => typeof part !== "string"));
    const heading = this.label || this.element.closest(".g").querySelector("h2").textContent.trim();
    field.lang = config.lang;
    field.setAttribute("aria-label", say("translation_of", { number: this.number, label: heading }));
    this.source.id = `s${this.number}`;
    field.setAttribute("aria-describedby", this.source.id);
    field.spellcheck = true;
    if (this.optional) field.placeholder = say("may_be_empty");
    const settings = { readOnly: !config.write, changed: () => changed(this) };
    this.editor = tags
      ? new TagEditor(field, { ...settings, wanted, names: this.names })
      : new PlainEditor(field, { ...settings, escaped: rich, lines: this.kind === "text" });
    this.mark = make("button", { type: "button", class: "u-mark", tabindex: "-1", onclick: () => confirm(this) }, make("i"));
    this.mark.disabled = !config.write;
    this.flag = make("button", { type: "button", class: "u-flag", hidden: true, "data-do": "comment" });
    this.element.append(make("div", { class: "u-c" }, this.mark, this.flag));
    this.meter = make("p", { class: "u-length", hidden: true });
    this.said = make("div", { class: "u-said" });
    box.append(this.meter, this.said);
  }

  // --- Text and state --------------------------------------------------------------------------

  get value() {
    return this.editor.value;
  }

  get dirty() {
    return this.value !== this.saved || Boolean(this.wish);
  }

  get done() {
    return this.state === "reviewed";
  }

  setState(state) {
    this.state = state;
    this.element.dataset.s = state;
    const label = this.done ? say("confirmed") : say("confirm_this", { state: config.states[state] });
    this.mark.title = config.write ? label : config.states[state];
    this.mark.setAttribute("aria-label", `${say("text", { number: this.number })}: ${this.mark.title}`);
    if (this.done) this.element.querySelector(".u-d")?.remove();
  }

  measure() {
    const text = plain(this.value);
    const length = letters(text);
    const limit = this.advice || this.limit;
    const show = this.advice ? length > 0 : limit && length > limit * 0.75;
    this.meter.hidden = !show;
    if (!show) return;
    this.meter.textContent =
      this.advice && length > this.advice ? say("length_advice", { length, limit }) : say("length", { length, limit });
    this.meter.dataset.over = length > limit ? (this.limit && length > this.limit ? "error" : "warning") : "";
  }

  // What keeps it from being confirmed, in words; empty if nothing does.
  obstacle() {
    const text = plain(this.value);
    if (!this.value.trim()) return this.optional ? "" : say("empty_text");
    if (this.editor.missing().length) return say("tags_broken");
    if (this.limit && letters(text) > this.limit) return say("too_long", { length: letters(text), limit: this.limit });
    return "";
  }

  focus() {
    this.editor.focus();
  }

  // --- What the server says --------------------------------------------------------------------

  // After a save, or somebody else's change.
  take(row, { text = false } = {}) {
    this.version = row.version;
    this.stamp = row.stamp;
    if (text) {
      this.saved = row.target;
      this.editor.value = row.target;
      // What the field makes of it is what is compared with.
      this.saved = this.value;
      this.measure();
    }
    this.setState(row.state);
    this.setComment(row.comment);
    if (row.source !== undefined) this.setSource(row);
  }

  // True if the source has changed. The field keeps the tags it was made for until the page is loaded again.
  setSource({ source, changes }) {
    const made = make("div");
    made.innerHTML = source; // made and escaped by the server
    made.querySelectorAll("i[data-n]").forEach(describe);
    if (made.textContent === this.source.textContent) return false;
    this.source.replaceChildren(...made.childNodes);
    this.element.querySelector(".u-d")?.remove();
    if (changes) {
      const box = make("div", { class: "u-d" });
      box.innerHTML = changes;
      this.source.after(box);
    }
    return true;
  }

  setComment(text) {
    this.comment = text;
    this.flag.hidden = !text;
    this.flag.title = say("has_comment", { text });
    this.flag.setAttribute("aria-label", this.flag.title);
  }

  // --- What stands below the field ---------------------------------------------------------------

  #say(kind, ...content) {
    this.said.querySelector(`[data-kind=${kind}]`)?.remove();
    if (content.length) this.said.append(make("div", { "data-kind": kind }, ...content));
  }

  setErrors(errors = []) {
    this.element.classList.toggle("bad", errors.length > 0);
    this.#say("error", ...errors.map((text) => make("p", { role: "alert" }, text)));
  }

  setIssues(issues = []) {
    this.issues = issues;
    this.#say("issues", ...issues.map((issue) => make("p", { "data-severity": issue.severity }, issue.message)));
  }

  note(text) {
    this.#say("note", ...(text ? [make("p", {}, text)] : []));
    clearTimeout(this.noteEnds);
    this.noteEnds = setTimeout(() => this.#say("note"), 60_000);
  }

  // Two texts for one place: both are shown until the user has chosen.
  setConflict(theirs, { text = null, settled }) {
    this.conflicted = true;
    this.theirs = theirs;
    this.element.classList.add("torn");
    const name = theirs.mine ? say("yourself") : theirs.by || say("somebody");
    const told = text ?? say("conflict", { name, time: theirs.at });
    const choose = (useTheirs) => {
      this.conflicted = false;
      this.element.classList.remove("torn");
      this.#say("conflict");
      const mine = this.value;
      const aside = useTheirs ? mine : theirs.target;
      this.take(theirs, { text: true });
      if (!useTheirs) this.editor.value = mine;
      if (aside) this.#aside(aside);
      settled(useTheirs);
    };
    this.#say(
      "conflict",
      make("p", { role: "alert" }, told),
      make("blockquote", { lang: config.lang }, theirs.target ? shown(theirs.target, this.names) : say("conflict_empty")),
      make(
        "div",
        { class: "u-choice" },
        make("button", { type: "button", "data-choice": "theirs", onclick: () => choose(true) }, say("take_theirs")),
        make("button", { type: "button", "data-choice": "mine", onclick: () => choose(false) }, say("keep_mine")),
      ),
    );
  }

  #aside(text) {
    const back = make("button", { type: "button" }, say("take_back"));
    back.addEventListener("click", () => {
      this.#say("aside");
      this.editor.replace(text);
    });
    this.#say(
      "aside",
      make("details", {}, make("summary", {}, say("put_aside")), make("blockquote", { lang: config.lang }, shown(text, this.names)), back),
    );
  }
}
