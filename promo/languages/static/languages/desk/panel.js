// The panel beside the texts: suggestions, comments, and which of its tabs is open.
import { config, make, say, tell } from "./config.js";
import { shown } from "./chips.js";
import { ask } from "./saver.js";

const panel = document.getElementById("panel");
const tabs = [...panel.querySelectorAll("[role=tab]")];
const help = document.getElementById("help");
const comments = document.getElementById("comments");

export class Panel {
  constructor(units, { use, insert, opened, commented }) {
    Object.assign(this, { units, use, insert, opened, commented });
    this.known = new Map();
    this.tab = "help";
    for (const tab of tabs) tab.addEventListener("click", () => this.open(tab.id.slice(4)));
    panel.querySelector("[role=tablist]").addEventListener("keydown", (event) => this.#arrows(event));
    this.#drawer();
    this.open("help");
    this.countComments();
  }

  // --- Tabs ------------------------------------------------------------------------------------

  open(name) {
    this.tab = name;
    document.getElementById("desk").dataset.tab = name;
    for (const tab of tabs) {
      const here = tab.id === `tab-${name}`;
      tab.setAttribute("aria-selected", String(here));
      tab.tabIndex = here ? 0 : -1;
      document.getElementById(`pane-${tab.id.slice(4)}`).hidden = !here;
    }
    this.show(this.unit);
    this.opened(name);
  }

  #arrows(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs[(tabs.findIndex((tab) => tab.id === `tab-${this.tab}`) + step + tabs.length) % tabs.length];
    this.open(next.id.slice(4));
    next.focus();
  }

