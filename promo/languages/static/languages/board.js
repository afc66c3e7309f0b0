// The board without reloading by hand: filters that apply when chosen, rows ticked in a sweep, arrow keys
// between cells. Without this script everything is done by buttons and links.

const board = document.querySelector("[data-board]");

/** Shows what only works with a script, hides what it replaces. */
function enhance() {
  const header = document.querySelector(".w-slim-header");
  if (header) board.style.setProperty("--board-header", `${header.offsetHeight}px`);
  for (const element of board.querySelectorAll("[data-board-script]")) element.hidden = false;
  for (const element of board.querySelectorAll("[data-board-plain]")) element.hidden = true;
}

function filterAtOnce() {
  for (const form of board.querySelectorAll("[data-board-auto]")) {
    form.addEventListener("change", (event) => {
      if (event.target.matches("select")) form.requestSubmit();
    });
    // An address without empty parameters can be sent to a colleague.
    form.addEventListener("submit", () => {
      for (const field of form.elements) if (field.name && !field.value) field.disabled = true;
    });
  }
}

function tickRows() {
  const form = board.querySelector("[data-board-bulk]");
  if (!form) return;
  const all = form.querySelector("[data-board-all]");
  const bar = form.querySelector("[data-bulk]");
  const every = form.querySelector("[data-bulk-every]");
  const count = form.querySelector("[data-bulk-count]");
  const boxes = [...form.querySelectorAll("input[name=original]")];
  let last = null;

  function show() {
    const ticked = boxes.filter((box) => box.checked).length;
    const whole = Boolean(every?.checked);
    bar.hidden = ticked === 0 && !whole;
    all.checked = ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
    count.textContent = count.dataset.words.replace("{count}", ticked);
    if (every) every.closest("label").hidden = !whole && ticked < boxes.length;
    for (const box of boxes) box.disabled = whole;
  }

  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    show();
  });
  form.addEventListener("click", (event) => {
    const box = event.target;
    if (!boxes.includes(box)) return;
    if (event.shiftKey && last) {
      const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
      for (const other of boxes.slice(from, to + 1)) other.checked = box.checked;
    }
    last = box;
  });
  form.addEventListener("change", show);
  form.addEventListener("reset", () => setTimeout(show));
  form.addEventListener("keydown", (event) => {
    // Enter in a field of the sheet must not start the first action there is.
    if (event.key === "Enter" && event.target.matches("input, select")) event.preventDefault();
    const sheet = form.querySelector("[data-bulk-assign]");
    if (event.key === "Escape" && sheet) sheet.open = false;
  });
  show();
}

/** Arrow keys go from cell to cell, Home and End to the ends of the row. */
function moveByArrows() {
  const table = board.querySelector("[data-board-table]");
  table?.addEventListener("keydown", (event) => {
    const cell = event.target.closest("td, th");
    const row = cell?.parentElement;
    if (!row || !event.target.matches("a, input[type=checkbox]") || event.altKey || event.ctrlKey || event.metaKey) return;
    const place = [...row.cells].indexOf(cell);
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    let goal = null;
    if (step) {
      let next = row;
      do {
        next = step[0] < 0 ? next.previousElementSibling : step[0] > 0 ? next.nextElementSibling : next;
      } while (step[0] && next && next.classList.contains("section"));
      goal = next?.cells[place + step[1]];
    } else if (event.key === "Home") goal = row.cells[0];
    else if (event.key === "End") goal = row.cells[row.cells.length - 1];
    const target = goal?.querySelector("a, input");
    if (target) {
      event.preventDefault();
      target.focus();
      target.scrollIntoView({ block: "nearest" });
    }
  });
}

/** What a cell says at length, for the mouse, too: written out twice it would make the page half as large again. */
function tellOnHover() {
  board.querySelector("[data-board-table]")?.addEventListener("pointerover", (event) => {
    const link = event.target.closest("a[aria-label]");
    if (link && !link.title) link.title = link.getAttribute("aria-label");
  });
}

/** On the changes' page: one tick for all. */
function tickChanges() {
  const all = board.querySelector("[data-change-all]");
  if (!all) return;
  const boxes = [...board.querySelectorAll("input[name=text]")];
  all.addEventListener("change", () => boxes.forEach((box) => (box.checked = all.checked)));
  board.addEventListener("change", () => {
    all.checked = boxes.every((box) => box.checked);
    all.indeterminate = !all.checked && boxes.some((box) => box.checked);
  });
}

if (board) {
  enhance();
  filterAtOnce();
  tickRows();
  moveByArrows();
  tellOnHover();
  tickChanges();
}
