// A text without tags: a field that grows with its text.
import { composing } from "./config.js";
import { plain, tagged } from "./tags.js";

const grows = CSS.supports("field-sizing", "content");

export class PlainEditor {
  // `escaped`: the text is tagged text without a tag; what looks like one is written with a backslash.
  constructor(field, { escaped, lines, readOnly, changed }) {
    this.element = field;
    this.escaped = escaped;
    this.lines = lines;
    this.composing = false;
    field.readOnly = readOnly;
    field.classList.add("u-t");
    if (escaped) field.value = plain(field.value);
    field.addEventListener("compositionstart", () => (this.composing = true));
    field.addEventListener("compositionend", () => {
      this.composing = false;
      changed();
    });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !lines && !composing(event)) event.preventDefault();
    });
    field.addEventListener("input", () => {
      this.grow();
      if (this.composing) return;
      if (!lines && field.value.includes("\n")) this.#straighten();
      changed();
    });
    this.grow();
  }

  // What was pasted into a text of one line.
  #straighten() {
    const field = this.element;
    const place = field.selectionStart;
    field.value = field.value.replace(/\s*\n\s*/g, " ");
    field.setSelectionRange(place, place);
  }

  grow() {
    if (grows) return;
    this.element.style.height = "auto";
    this.element.style.height = `${this.element.scrollHeight + 2}px`;
  }

  get value() {
    return this.escaped ? tagged([this.element.value]) : this.element.value;
  }

  // From outside (somebody else's text): no step of the user's own to undo.
  set value(text) {
    this.element.value = this.escaped ? plain(text) : text;
    this.grow();
  }

  // By the user's own wish: it can be undone.
  replace(text) {
    this.element.focus();
    this.element.select();
    this.#type(this.escaped ? plain(text) : text);
  }

  insert(text) {
    this.element.focus();
    this.#type(text);
  }

  #type(text) {
    const done = text ? document.execCommand("insertText", false, text) : document.execCommand("delete");
    if (done) return;
    this.element.setRangeText(text, this.element.selectionStart, this.element.selectionEnd, "end");
    this.element.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }

  focus() {
    this.element.focus();
  }

  missing() {
    return [];
  }
}
