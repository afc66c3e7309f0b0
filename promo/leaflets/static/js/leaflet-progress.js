/* Looks how far the leaflet is, so that nobody has to. Without this script there is the link "Look again". */
const SECONDS = [1, 2, 3, 5];
const LONGEST = 15 * 60;

async function look(attempt, waited) {
  const seconds = SECONDS[Math.min(attempt, SECONDS.length - 1)];
  if (waited > LONGEST) return;
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  let state = document.getElementById("leaflet-state");
  try {
    const response = await fetch(location.href, { cache: "no-store" });
    if (response.ok) {
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = page.getElementById("leaflet-state");
      if (fresh && fresh.innerHTML !== state.innerHTML) {
        // The element stays: a live region that is replaced is not read out.
        state.replaceChildren(...fresh.childNodes);
        state.dataset.state = fresh.dataset.state;
        document.title = page.title;
      }
    }
  } catch {
    // No connection for a moment: the next look may have one.
  }
  if (["waiting", "running"].includes(state.dataset.state)) look(attempt + 1, waited + seconds);
}

look(0, 0);
