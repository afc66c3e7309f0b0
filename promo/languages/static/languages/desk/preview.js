// The page as it will look, beside the texts. The next picture is made behind the one that is seen.
import { config, make, say } from "./config.js";
import { plain } from "./tags.js";

const PAUSE = 1500;
const box = document.getElementById("frame");
const panel = document.getElementById("panel");

export class Preview {
  constructor() {
    this.width = 390;
    this.stale = true;
    this.open = false;
    this.frame = null;
    for (const button of document.querySelectorAll("[data-width]")) {
      button.addEventListener("click", () => {
        this.width = Number(button.dataset.width);
        for (const other of document.querySelectorAll("[data-width]")) other.setAttribute("aria-pressed", String(other === button));
        this.#fit();
      });
    }
    const wide = document.getElementById("panel-wide");
    wide.addEventListener("click", () => {
      const on = document.getElementById("desk").classList.toggle("wide");
      wide.setAttribute("aria-pressed", String(on));
    });
    new ResizeObserver(() => this.#fit()).observe(box);
  }

  show(open) {
    this.open = open;
    if (!open) {
      document.getElementById("desk").classList.remove("wide");
      document.getElementById("panel-wide").setAttribute("aria-pressed", "false");
    }
    if (open && this.stale) this.#load();
    else if (open) this.point(this.unit);
  }

  // A text was saved: what is seen is no longer true.
  changed() {
    this.stale = true;
    clearTimeout(this.soon);
    if (this.open) this.soon = setTimeout(() => this.#load(), PAUSE);
  }

  #load() {
    if (this.loading) {
      this.again = true;
      return;
    }
    this.loading = true;
    this.stale = false;
    box.setAttribute("aria-busy", "true");
    const next = make("iframe", { title: document.getElementById("tab-preview").textContent, class: "next", src: config.urls.preview });
    next.addEventListener("load", () => this.#arrived(next), { once: true });
    box.append(next);
    this.#fit();
  }

  #arrived(next) {
    const before = this.frame;
    const view = next.contentWindow;
    try {
      view.scrollTo({ top: before?.contentWindow.scrollY ?? 0, behavior: "instant" });
      dress(view.document);
      // A preview is looked at: its links lead nowhere.
      view.document.addEventListener("click", (event) => event.target.closest?.("a, button[type=submit]") && event.preventDefault());
    } catch {
      box.replaceChildren(make("p", { class: "desk-hint" }, say("preview_failed")));
    }
    next.classList.remove("next");
    before?.remove();
    this.frame = next;
    this.loading = false;
    box.setAttribute("aria-busy", "false");
    this.point(this.unit, { scroll: !before });
    if (this.again) {
      this.again = false;
      this.#load();
    }
  }

  // A whole page in a narrow panel: drawn at its own width and made smaller.
  #fit() {
    const scale = Math.min(1, box.clientWidth / this.width);
    box.style.setProperty("--page-width", `${this.width}px`);
    box.style.setProperty("--scale", String(scale));
  }

  // Show where the text of `unit` stands on the page.
  point(unit, { scroll = true } = {}) {
    this.unit = unit;
    if (!this.open || !this.frame || !unit) return;
    try {
      const page = this.frame.contentDocument;
      page.querySelector("[data-desk-here]")?.removeAttribute("data-desk-here");
      const found = find(page, plain(unit.value)) ?? find(page, unit.source.textContent);
      if (!found) return;
      found.setAttribute("data-desk-here", "");
      if (scroll) found.scrollIntoView({ block: "center", behavior: still() ? "instant" : "smooth" });
    } catch {
      // Not a page of ours (an error page of the browser).
    }
  }
}

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches || !panel.offsetParent;

const squeezed = (text) => text.replace(/\s+/g, " ").trim();

// The smallest element that holds the text.
function find(page, text) {
  const wanted = squeezed(text).slice(0, 80);
  if (wanted.length < 2) return null;
  let found = null;
  const walker = page.createTreeWalker(page.querySelector("main") ?? page.body, NodeFilter.SHOW_ELEMENT);
  for (let node = walker.currentNode; node; node = walker.nextNode()) {
    if (!["SCRIPT", "STYLE"].includes(node.tagName) && squeezed(node.textContent).includes(wanted)) {
      if (found && !found.contains(node)) break;
      found = node;
    }
  }
  return found;
}

// Only here: a frame around the text in hand, and no links for editors.
function dress(page) {
  const sheet = new page.defaultView.CSSStyleSheet();
  sheet.replaceSync(
    "[data-desk-here] { outline: 3px solid #e2a20c !important; outline-offset: 4px; border-radius: 2px; } .staff { display: none; }",
  );
  page.adoptedStyleSheets = [...page.adoptedStyleSheets, sheet];
}
