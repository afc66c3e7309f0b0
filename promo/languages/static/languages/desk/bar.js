// The bar at the top: progress, saving, filter, and the buttons for the whole translation.
import { config, make, say, tell } from "./config.js";

const meter = document.getElementById("meter");
const progress = document.getElementById("progress");
const saving = document.getElementById("saving");
const filter = document.getElementById("filter");

// The panel and the texts begin where the bar ends, however many lines it takes.
const bar = document.getElementById("bar");
new ResizeObserver(() => {
  document.getElementById("desk").style.setProperty("--bar", `${bar.offsetHeight}px`);
}).observe(bar);

export function showCounts({ done, total, words }) {
  const share = total ? (100 * done) / total : 0;
  meter.setAttribute("aria-valuemax", total);
  meter.setAttribute("aria-valuenow", done);
  meter.setAttribute("aria-valuetext", say("progress", { done, total }));
  meter.firstElementChild.style.inlineSize = `${share}%`;
  meter.dataset.full = String(total > 0 && done === total);
  const left = done === total ? say("all_done") : say("words_left", { count: words });
  progress.replaceChildren(make("strong", {}, say("progress", { done, total })), ` · ${left}`);
  const open = total - done;
  for (const button of document.querySelectorAll("[data-finished-only]")) {
    if (open) explain(button, say("to_do", { count: open }));
    else if (config.wrote) explain(button, button.dataset.act === "publish" ? say("own_work") : "");
    else explain(button, button.dataset.reason === undefined || config.counts.done < config.counts.total ? "" : button.dataset.reason);
  }
}

function explain(button, reason) {
  button.toggleAttribute("aria-disabled", Boolean(reason));
  if (reason) button.setAttribute("aria-disabled", "true");
  button.title = reason;
  document.getElementById(`reason-${button.dataset.act}`).textContent = reason;
}

export function showSaving(name, values) {
  saving.dataset.state = name;
  const text = say(name, values);
  const words = saving.querySelector("span");
  // A short "Saving…" at each pause is for nobody's ears.
  clearTimeout(showSaving.soon);
  const write = () => {
    if (words.textContent === text) return;
    words.textContent = text;
    if (name !== "signed_out") return;
    words.append(" ", make("a", { href: config.urls.sign_in, target: "_blank", rel: "noopener" }, say("sign_in")));
  };
  if (name === "saving" || name === "unsaved") showSaving.soon = setTimeout(write, 500);
  else write();
}

const tests = {
  all: () => true,
  todo: (unit) => !unit.done,
  outdated: (unit) => unit.state === "outdated" || unit.element.querySelector(".u-d"),
  machine: (unit) => unit.state === "machine",
  comments: (unit) => unit.comment,
};

export function watchFilter(units) {
  const apply = () => {
    for (const unit of units) unit.element.hidden = !tests[filter.value](unit);
    for (const group of document.querySelectorAll(".g")) group.hidden = !group.querySelector(".u:not([hidden])");
    document.getElementById("nothing").hidden = units.some((unit) => !unit.element.hidden);
  };
  filter.addEventListener("change", apply);
  // A browser that comes back to the page remembers the choice.
  apply();
  return { all: () => ((filter.value = "all"), apply()) };
}

// Buttons that open a dialog; what is unsaved goes first.
export function watchActions(saver) {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]");
    if (!button) return;
    if (button.getAttribute("aria-disabled") === "true") {
      tell(button.title);
      return;
    }
    document.getElementById(`dialog-${button.dataset.act}`)?.showModal();
  });
  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
    });
    dialog.querySelector("form")?.addEventListener("submit", async (event) => {
      if (!saver.hasUnsaved) return;
      event.preventDefault();
      const { target: form, submitter } = event;
      if (await saver.settled()) form.requestSubmit(submitter);
      else {
        dialog.close();
        tell(say("not_all_saved"));
      }
    });
  }
}

export function banner(text) {
  const notes = document.getElementById("notes");
  notes.querySelector("[data-kind=news]")?.remove();
  const button = make("button", { type: "button", class: "button button-small button-secondary", onclick: () => location.reload() }, say("reload"));
  notes.prepend(make("div", { class: "desk-note", "data-kind": "news", role: "status" }, make("p", {}, text), button));
  tell(text);
}
