// Filters change the list in place and leave the map: it is told what is asked for now.

const asked = () => document.querySelector("[data-map-query]").dataset.mapQuery;
let shown = asked();

document.addEventListener("htmx:afterSettle", () => {
  if (asked() === shown) return;
  shown = asked();
  document.dispatchEvent(new CustomEvent("map:filtered", { detail: shown }));
});
