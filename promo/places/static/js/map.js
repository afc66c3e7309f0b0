// The map. The list beside it shows the same places, so that nothing here is needed to find one.

const box = document.querySelector("[data-map]");
const settings = JSON.parse(document.getElementById("map-settings").textContent);
const status = document.querySelector("[data-map-status]");
const { words } = settings;
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
// RADIUS: of a cluster, in pixels.
const CLOSE = 15, FARTHEST_IN = 18, RADIUS = 54;

const say = (text) => { status.textContent = text; };
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name]);

/** Make an element; texts go in as text, never as markup. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Only addresses of pages: whatever else a file might say is no link. */
function link(url, text) {
  const made = element("a", {}, text);
  const target = new URL(url, location.href);
  if (/^https?:$/.test(target.protocol)) made.href = target.href;
  if (settings.embedded) Object.assign(made, { target: "_blank", rel: "noopener" });
  return made;
}

function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${settings.icons}#${name}`);
  svg.append(use);
  return svg;
}

const kindOf = ({ layer, kind }) => settings.layers[layer]?.kinds[kind] ?? settings.layers[layer]?.label ?? "";
const read = async (url) => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status}`);
  return response.json();
};

let map, index, outlines, lines, land;
let features = [];
let newest = 0;
const shown = new Map();
// What land places take up: each file by its tile, each outline and what is drawn of it by the place's key.
const files = new Map(), taken = new Map(), drawn = new Map();

function makeMap() {
  map = L.map(box, {
    attributionControl: false, zoomControl: false, maxZoom: FARTHEST_IN, scrollWheelZoom: false, zoomSnap: 0.25,
    zoomAnimation: !calm, markerZoomAnimation: !calm, fadeAnimation: false, inertia: !calm,
    renderer: L.svg({ padding: 0.4 }),
  });
  // Where a popup, which opens upwards, hardly gets to.
  L.control.zoom({ position: "bottomright", zoomInTitle: words.in, zoomOutTitle: words.out }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  // The wheel scrolls the page until somebody takes to the map.
  map.on("focus mousedown", () => map.scrollWheelZoom.enable());
  map.on("blur mouseout", () => map.scrollWheelZoom.disable());
  // Leaflet knows Escape only while the map itself has the focus, and not from one of its dots.
  box.addEventListener("keydown", ({ key }) => { if (key === "Escape") map.closePopup(); });
  if (settings.tiles) {
    box.classList.add("map-canvas--tiles");
    L.tileLayer(settings.tiles, { maxZoom: 19 }).addTo(map);
  }
  lines = L.layerGroup().addTo(map);
  land = L.layerGroup().addTo(map);
}

/** What is drawn can be clicked, and reached by the keyboard as well. */
function reachable(layer, name, act) {
  const path = layer.getElement();
  for (const [key, value] of Object.entries({ tabindex: 0, role: "button", "aria-label": name })) path.setAttribute(key, value);
  path.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    act(path);
  });
}

function nameAt([longitude, latitude], text, className = "map-name") {
  const icon = L.divIcon({ className, html: element("span", {}, text), iconSize: null });
  return L.marker([latitude, longitude], { icon, interactive: false, keyboard: false });
}

/** Units, and over them the islands of the archipelagos: a dot each, as most are too small to be seen. */
function drawOutlines(area) {
  const names = L.layerGroup().addTo(map);
  const look = ({ current, ground }) => `map-unit${ground ? " map-unit--ground" : ""}${current ? " map-unit--current" : ""}`;
  outlines = L.geoJSON(area, {
    style: ({ properties }) => ({ className: look(properties), interactive: !properties.ground }),
    pointToLayer: (_feature, latlng) => L.circleMarker(latlng, { className: "map-island", radius: 2, interactive: false }),
    onEachFeature({ properties, geometry }, layer) {
      if (geometry.type === "MultiPoint") nameAt(properties.label, properties.name, "map-name map-name--sea").addTo(map);
      else if (properties.label) Object.assign(nameAt(properties.label, properties.name), { unit: layer }).addTo(names);
    },
  }).addTo(map);
  outlines.eachLayer((layer) => {
    const { properties, geometry } = layer.feature;
    if (geometry.type === "MultiPoint" || properties.ground) return;
    layer.on("click", ({ latlng }) => unitPopup(properties, latlng));
    const middle = () => (properties.label ? L.latLng(properties.label[1], properties.label[0]) : layer.getBounds().getCenter());
    if (properties.url) reachable(layer, properties.name, (path) => unitPopup(properties, middle(), path));
  });
  // A name that is wider than its unit is drawn would lie on its neighbours.
  const fit = () => names.eachLayer((marker) => {
    const bounds = marker.unit.getBounds();
    const width = map.latLngToLayerPoint(bounds.getNorthEast()).x - map.latLngToLayerPoint(bounds.getSouthWest()).x;
    const element = marker.getElement();
    element.hidden = width < element.textContent.length * 8;
  });
  map.on("zoomend", fit);
  map.whenReady(fit);
}

/** What a map begins with: the portal's own unit among its neighbours, or all units in it. */
function home(area) {
  const units = area.features.filter(({ geometry }) => geometry.type !== "MultiPoint");
  const own = units.filter(({ properties }) => properties.current);
  const inside = units.filter(({ properties }) => !properties.ground);
  const features = own.length ? own : inside.length ? inside : units;
  return L.geoJSON({ type: "FeatureCollection", features }).getBounds();
}

/** Room for the area and nothing else: zoomed out it stays in sight. */
function limit(bounds) {
  if (!bounds.isValid()) return;
  map.setMaxBounds(bounds.pad(0.6));
  map.setMinZoom(Math.max(map.getBoundsZoom(bounds) - 1, 4));
}

function open(content, latlng, from, options = {}) {
  const popup = L.popup({
    className: "map-popup", minWidth: 220, maxWidth: 280, autoPanPadding: [12, 12], offset: [0, -14], ...options,
  });
  popup.setLatLng(latlng).setContent(content).openOn(map);
  const close = popup.getElement().querySelector(".leaflet-popup-close-button");
  close?.setAttribute("aria-label", words.close);
  // From the keyboard the focus goes in, and back to where it came from.
  if (from && document.activeElement === from) {
    popup.getElement().querySelector("a[href]:not(.leaflet-popup-close-button)")?.focus({ preventScroll: true });
    popup.on("remove", () => (from.isConnected ? from : box).focus({ preventScroll: true }));
  }
  return popup;
}

function unitPopup({ name, url, profile }, latlng, from) {
  const content = element("div", {}, element("h3", {}, name));
  if (profile) content.append(element("p", {}, link(profile.url, profile.title)));
  if (url) content.append(element("p", {}, link(url, fill(words.portal, { name }))));
  open(content, latlng, from, { offset: [0, 0] });
}

function placePopup(feature, from) {
  const { properties, id, geometry } = feature;
  const more = element("div", { class: "map-popup-more" });
  const content = element(
    "div", {}, more, element("p", { class: "map-popup-kind" }, kindOf(properties)),
    element("h3", {}, link(properties.url, properties.title)),
  );
  const popup = open(content, L.latLng(geometry.coordinates[1], geometry.coordinates[0]), from);
  // Picture and introduction come when they are asked for: a thousand popups are never opened.
  fetch(`${settings.popup}?place=${id}`).then((response) => (response.ok ? response.text() : "")).then((html) => {
    // Made by the server's template, which escapes what people wrote.
    const fragment = new DOMParser().parseFromString(html, "text/html");
    for (const part of [...fragment.body.children]) (part.matches(".picture") ? more : content).append(part);
    if (!popup.isOpen() || !html) return;
    // Leaflet takes the content out and puts it in again: whoever reads it by keyboard stays where they are.
    const focused = document.activeElement;
    popup.update();
    if (content.contains(focused)) focused.focus({ preventScroll: true });
  }).catch(() => {});
}

function clusterPopup(leaves, latlng, from) {
  const list = element("ul", {}, ...leaves.map(({ properties }) => element("li", {}, link(properties.url, properties.title))));
  open(element("div", {}, list), latlng, from);
}

function activate(feature, marker) {
  const from = marker.getElement();
  if (!feature.properties.cluster) return placePopup(feature, from);
  const zoom = index.getClusterExpansionZoom(feature.id);
  if (zoom > FARTHEST_IN - 1 || zoom <= map.getZoom()) {
    return clusterPopup(index.getLeaves(feature.id, 30), marker.getLatLng(), from);
  }
  map.setView(marker.getLatLng(), zoom, { animate: !calm });
}

function makeMarker(feature) {
  const { properties, geometry } = feature;
  const at = [geometry.coordinates[1], geometry.coordinates[0]];
  const count = properties.point_count;
  const size = count ? 40 + Math.min(24, Math.log2(count) * 3) : 40;
  const html = count
    ? element("b", {}, new Intl.NumberFormat(settings.language).format(count))
    : icon(settings.layers[properties.layer]?.icon ?? "place");
  const className = `map-dot${count ? " map-dot--many" : settings.layers[properties.layer]?.square ? " map-dot--square" : ""}`;
  const marker = L.marker(at, { icon: L.divIcon({ className, html, iconSize: [size, size] }), riseOnHover: true });
  const label = count ? fill(words.places, { number: count }) : `${properties.title}, ${kindOf(properties)}`;
  marker.on("add", () => {
    const made = marker.getElement();
    made.setAttribute("aria-label", label);
    if (!count) made.title = properties.title;
  });
  marker.on("click", () => activate(feature, marker));
  marker.on("keydown", ({ originalEvent: event }) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    activate(feature, marker);
  });
  return marker;
}

/** Dots and clusters in sight and a little around: those that stay are left as they are. */
function redraw() {
  if (!index) return;
  const bounds = map.getBounds().pad(0.2);
  const zoom = Math.floor(map.getZoom());
  const wanted = new Map();
  const frame = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
  for (const feature of index.getClusters(frame, zoom)) {
    wanted.set(`${newest} ${feature.properties.cluster ? "many" : "one"} ${feature.id}`, feature);
  }
  for (const [key, marker] of shown) {
    if (wanted.has(key)) continue;
    const focused = marker.getElement() === document.activeElement;
    marker.remove();
    shown.delete(key);
    if (focused) box.focus({ preventScroll: true });
  }
  for (const [key, feature] of wanted) {
    if (!shown.has(key)) shown.set(key, makeMarker(feature).addTo(map));
  }
}

const positionOf = ({ geometry: { coordinates: [x, y] } }) => L.latLng(y, x);

/** The tile that a place is in, as "x/y". */
function tileOf({ geometry: { coordinates: [longitude, latitude] } }) {
  const tiles = 2 ** settings.outlines.tile;
  const up = Math.asinh(Math.tan((latitude * Math.PI) / 180)) / Math.PI;
  return `${Math.floor(((longitude + 180) / 360) * tiles)}/${Math.floor(((1 - up) / 2) * tiles)}`;
}

function outlinesOf(tile) {
  if (!files.has(tile)) {
    files.set(tile, read(`${settings.outlines.url}?tile=${tile}`).then((found) => {
      for (const { id, geometry } of found.features) taken.set(id, geometry);
    }).catch(() => files.delete(tile)));
  }
  return files.get(tile);
}

/** Close up, the land of the places in sight: only tiles with a place that may have some are asked for. */
async function drawLand() {
  const near = map.getZoom() < settings.outlines.from ? [] : features.filter((feature) => (
    settings.layers[feature.properties.layer]?.outlined && map.getBounds().pad(0.5).contains(positionOf(feature))
  ));
  const wanted = new Map(near.map((feature) => [feature.id, feature]));
  for (const [id, layer] of drawn) {
    if (wanted.has(id)) continue;
    land.removeLayer(layer);
    drawn.delete(id);
  }
  const turn = newest, zoom = map.getZoom();
  await Promise.all([...new Set(near.map(tileOf))].map(outlinesOf));
  // Meanwhile somebody may have filtered or gone elsewhere, which draws anew.
  if (turn !== newest || zoom !== map.getZoom()) return;
  for (const [id, feature] of wanted) {
    if (drawn.has(id) || !taken.has(id)) continue;
    const className = `map-land${settings.layers[feature.properties.layer].square ? "" : " map-land--dashed"}`;
    // The dot is the same by keyboard.
    const layer = L.geoJSON(taken.get(id), { style: { className } }).on("click", () => placePopup(feature));
    drawn.set(id, layer.addTo(land));
  }
}

function hashView() {
  const [zoom, latitude, longitude] = location.hash.slice(1).split("/").map(Number);
  return [zoom, latitude, longitude].every(Number.isFinite) && zoom && Math.abs(latitude) < 85
    ? { zoom: Math.min(zoom, FARTHEST_IN), centre: [latitude, longitude] } : null;
}

function noteView() {
  const { lat, lng } = map.getCenter();
  const digits = map.getZoom() > 12 ? 4 : 3;
  history.replaceState(history.state, "", `#${map.getZoom()}/${lat.toFixed(digits)}/${lng.toFixed(digits)}`);
  box.dispatchEvent(new CustomEvent("map:moved", { bubbles: true }));
}

