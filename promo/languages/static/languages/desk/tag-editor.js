// A text with tags: they are chips that can be moved but not lost. Whatever an edit takes away by accident
// (a selection deleted, a chip run over by backspace) is put back where the caret is.
import { composing, make, say, tell } from "./config.js";
import { chip } from "./chips.js";
import { name, tagged, tokens } from "./tags.js";

// Gives the caret a place beside a chip. Never part of a text: Lao uses the zero width space, nobody uses this.
const FILLER = "\ufeff";
const isChip = (node) => node.nodeType === Node.ELEMENT_NODE && node.dataset.n !== undefined;
const tokenOf = (node) => ({ number: Number(node.dataset.n), kind: node.dataset.k });

export class TagEditor {
  constructor(field, { wanted, names, readOnly, changed }) {
    this.wanted = new Set(wanted.map(name));
    this.order = wanted;
    this.names = names;
    this.changed = changed;
    this.readOnly = readOnly;
    this.composing = false;
    this.past = [];
    this.future = [];
    this.stepAt = 0; // when the last step of typing began
    this.element = make("div", { class: "u-t rich", role: "textbox", "aria-multiline": "true", tabindex: "0" });
    for (const { name: key, value } of field.attributes) if (key !== "rows") this.element.setAttribute(key, value);
    this.element.className = "u-t rich";
    if (readOnly) this.element.setAttribute("aria-readonly", "true");
    else this.element.contentEditable = "true";
    this.#show(field.value);
    this.past = [field.value];
    field.replaceWith(this.element);
    this.#listen();
  }

  // --- The text ------------------------------------------------------------------------------

  get value() {
    const parts = [];
    const walk = (node) => {
      for (const child of node.childNodes) {
        if (child.nodeType === Node.TEXT_NODE) parts.push(child.data.replaceAll(FILLER, "").replaceAll("\n", " "));
        else if (isChip(child)) parts.push(tokenOf(child));
        else walk(child);
      }
    };
    walk(this.element);
    return tagged(parts.filter((part) => part !== ""));
  }

  set value(text) {
    this.#show(text);
    this.past = [text];
    this.future = [];
  }

  #show(text) {
    this.element.replaceChildren(
      ...tokens(text).map((part) => (typeof part === "string" ? document.createTextNode(part) : this.#chip(part))),
    );
    this.#settle();
  }

  #chip(token) {
    const element = chip(token, this.names);
    element.contentEditable = "false";
    element.draggable = !this.readOnly;
    return element;
  }

  chips() {
    return [...this.element.querySelectorAll("i[data-n]")];
  }

  // Tags of the source that are not in the text (one of each pair is enough to miss).
  missing() {
    const there = new Set(this.chips().map((node) => name(tokenOf(node))));
    const numbers = this.order.filter((token) => !there.has(name(token))).map((token) => token.number);
    return [...new Set(numbers)];
  }

  // --- Editing -------------------------------------------------------------------------------

  #listen() {
    const element = this.element;
    element.addEventListener("compositionstart", () => {
      this.composing = true;
      this.before = this.chips();
    });
    element.addEventListener("compositionend", () => {
      this.composing = false;
      this.#after(this.before);
    });
    element.addEventListener("beforeinput", (event) => {
      if (event.inputType.startsWith("history")) event.preventDefault();
      if (!this.composing) this.before = this.chips();
    });
    element.addEventListener("input", (event) => {
      if (!this.composing) this.#after(this.before ?? [], { typing: event.inputType === "insertText" });
    });
    element.addEventListener("keydown", (event) => this.#key(event));
    element.addEventListener("paste", (event) => {
      event.preventDefault();
      if (!this.readOnly) this.insert(event.clipboardData.getData("text/plain"));
    });
    for (const kind of ["copy", "cut"]) element.addEventListener(kind, (event) => this.#copy(event));
    element.addEventListener("click", (event) => {
      if (event.target.classList.contains("extra")) this.#edit(() => event.target.remove());
    });
    this.#drag();
  }

  #key(event) {
    if (composing(event)) return;
    const control = event.ctrlKey || event.metaKey;
    if (event.key === "Enter" && !control) {
      event.preventDefault();
      this.#breakLine();
    } else if (control && !event.altKey && event.code === "KeyZ") {
      event.preventDefault();
      if (event.shiftKey) this.#again();
      else this.#back();
    } else if (control && !event.altKey && event.code === "KeyY") {
      event.preventDefault();
      this.#again();
    } else if (control && ["b", "i", "u"].includes(event.key.toLowerCase())) {
      // The browser's own formatting is not ours.
      event.preventDefault();
    }
  }