  // On a narrow screen the panel comes when it is called.
  #drawer() {
    const toggle = document.getElementById("drawer-toggle");
    this.toggle = toggle;
    toggle.addEventListener("click", () => this.pull(!panel.classList.contains("open")));
    document.getElementById("drawer-close").addEventListener("click", () => {
      this.pull(false);
      toggle.focus();
    });
    panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !panel.classList.contains("open")) return;
      this.pull(false);
      toggle.focus();
    });
  }

  pull(open) {
    panel.classList.toggle("open", open);
    this.toggle.setAttribute("aria-expanded", String(open));
    if (open) this.unit?.element.scrollIntoView({ block: "center" });
  }

  // --- Suggestions -------------------------------------------------------------------------------

  show(unit) {
    this.unit = unit;
    if (this.tab === "help") this.#showHelp(unit);
    if (this.tab === "comments") this.#showComments(unit);
  }

  async #showHelp(unit) {
    clearTimeout(this.soon);
    if (!unit) {
      help.replaceChildren(make("p", { class: "desk-hint" }, say("choose_text")));
      return;
    }
    if (this.known.has(unit)) {
      this.#fill(unit, this.known.get(unit));
      return;
    }
    help.setAttribute("aria-busy", "true");
    // Whoever runs through the texts asks for nothing.
    await new Promise((resolve) => (this.soon = setTimeout(resolve, 140)));
    if (this.unit !== unit) return;
    try {
      const { status, data } = await ask(`${config.urls.help}?key=${encodeURIComponent(unit.key)}&kind=${unit.kind}`);
      if (status !== 200) throw new Error();
      unit.issues ??= data.issues;
      this.known.set(unit, data);
      if (this.unit === unit && this.tab === "help") this.#fill(unit, data);
    } catch {
      if (this.unit === unit) help.replaceChildren(make("p", { class: "desk-hint" }, say("help_failed")));
    } finally {
      help.removeAttribute("aria-busy");
    }
  }

  refresh(unit) {
    if (this.unit === unit && this.tab === "help" && this.known.has(unit)) this.#fill(unit, this.known.get(unit));
  }

  #fill(unit, data) {
    const parts = [];
    if (data.matches.length) {
      const items = data.matches.map((match, place) => this.#match(unit, match, place + 1));
      parts.push(make("h3", {}, say("memory")), make("ol", { class: "desk-matches" }, ...items));
    }
    if (data.terms.length) {
      parts.push(make("h3", {}, say("glossary")), make("ul", { class: "desk-terms" }, ...data.terms.map((term) => this.#term(term))));
    }
    const issues = unit.issues ?? [];
    if (issues.length) {
      const items = issues.map((issue) => make("li", { "data-severity": issue.severity }, issue.message));
      parts.push(make("h3", {}, say("checks")), make("ul", { class: "desk-issues" }, ...items));
    }
    if (!parts.length) parts.push(make("p", { class: "desk-hint" }, say("no_help")));
    help.replaceChildren(...parts);
  }

  #match(unit, match, number) {
    const changes = make("p", { class: "desk-diff", lang: "vi" });
    changes.innerHTML = match.changes; // made and escaped by the server
    const exact = match.percent === 100;
    const button = make(
      "button",
      { type: "button", disabled: !config.write, title: say("use_match", { number }), onclick: () => this.use(unit, match.target) },
      make("span", { class: "desk-percent", "data-exact": exact }, `${match.percent}%`),
      make("span", { lang: config.lang }, shown(match.target, unit.names)),
      make("kbd", {}, `Alt ${number}`),
    );
    keepFocus(button);
    return make("li", {}, button, exact ? null : changes);
  }

  #term(term) {
    const kept = term.rule === "keep";
    const forbidden = term.rule === "forbid";
    const text = kept ? term.term : term.translation;
    const target = make("span", { class: "desk-term-target", lang: config.lang }, text);
    const rule = kept ? say("keep_term") : forbidden ? say("forbid_term") : "";
    const content = [
      make("span", { class: "desk-term-source", lang: "vi" }, term.term),
      target,
      make("span", { class: "desk-term-kind" }, [rule, term.kind].filter(Boolean).join(" · ")),
    ];
    let main;
    if (forbidden) main = make("div", { class: "desk-term", "data-rule": "forbid" }, ...content);
    else {
      main = make(
        "button",
        { type: "button", class: "desk-term", title: say("insert"), disabled: !config.write, onclick: () => this.insert(text) },
        ...content,
      );
      keepFocus(main);
    }
    return make("li", {}, main, term.note ? make("p", { class: "desk-term-note" }, term.note) : null);
  }

  match(number) {
    const found = this.unit && this.known.get(this.unit)?.matches[number - 1];
    if (found) this.use(this.unit, found.target);
    return Boolean(found);
  }

  // --- Comments ----------------------------------------------------------------------------------

  countComments() {
    const count = this.units.filter((unit) => unit.comment).length;
    const badge = document.getElementById("comment-count");
    badge.hidden = !count;
    badge.textContent = count;
  }

  writeComment(unit) {
    this.unit = unit;
    this.open("comments");
    this.pull(true);
    comments.querySelector("textarea")?.focus();
  }

  #showComments(unit) {
    const parts = [];
    if (unit) {
      const field = make("textarea", { id: "comment-field", rows: "4", maxlength: "2000" });
      field.value = unit.comment;
      field.addEventListener("change", () => this.#saveComment(unit, field));
      field.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
          event.stopPropagation();
          unit.focus();
        }
      });
      parts.push(make("label", { for: "comment-field" }, say("comment_for", { number: unit.number })), field);
    }
    const written = this.units.filter((other) => other.comment && other !== unit);
    const items = written.map((other) =>
      make(
        "li",
        {},
        make(
          "button",
          { type: "button", onclick: () => other.focus() },
          make("strong", {}, other.label ? `${other.number} · ${other.label}` : say("text", { number: other.number })),
          make("span", {}, other.comment),
        ),
      ),
    );
    if (items.length) parts.push(make("ul", { class: "desk-comments" }, ...items));
    else if (!unit?.comment) parts.push(make("p", { class: "desk-hint" }, say("comments_none")));
    comments.replaceChildren(...parts);
  }

  async #saveComment(unit, field) {
    const comment = field.value.trim();
    if (comment === unit.comment) return;
    try {
      const { status, data } = await ask(config.urls.unit, { key: unit.key, comment, before: unit.comment });
      if (status !== 200) throw new Error(data.errors?.[0]);
      unit.setComment(data.unit.comment);
      unit.stamp = data.unit.stamp;
      if (field.isConnected && field.value.trim() === comment) field.value = data.unit.comment;
      tell(say("comment_saved"));
      this.countComments();
      this.commented();
    } catch (error) {
      // The text stays in the field; leaving it again tries again.
      unit.setErrors([error.message || say("failing")]);
    }
  }
}

// Taken with the mouse, a suggestion leaves the caret where it is.
function keepFocus(element) {
  element.addEventListener("mousedown", (event) => event.preventDefault());
}