/** The places of a query string, in place of those before: the first time with `start`, the bounds to show them in.
    The answer that was asked for last counts. */
async function load(query, start = null) {
  const first = start !== null;
  const turn = ++newest;
  const found = await read(query ? `${settings.places}?${query}` : settings.places);
  if (turn !== newest) return;
  features = found.features.filter(({ geometry }) => geometry.type === "Point");
  index = new Supercluster({ radius: RADIUS, extent: 256, maxZoom: FARTHEST_IN - 1 }).load(features);
  lines.clearLayers();
  for (const { geometry, properties } of found.features) {
    if (geometry.type !== "LineString") continue;
    const line = L.polyline(geometry.coordinates.map(([x, y]) => [y, x]), { className: "map-line", weight: 4 });
    line.on("click", ({ latlng }) => clusterPopup([{ properties }], latlng)).addTo(lines);
    reachable(line, properties.title, (path) => clusterPopup([{ properties }], line.getCenter(), path));
  }
  map.closePopup();
  // What is only shown beside it was not asked for.
  const asked = features.filter(({ properties }) => !settings.about || properties.layer === settings.about).map(positionOf);
  say(asked.length || lines.getLayers().length ? "" : words.nothing);
  const bounds = L.latLngBounds(asked);
  if (first) {
    limit(L.latLngBounds(outlines.getBounds()).extend(L.latLngBounds(features.map(positionOf))));
    const around = query ? bounds.pad(0.1) : L.latLngBounds(bounds).extend(start);
    if (!hashView() && bounds.isValid()) map.fitBounds(around, { padding: [12, 12], maxZoom: CLOSE, animate: false });
  } else if (bounds.isValid() && !asked.some((position) => map.getBounds().contains(position))) {
    map.fitBounds(bounds.pad(0.1), { maxZoom: CLOSE, animate: !calm });
  }
  redraw();
  drawLand();
}

