// Filters that work at once: the list is fetched and put in place, the map is told what is asked for.

const form = document.querySelector("[data-map-filters]");
const embed = document.querySelector("[data-embed]");
let newest = 0;
let waiting;
// The query string whose list is shown.
let shown = location.search;

/** What is left empty says nothing: it need not stand in the address. */
function query() {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value.trim()) asked.append(name, value.trim());
  return asked.toString();
}

const address = (asked) => (asked ? `${form.action}?${asked}` : form.action);

async function show(url, { push = true } = {}) {
  const turn = ++newest;
  const results = document.getElementById("results");
  results.setAttribute("aria-busy", "true");
  let made;
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error();
    made = new DOMParser().parseFromString(await response.text(), "text/html");
  } catch {
    // The plain address tells what is the matter.
    location.assign(url);
    return;
  }
  if (turn !== newest) return;
  const focused = document.activeElement?.id;
  const typed = form.elements.q.value;
  results.replaceWith(made.getElementById("results"));
  const fresh = made.querySelector("[data-map-filters]");
  for (const part of form.querySelectorAll("[data-part]")) {
    part.replaceWith(fresh.querySelector(`[data-part="${part.dataset.part}"]`));
  }
  document.getElementById("count").textContent = made.getElementById("count").textContent;
  // Somebody may be typing on: the field is theirs while they are in it.
  form.elements.q.value = focused === "search" ? typed : fresh.elements.q.value;
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  embed.value = made.querySelector("[data-embed]").value;
  const target = new URL(url, location.href);
  if (push) history.pushState(null, "", target.pathname + target.search + location.hash);
  shown = target.search;
  target.searchParams.delete("page");
  document.dispatchEvent(new CustomEvent("map:filtered", { detail: target.searchParams.toString() }));
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  show(address(query()));
});
form?.addEventListener("change", ({ target }) => {
  if (target.type === "search") return;
  clearTimeout(waiting);
  // A kind belongs to a layer: another layer gives it up, and the server leaves out what does not fit.
  show(address(query()));
});
form?.addEventListener("input", ({ target }) => {
  if (target.type !== "search") return;
  clearTimeout(waiting);
  waiting = setTimeout(() => show(address(query())), 400);
});

// Ways out of a filter, and pages of the list.
document.addEventListener("click", (event) => {
  const link = event.target.closest("#results :is(.active-filters, .pager, .suggestions, .empty) a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  const paged = link.closest(".pager");
  show(link.href).then(() => {
    document.getElementById("results").focus({ preventScroll: !paged });
  });
});
// Moving about on the page, or the map, is no other list.
addEventListener("popstate", () => { if (location.search !== shown) show(location.href, { push: false }); });

const copy = document.querySelector("[data-copy]");
if (copy && navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(embed.value);
    const said = document.querySelector("[data-copied]");
    said.textContent = said.dataset.done;
  });
}
document.addEventListener("map:moved", () => {
  embed.value = embed.value.replace(/(src="[^"#]*)(#[^"]*)?"/, (_all, url) => `${url}${location.hash}"`);
});
