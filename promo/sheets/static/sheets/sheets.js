// Spreadsheets with a script: no second click while a file is on its way, columns that are left out look so at once,
// and progress without reloading. Without it everything works by buttons, and the progress page loads itself anew.

const EVERY_MS = 1500;

function onceOnly() {
  for (const form of document.querySelectorAll("[data-sheets-busy]")) {
    form.addEventListener("submit", () => {
      const button = form.querySelector("button[type=submit]");
      // Disabled after the browser has gathered what it sends.
      setTimeout(() => {
        button.disabled = true;
        button.textContent = form.dataset.sheetsBusy;
      });
    });
  }
  // Back from the next page, a browser may show this one as it was left.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}

function showWhatIsLeftOut() {
  document.querySelector("[data-sheets-match]")?.addEventListener("change", (event) => {
    event.target.closest("tr").classList.toggle("is-left-out", !event.target.value);
  });
}

function followProgress() {
  const place = document.querySelector("[data-sheets-progress]");
  if (!place) return;
  const bar = place.querySelector("progress");

  async function look() {
    try {
      const answer = await fetch(place.dataset.sheetsProgress, { headers: { Accept: "application/json" } });
      if (answer.ok) {
        const now = await answer.json();
        if (now.ready) {
          location.reload();
          return;
        }
        bar.value = now.percent;
        place.querySelector("[data-sheets-done]").textContent = now.done;
        place.querySelector("[data-sheets-total]").textContent = now.total;
        place.querySelector("[data-sheets-step]").textContent = now.step;
        place.querySelector("[data-sheets-waits]").hidden = !now.waits;
        place.querySelector("[data-sheets-late]").hidden = !now.is_late;
      }
    } catch {
      // The network comes back, and the next look finds out.
    }
    setTimeout(look, EVERY_MS);
  }
  setTimeout(look, EVERY_MS);
}

onceOnly();
showWhatIsLeftOut();
followProgress();