function distance(metres) {
  const unit = metres < 950 ? "meter" : "kilometer";
  const value = metres < 950 ? Math.round(metres / 10) * 10 : metres / 1000;
  return new Intl.NumberFormat(settings.language, { style: "unit", unit, maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
}

/** Asked for by the reader alone; the position stays on the device. */
function nearMe() {
  navigator.geolocation.getCurrentPosition(({ coords }) => {
    const here = L.latLng(coords.latitude, coords.longitude);
    const nearest = features
      .map((feature) => ({ feature, metres: here.distanceTo([feature.geometry.coordinates[1], feature.geometry.coordinates[0]]) }))
      .sort((one, other) => one.metres - other.metres).slice(0, 6);
    const list = document.querySelector("[data-nearest]");
    list.replaceChildren(...nearest.map(({ feature: { properties }, metres }) => element(
      "li", {}, link(properties.url, properties.title), element("span", {}, `${kindOf(properties)} · ${distance(metres)}`),
    )));
    list.hidden = !nearest.length;
    list.setAttribute("aria-label", words.nearest);
    if (map.options.maxBounds && !L.latLngBounds(map.options.maxBounds).contains(here)) {
      if (nearest.length) say(fill(words.far, { distance: distance(nearest[0].metres) }));
      return;
    }
    say(words.nearest);
    L.circleMarker(here, { className: "map-here", radius: 9 }).addTo(map);
    map.setView(here, CLOSE, { animate: !calm });
  }, () => say(words.denied), { timeout: 15000, maximumAge: 60000 });
}

async function start() {
  try {
    const [area] = await Promise.all([read(settings.area), import(settings.leaflet), import(settings.clusters)]);
    makeMap();
    const view = hashView();
    if (view) map.setView(view.centre, view.zoom);
    else {
      const bounds = home(area);
      if (bounds.isValid()) map.fitBounds(bounds, { padding: [12, 12] });
      else map.setView([16, 107], 6);
    }
    drawOutlines(area);
    const { query } = settings;
    await load(query, home(area));
    if (settings.query !== query) await load(settings.query);
    map.on("moveend", () => { redraw(); drawLand(); });
    map.on("dragend zoomend", noteView);
    addEventListener("hashchange", () => { const asked = hashView(); if (asked) map.setView(asked.centre, asked.zoom); });
    document.documentElement.classList.add("has-map");
    box.dataset.ready = "true";
  } catch {
    say(words.failed);
    box.hidden = true;
    return;
  }
  const near = document.querySelector("[data-near]");
  if (near && navigator.geolocation) {
    near.hidden = false;
    near.addEventListener("click", nearMe);
  }
}

// Whoever filters before there is a map finds it filtered.
document.addEventListener("map:filtered", ({ detail }) => {
  settings.query = detail;
  if (index) load(detail).catch(() => say(words.failed));
});

// After what the page itself needs, which may be for long.
const soon = () => (window.requestIdleCallback ? requestIdleCallback(start, { timeout: 1000 }) : setTimeout(start));

if (settings.embedded) {
  // The frame is nothing but the map, and comes when it is about to be seen.
  soon();
} else {
  new IntersectionObserver((entries, observer) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    soon();
  }, { rootMargin: "300px" }).observe(box);
}