  // Return means a line break where the source has one that is still to be placed.
  #breakLine() {
    const missing = this.missing().find((number) => this.names.get(number) === "br");
    if (missing) this.place(missing);
  }

  #edit(change) {
    if (this.readOnly) return;
    const before = this.chips();
    change();
    this.#after(before);
  }

  #after(before, { typing = false } = {}) {
    const there = new Set(this.chips());
    const lost = before.filter((node) => !there.has(node) && this.wanted.has(name(tokenOf(node))));
    if (lost.length) {
      const range = this.#range();
      for (const node of lost) {
        // Something else may have brought it back (a paste): once is enough.
        if (this.chips().some((other) => name(tokenOf(other)) === name(tokenOf(node)))) continue;
        range.insertNode(node);
        range.collapse(false);
      }
      this.#caret(range);
    }
    this.#settle();
    const text = this.value;
    if (text !== this.past.at(-1)) {
      // Typing is undone in steps of half a second, not letter by letter.
      const now = Date.now();
      if (typing && now - this.stepAt < 500 && this.past.length > 1) this.past.pop();
      else this.stepAt = typing ? now : 0;
      this.past.push(text);
      this.future = [];
    }
    this.changed();
  }

  // Chips once each, strange ones marked, and a place for the caret around all of them.
  #settle() {
    const seen = new Set();
    for (const node of this.chips()) {
      const token = name(tokenOf(node));
      const extra = !this.wanted.has(token) || seen.has(token);
      seen.add(token);
      node.classList.toggle("extra", extra);
      if (extra) node.title = say("tags_extra");
      for (const side of ["previousSibling", "nextSibling"]) {
        const neighbour = node[side];
        if (neighbour?.nodeType === Node.TEXT_NODE && neighbour.data) continue;
        const filler = document.createTextNode(FILLER);
        if (side === "previousSibling") node.before(filler);
        else node.after(filler);
      }
    }
    this.element.classList.toggle("is-empty", this.value === "");
  }

  #back() {
    if (this.past.length < 2) return;
    this.future.push(this.past.pop());
    this.#restore(this.past.at(-1));
  }

  #again() {
    const text = this.future.pop();
    if (text === undefined) return;
    this.past.push(text);
    this.#restore(text);
  }

  #restore(text) {
    this.stepAt = 0;
    this.#show(text);
    this.#caretAtEnd();
    this.changed();
  }

  // --- Caret ---------------------------------------------------------------------------------

  // Where the user is in this text, else its end.
  #range() {
    const selection = getSelection();
    if (selection.rangeCount && this.element.contains(selection.getRangeAt(0).commonAncestorContainer)) {
      return selection.getRangeAt(0).cloneRange();
    }
    const range = document.createRange();
    range.selectNodeContents(this.element);
    range.collapse(false);
    return range;
  }

  #caret(range) {
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  #caretAtEnd() {
    const range = document.createRange();
    range.selectNodeContents(this.element);
    range.collapse(false);
    this.#caret(range);
  }

  focus() {
    if (document.activeElement === this.element) return;
    this.element.focus();
    this.#caretAtEnd();
  }

  // --- By the user's wish --------------------------------------------------------------------

  // Plain text at the caret; tags in it that are still missing become chips.
  insert(text) {
    this.focus();
    this.#edit(() => {
      const range = this.#range();
      range.deleteContents();
      const missing = new Set(this.missing());
      for (const part of tokens(text.replace(/\s*\n\s*/g, " "))) {
        const node = typeof part === "string" ? document.createTextNode(part) : missing.has(part.number) && this.#chip(part);
        if (!node) continue;
        range.insertNode(node);
        range.collapse(false);
      }
      this.#caret(range);
    });
  }

  // Everything anew; tags that the source does not have are left out.
  replace(text) {
    this.focus();
    const known = tokens(text).filter((part) => typeof part === "string" || this.wanted.has(name(part)));
    this.#show(tagged(known));
    this.#caretAtEnd();
    this.#after([]);
  }

  // Put tag `number` around the selected words, or at the caret; from where it was.
  place(number) {
    const own = this.order.filter((token) => token.number === number);
    if (!own.length || this.readOnly) return;
    this.focus();
    const range = this.#range();
    for (const node of this.chips()) if (Number(node.dataset.n) === number) node.remove();
    const alone = own.find((token) => token.kind === "alone");
    if (alone) {
      range.collapse(false);
      range.insertNode(this.#chip(alone));
      range.collapse(false);
    } else {
      const end = range.cloneRange();
      end.collapse(false);
      end.insertNode(this.#chip({ number, kind: "close" }));
      const start = range.cloneRange();
      start.collapse(true);
      const opening = this.#chip({ number, kind: "open" });
      start.insertNode(opening);
      range.setStartAfter(opening);
      range.collapse(true);
    }
    this.#caret(range);
    this.#after([]);
    if (!this.missing().length) tell("");
  }

  #copy(event) {
    event.preventDefault();
    event.clipboardData.setData("text/plain", getSelection().toString().replaceAll(FILLER, ""));
    if (event.type === "cut") {
      this.#edit(() => {
        const range = this.#range();
        range.deleteContents();
        this.#caret(range);
      });
    }
  }

  #drag() {
    const element = this.element;
    let moved = null;
    element.addEventListener("dragstart", (event) => {
      moved = event.target.nodeType === Node.ELEMENT_NODE && isChip(event.target) ? event.target : null;
      if (!moved) return;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", "");
    });
    element.addEventListener("dragover", (event) => moved && event.preventDefault());
    element.addEventListener("dragend", () => (moved = null));
    element.addEventListener("drop", (event) => {
      if (!moved) return;
      event.preventDefault();
      const range = rangeAt(event.clientX, event.clientY);
      if (!range || !element.contains(range.startContainer)) return;
      const taken = moved;
      this.#edit(() => {
        range.insertNode(taken);
        range.collapse(false);
        this.#caret(range);
      });
    });
  }
}

function rangeAt(x, y) {
  if (document.caretPositionFromPoint) {
    const position = document.caretPositionFromPoint(x, y);
    if (!position) return null;
    const range = document.createRange();
    range.setStart(position.offsetNode, position.offset);
    return range;
  }
  return document.caretRangeFromPoint?.(x, y) ?? null;
}
