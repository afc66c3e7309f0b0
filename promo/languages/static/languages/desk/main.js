// The desk: brings texts, saving, panel and keys together.
import { composing, config, make, say, tell } from "./config.js";
import { banner, showCounts, showSaving, watchActions, watchFilter } from "./bar.js";
import { tagName } from "./chips.js";
import { News } from "./news.js";
import { Panel } from "./panel.js";
import { Preview } from "./preview.js";
import { ask, Saver } from "./saver.js";
import { tagged } from "./tags.js";
import { Unit } from "./unit.js";

const sheet = document.getElementById("sheet");
const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

function start() {
  let active = null;
  const units = [...document.querySelectorAll(".u")].map((element) => new Unit(element, { changed, confirm: toggle }));
  const byElement = new Map(units.map((unit) => [unit.element, unit]));
  const unitOf = (node) => byElement.get(node.closest?.(".u"));
  const tools = document.getElementById("tools").content.firstElementChild;
  const filter = watchFilter(units);
  const preview = new Preview();
  const saver = new Saver({ saved, refused, status: showSaving });
  const panel = new Panel(units, {
    use: (unit, text) => config.write && unit.editor.replace(text),
    insert: (text) => config.write && active?.editor.insert(text),
    opened: (name) => preview.show(name === "preview"),
    commented: () => {},
  });
  watchActions(saver);
  showCounts(config.counts);
  if (config.write) bringBack();
  new News(units, { apply, counts: showCounts, banner });

  // --- Writing ---------------------------------------------------------------------------------

  function changed(unit) {
    unit.measure();
    unit.setErrors();
    if (unit.conflicted) {
      saver.keep(unit);
      return;
    }
    if (unit.value !== unit.saved && unit.state !== "empty") unit.setState(unit.value.trim() ? "draft" : "empty");
    if (unit.value !== unit.saved && unit.state === "empty" && unit.value.trim()) unit.setState("draft");
    unit.wish = null;
    showTools(unit);
    saver.later(unit);
  }

  function saved(unit, answer) {
    if (answer.counts) {
      config.wrote = true;
      showCounts(answer.counts);
    }
    if (answer.issues) unit.setIssues(answer.issues);
    if (answer.errors?.length) unit.setErrors(answer.errors);
    if (answer.address) showAddress(answer.address);
    panel.refresh(unit);
    preview.changed();
  }

  function refused(unit, status, answer) {
    if (status === 409) {
      unit.setConflict(answer.theirs, { settled: () => settled(unit) });
      return;
    }
    unit.setErrors(answer.errors);
  }

  // One of two texts was chosen.
  function settled(unit) {
    saver.now(unit);
    unit.focus();
  }

  function confirm(unit) {
    if (!config.write || unit.conflicted) return false;
    const obstacle = unit.obstacle();
    if (obstacle) {
      unit.setErrors([obstacle]);
      return false;
    }
    unit.setErrors();
    if (!unit.done || unit.dirty) {
      unit.wish = "reviewed";
      unit.setState("reviewed");
      saver.now(unit);
    }
    return true;
  }

  // The round mark beside a text.
  function toggle(unit) {
    if (!unit.done) {
      if (!confirm(unit)) unit.focus();
      return;
    }
    unit.wish = "draft";
    unit.setState("draft");
    saver.now(unit);
    tell(say("reopened"));
  }

  function confirmAndGo(unit) {
    if (!confirm(unit)) return;
    const next = nextOpen(unit);
    if (next) go(next);
    else tell(say("last_one"));
  }

  const visible = () => units.filter((unit) => !unit.element.hidden);

  function nextOpen(unit) {
    const open = visible().filter((other) => other !== unit && !other.done);
    const below = open.find((other) => other.number > unit.number);
    if (!below && open.length) tell(say("no_more"));
    return below ?? open[0];
  }

  function go(unit) {
    unit.focus();
    unit.element.scrollIntoView({ block: "center", behavior: still() ? "instant" : "smooth" });
  }

  function step(by) {
    const shown = visible();
    const place = active ? shown.indexOf(active) : by > 0 ? -1 : shown.length;
    const next = shown[place + by];
    if (next) go(next);
  }

  function copySource(unit) {
    if (config.write) unit.editor.replace(sourceText(unit));
  }

  // The source as tagged text (a plain one as it is), from what is on the screen.
  function sourceText(unit) {
    if (unit.kind !== "rich") return unit.source.textContent;
    const parts = [...unit.source.childNodes].map((node) =>
      node.nodeType === Node.TEXT_NODE ? node.data : { number: Number(node.dataset.n), kind: node.dataset.k },
    );
    return tagged(parts);
  }

  // --- The text that has the focus ---------------------------------------------------------------

  function activate(unit) {
    if (active === unit) return;
    active?.element.classList.remove("on");
    active = unit;
    unit.element.classList.add("on");
    unit.element.querySelector(".u-b").append(tools);
    showTools(unit);
    panel.show(unit);
    preview.point(unit);
  }

  function showTools(unit) {
    if (unit !== active) return;
    // An outdated text as it stands is not confirmed but found to be right still.
    const valid = unit.state === "outdated";
    tools.querySelector("[data-do=copy]").hidden = !config.write;
    tools.querySelector("[data-do=valid]").hidden = !config.write || !valid;
    tools.querySelector("[data-do=confirm]").hidden = !config.write || valid;
    const row = tools.querySelector(".u-tags");
    const missing = config.write ? unit.editor.missing() : [];
    row.replaceChildren(
      ...(missing.length ? [make("span", {}, say("tags_missing"))] : []),
      ...missing.map((number) => {
        const name = unit.names.get(number);
        const button = make(
          "button",
          { type: "button", title: say("tag_insert", { name: tagName(name), number }), "data-n": number },
          make("i", { "data-n": number, "data-k": "whole", "data-t": name }),
        );
        button.setAttribute("aria-label", button.title);
        button.addEventListener("mousedown", (event) => event.preventDefault());
        button.addEventListener("click", () => unit.editor.place(number));
        return button;
      }),
    );
  }

  sheet.addEventListener("focusin", (event) => {
    const unit = unitOf(event.target);
    if (unit) activate(unit);
  });
  sheet.addEventListener("focusout", (event) => {
    const unit = unitOf(event.target);
    if (unit && event.target === unit.editor.element && unit.dirty) saver.now(unit);
  });
  sheet.addEventListener("click", (event) => {
    const unit = unitOf(event.target);
    if (!unit) return;
    const what = event.target.closest("[data-do]")?.dataset.do;
    if (what === "copy") copySource(unit);
    else if (what === "comment") panel.writeComment(unit);
    else if (what === "confirm" || what === "valid") confirmAndGo(unit);
    else if (event.target.closest(".u-a") && !getSelection().toString()) unit.focus();
  });

  // --- Keys --------------------------------------------------------------------------------------

  const inText = (node) => node.closest?.("input, textarea, select, [contenteditable=true]");

  addEventListener(
    "keydown",
    (event) => {
      if (composing(event) || document.querySelector("dialog[open]")) return;
      const control = event.ctrlKey || event.metaKey;
      const unit = unitOf(event.target);
      const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
      let used = true;
      if (event.key === "Enter" && control && unit) confirmAndGo(unit);
      else if (event.altKey && !control && event.key === "ArrowDown") step(1);
      else if (event.altKey && !control && event.key === "ArrowUp") step(-1);
      else if (unit && event.code === "KeyC" && ((event.altKey && !control) || (control && event.shiftKey))) copySource(unit);
      else if (unit && event.altKey && !control && event.code === "KeyM") panel.writeComment(unit);
      else if (unit && event.altKey && !control && digit && digit <= 5) used = panel.match(Number(digit));
      else if (unit && control && !event.altKey && !event.shiftKey && digit && unit.names.has(Number(digit))) {
        unit.editor.place?.(Number(digit));
      } else if (control && !event.altKey && !event.shiftKey && event.code === "KeyS") saver.flush();
      else if (event.key === "Escape" && unit) document.activeElement.blur();
      else if (event.key === "?" && !inText(event.target)) document.getElementById("dialog-keys").showModal();
      else used = false;
      if (!used) return;
      event.preventDefault();
      // Wagtail has shortcuts of its own for some of these.
      event.stopImmediatePropagation();
    },
    true,
  );

  // --- Others ------------------------------------------------------------------------------------

  function apply(unit, row) {
    if (row.version === unit.version) {
      unit.setComment(row.comment);
      unit.stamp = row.stamp;
      panel.countComments();
      return;
    }
    if (row.version < unit.version || saver.sending === unit || unit.conflicted) return;
    const name = row.mine ? say("yourself") : row.by || say("somebody");
    const writing = unit.dirty || unit.editor.composing || document.activeElement === unit.editor.element;
    if (writing && row.target !== unit.saved) {
      unit.setConflict(row, { settled: () => settled(unit) });
      saver.trouble(unit);
      return;
    }
    const moved = unit.setSource(row);
    if (row.target === unit.saved) unit.take({ ...row, state: unit.dirty ? unit.state : row.state });
    else unit.take(row, { text: true });
    unit.note(moved ? say("source_of_text_changed") : say("just_edited", { name }));
    panel.countComments();
    preview.changed();
  }

  // Texts that could not be saved last time.
  function bringBack() {
    const kept = saver.kept();
    let count = 0;
    for (const [key, text] of Object.entries(kept)) {
      const unit = units.find((other) => other.key === key);
      if (!unit || text.target === unit.saved) {
        if (unit) saver.forget(key);
        continue;
      }
      count += 1;
      if (text.version === unit.version || text.base === unit.saved) {
        unit.editor.value = text.target;
        changed(unit);
      } else {
        const theirs = { target: unit.saved, version: unit.version, state: unit.state, comment: unit.comment, stamp: unit.stamp };
        unit.setConflict(theirs, { text: say("conflict_local"), settled: () => settled(unit) });
        unit.editor.value = text.target;
        // Should the page be left without a choice, it is the same question next time.
        Object.assign(unit, { version: text.version, saved: text.base });
        saver.trouble(unit);
      }
    }
    if (count) tell(say("restored"));
  }

  // --- Address words -----------------------------------------------------------------------------

  const words = document.getElementById("address-words");

  function showAddress({ before, made, after, taken }) {
    const line = document.getElementById("address");
    if (!line) return;
    line.replaceChildren(make("span", {}, before), make("strong", {}, made), make("span", {}, after));
    words.placeholder = made;
    const note = document.getElementById("address-note");
    note.dataset.default ??= note.textContent;
    note.textContent = taken || note.dataset.default;
    note.classList.toggle("bad", Boolean(taken));
  }

  words?.addEventListener("change", async () => {
    try {
      const { status, data } = await ask(config.urls.unit, { address: words.value });
      if (status !== 200) throw new Error(data.errors?.[0]);
      showAddress(data.address);
      showCounts(data.counts);
      preview.changed();
    } catch (error) {
      tell(error.message || say("failing"));
    }
  });

  // #u12 leads to a text, ?filter=todo to a choice.
  const asked = location.hash.startsWith("#u") && byElement.get(document.querySelector(location.hash));
  if (asked) {
    if (asked.element.hidden) filter.all();
    go(asked);
  }
  document.getElementById("desk").dataset.ready = "true";
}

if (document.querySelector(".u")) start();
