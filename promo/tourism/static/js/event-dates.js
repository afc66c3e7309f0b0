// The dates under an event's fields follow them while they are filled in.

const FIELDS = ["rhythm", "starts_on", "ends_on", "calendar", "first_day", "first_month", "last_day", "last_month", "leap_month", "every_years", "anchor_year"];
const PAUSE = 300;

const panel = document.querySelector("[data-event-dates]");
const form = panel?.closest("form");
let timer;
let asked = 0;

async function refresh() {
  const query = new URLSearchParams();
  for (const name of FIELDS) query.set(name, form.elements[name]?.value ?? "");
  const number = ++asked;
  try {
    const response = await fetch(`${panel.dataset.eventDates}?${query}`, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    if (!response.ok) throw new Error(String(response.status));
    const html = await response.text();
    // An answer that was overtaken by a later question says nothing any more.
    if (number === asked) panel.innerHTML = html;
  } catch {
    if (number === asked) panel.textContent = panel.dataset.failed;
  }
}

for (const kind of ["input", "change"]) {
  form?.addEventListener(kind, (event) => {
    if (!FIELDS.includes(event.target.name)) return;
    clearTimeout(timer);
    timer = setTimeout(refresh, PAUSE);
  });
}
