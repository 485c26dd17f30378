/* The map, its ships and gates, the slider and the timetable. Part of one script; see page.py. */
const NM_M = 1852, HOUR_MS = 3600000, COLOURS = 6;
const byId = (id) => document.getElementById(id);
const scene = JSON.parse(byId("scene").textContent);
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
const narrow = () => matchMedia("(max-width: 860px)").matches;

/* ---- what the page is told: dark or light ---- */
const themeButton = byId("theme");
const systemDark = matchMedia("(prefers-color-scheme: dark)");
let chosen = null;
function paint() {
  const dark = chosen ?? systemDark.matches;
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  themeButton.setAttribute("aria-pressed", String(dark));
}
themeButton.addEventListener("click", () => { chosen = !(chosen ?? systemDark.matches); paint(); });
systemDark.addEventListener("change", paint);
paint();

/** Value of y at x on a line of knots with x not decreasing. */
function interpolate(x, xs, ys) {
  const last = xs.length - 1;
  if (x <= xs[0]) return ys[0];
  if (x >= xs[last]) return ys[last];
  let low = 0, high = last;
  while (high - low > 1) { const middle = (low + high) >> 1; if (xs[middle] <= x) low = middle; else high = middle; }
  const width = xs[high] - xs[low];
  return width > 0 ? ys[low] + (ys[high] - ys[low]) * (x - xs[low]) / width : ys[high];
}
/** Miles run at a time: earliest and latest tenth, and the median. */
function milesAt(ship, ms) {
  const hours = (ms - ship.depart) / HOUR_MS, line = ship.timeline;
  return { ahead: interpolate(hours, line.p10, line.nm), middle: interpolate(hours, line.p50, line.nm), behind: interpolate(hours, line.p90, line.nm) };
}
function pointAt(track, nm) { return [interpolate(nm, track.nm, track.lat), interpolate(nm, track.nm, track.lon)]; }
function stretch(track, from, to) {
  const points = [pointAt(track, from)];
  for (let i = 0; i < track.nm.length; i++) if (track.nm[i] > from && track.nm[i] < to) points.push([track.lat[i], track.lon[i]]);
  points.push(pointAt(track, to));
  return points;
}
const line = (track) => track.nm.map((_, i) => [track.lat[i], track.lon[i]]);

/* ---- chart ---- */
const extent = L.latLngBounds([]);
for (const ship of scene.ships) extent.extend(L.latLngBounds(line(ship.track)));
for (const ship of scene.ships) if (ship.free) extent.extend(L.latLngBounds(line(ship.free)));
const west = extent.getWest(), east = extent.getEast();
const map = L.map("map", {
  zoomSnap: 0.25, zoomDelta: 0.75, wheelPxPerZoomLevel: 90, minZoom: 1, maxZoom: 10,
  maxBounds: [[-85, Math.min(west - 120, -200)], [85, Math.max(east + 120, 200)]], maxBoundsViscosity: 0.8,
  zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still, attributionControl: false, bounceAtZoomLimits: false,
});
L.control.attribution({ prefix: narrow() ? false : "Leaflet" }).addAttribution("© OpenStreetMap contributors (ODbL)").addTo(map);
const NauticalScale = L.Control.Scale.extend({
  _addScales(options, className, container) { this._bar = L.DomUtil.create("div", className, container); },
  _updateScales(metres) { const most = metres / NM_M, nm = this._getRoundNum(most); this._updateScale(this._bar, `${nm} nm`, nm / most); },
});
new NauticalScale({ position: "bottomleft", maxWidth: narrow() ? 100 : 120 }).addTo(map);
const panes = { grid: 210, land: 220, night: 240, free: 380, casing: 390, stretch: 400, way: 410, gates: 420, lit: 430 };
const inPane = {};
for (const [name, level] of Object.entries(panes)) {
  map.createPane(name).style.zIndex = level;
  if (name !== "gates") map.getPane(name).style.pointerEvents = "none";
  inPane[name] = { pane: name, renderer: L.svg({ pane: name, padding: 0.5 }), interactive: false };
}
function fit() { map.fitBounds(extent, { paddingTopLeft: narrow() ? [24, 24] : [50, 40], paddingBottomRight: narrow() ? [24, 44] : [50, 56], animate: false }); }
fit();
const FitButton = L.Control.extend({
  onAdd() {
    const bar = L.DomUtil.create("div", "leaflet-bar leaflet-control-fit"), button = L.DomUtil.create("a", "", bar);
    button.href = "#";
    button.title = "Fit route";
    button.setAttribute("role", "button");
    button.setAttribute("aria-label", "Fit route");
    button.innerHTML = '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5" class="line"/></svg>';
    L.DomEvent.disableClickPropagation(bar);
    L.DomEvent.on(button, "click", (event) => { L.DomEvent.preventDefault(event); fit(); });
    return bar;
  },
});
new FitButton({ position: "topleft" }).addTo(map);

function decode(text) {
  const points = [];
  let index = 0, lon = 0, lat = 0;
  function next() {
    let value = 0, shift = 0, group;
    do { group = text.charCodeAt(index++) - 63; value |= (group & 31) << shift; shift += 5; } while (group >= 32);
    return value & 1 ? ~(value >> 1) : value >> 1;
  }
  while (index < text.length) { lon += next(); lat += next(); points.push([lat / 1000, lon / 1000]); }
  return points;
}
/** The coast without the cuts along the antimeridian and the pole, which are no coast. */
function shores(ring) {
  const pieces = [[]];
  ring.forEach((point, i) => {
    const before = ring[i - 1];
    const cut = before && ((Math.abs(before[1]) > 179.99 && Math.abs(point[1]) > 179.99) || (before[0] < -85 && point[0] < -85));
    if (cut) pieces.push([]);
    pieces[pieces.length - 1].push(point);
  });
  return pieces.filter((piece) => piece.length > 1);
}
const onSeam = (ring) => ring.some((point) => Math.abs(point[1]) > 179.99 || point[0] < -85);
const rings = byId("land").textContent.split("\n").map(decode);
const whole = rings.filter((ring) => !onSeam(ring)), seamed = rings.filter(onSeam);
const shoresOfSeamed = seamed.flatMap(shores);
for (const turn of [-360, 0, 360]) {
  if (turn + 180 < west - 120 || turn - 180 > east + 120) continue;
  const moved = (points) => (turn ? points.map(([lat, lon]) => [lat, lon + turn]) : points);
  L.polygon(whole.map(moved), { ...inPane.land, className: "land coast", smoothFactor: 0.8 }).addTo(map);
  L.polygon(seamed.map(moved), { ...inPane.land, className: "land", smoothFactor: 0.8, stroke: false }).addTo(map);
  L.polyline(shoresOfSeamed.map(moved), { ...inPane.land, className: "shore coast", smoothFactor: 0.8 }).addTo(map);
}
const grid = [];
for (let lat = -80; lat <= 80; lat += 10) grid.push([[lat, west - 400], [lat, east + 400]]);
for (let lon = Math.floor((west - 400) / 10) * 10; lon <= east + 400; lon += 10) grid.push([[-85, lon], [85, lon]]);
L.polyline(grid, { ...inPane.grid, className: "grid" }).addTo(map);

/* ---- night ---- */
const night = L.polygon([], { ...inPane.night, className: "night", smoothFactor: 0 }).addTo(map);
/** Declination and the longitude under the sun; Astronomical Almanac, good to 0.01 degrees. */
function sun(ms) {
  const days = ms / 86400000 - 10957.5, rad = Math.PI / 180;
  const mean = 280.46 + 0.9856474 * days, anomaly = (357.528 + 0.9856003 * days) * rad;
  const ecliptic = (mean + 1.915 * Math.sin(anomaly) + 0.02 * Math.sin(2 * anomaly)) * rad;
  const tilt = (23.439 - 4e-7 * days) * rad;
  const ascension = Math.atan2(Math.cos(tilt) * Math.sin(ecliptic), Math.cos(ecliptic));
  const sidereal = 280.46062 + 360.98564737 * days;
  return { declination: Math.asin(Math.sin(tilt) * Math.sin(ecliptic)), lon: ascension / rad - sidereal };
}
function drawNight(ms) {
  const { declination, lon } = sun(ms), rad = Math.PI / 180, edge = [];
  const from = Math.floor(west - 300), to = Math.ceil(east + 300);
  for (let x = from; x <= to; x += 2) edge.push([Math.atan(-Math.cos((x - lon) * rad) / Math.tan(declination || 1e-9)) / rad, x]);
  const dark = declination > 0 ? -89 : 89; // the pole in darkness
  night.setLatLngs([[dark, from], ...edge, [dark, to]]);
}

/* ---- gates ---- */
const SHAPES = {
  OPEN: '<circle cx="12" cy="12" r="10" class="body"/><path d="M7 12.5l3.5 3.5L17 8.5"/>',
  CAUTION: '<path d="M12 2 23 21.5H1Z" class="body"/><path d="M12 9v6M12 18v.2"/>',
  CLOSED: '<path d="M7.9 2h8.2L22 7.9v8.2L16.1 22H7.9L2 16.1V7.9Z" class="body"/><path d="M8 8l8 8M16 8l-8 8"/>',
};
const statusIcon = (status) => `<svg class="icon ${status.toLowerCase()}" viewBox="0 0 24 24" aria-hidden="true">${SHAPES[status]}</svg>`;
/** An element with text; text from the answers never becomes markup. */
function make(tag, text, className) {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  if (className) element.className = className;
  return element;
}
function gatePopup(gate) {
  const box = make("div");
  box.append(make("h3", gate.name));
  for (const said of gate.verdicts) {
    const row = make("div", "", "said"), words = make("div");
    row.innerHTML = statusIcon(said.verdict);
    const who = scene.ships[said.ship], verb = { OPEN: "Open", CAUTION: "Caution", CLOSED: "Closed" }[said.verdict];
    words.append(make("strong", who.timed ? `${verb} to ${who.name}` : verb));
    words.append(make("p", said.reason));
    const details = [`Rule ${said.rule}`, said.article && /^\d/.test(said.article) ? `article ${said.article}` : said.article, said.since && `since ${said.since}`];
    words.append(make("p", details.filter(Boolean).join(", "), "rule"));
    if (said.sources?.length) words.append(make("p", `Sources: ${said.sources.join(", ")}`, "rule"));
    row.append(words);
    box.append(row);
  }
  return box;
}
/** Leaflet names only picture icons to screen readers; these are drawn. */
function marker(at, icon, label, options) {
  const mark = L.marker(at, { icon, keyboard: true, ...options }).addTo(map);
  mark.getElement().setAttribute("aria-label", label);
  return mark;
}
// Leaflet closes on Escape only while the map itself has the focus, not a symbol on it.
let opener = null;
map.on("popupopen", ({ popup }) => {
  const focused = document.activeElement;
  opener = focused && focused !== document.body ? focused : popup._source?.getElement();
});
// On a phone a popup is as wide as the map: what lies over it makes room.
map.on("popupopen popupclose", ({ type }) => map.getContainer().classList.toggle("reading", type === "popupopen"));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !document.querySelector(".leaflet-popup")) return;
  map.closePopup();
  opener?.focus({ preventScroll: true });
});
const TARGET_PX = 24; // what a finger hits: WCAG 2.2, 2.5.8
const gateMarks = {};
for (const gate of scene.gates) {
  const kind = gate.passed ? "" : gate.told ? " beside" : " elsewhere";
  if (gate.line.length > 1) L.polyline(gate.line, { ...inPane.gates, className: `gate-line ${gate.status}${kind}` }).addTo(map);
  const icon = L.divIcon({ html: statusIcon(gate.status), className: `gate-mark${kind}`, iconSize: [TARGET_PX, TARGET_PX] });
  const label = `${gate.name}: ${gate.status.toLowerCase()}`;
  const mark = marker(gate.at, icon, label, { riseOnHover: true, zIndexOffset: gate.passed ? 600 : gate.told ? 300 : 0 });
  const text = make("span", label);
  mark.bindTooltip(text, { direction: "top", offset: [0, -8] });
  mark.bindPopup(() => gatePopup(gate), { maxWidth: 300, minWidth: 200, maxHeight: 280 });
  mark.on("popupopen", () => mark.closeTooltip()); // a finger opens both
  mark.getElement().dataset.gate = gate.id;
  gateMarks[gate.id] = mark;
}
// The tab key stops at the gates that are seen, not at those all over the world.
function reachable() {
  const seen = map.getBounds();
  for (const mark of Object.values(gateMarks)) mark.getElement().tabIndex = seen.contains(mark.getLatLng()) ? 0 : -1;
}
map.on("moveend resize", reachable);
reachable();

/* ---- ways, ports and ships ---- */
const HULL = '<path d="M15 1C20 6 22 11 22 17V28H8V17C8 11 10 6 15 1Z"/>';
const PORT = '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="5.5" r="2.5" class="line"/><path d="M12 8v13M8 11.5h8M4 14c.6 4.2 3.8 7 8 7s7.4-2.8 8-7" class="line"/></svg>';
// Ships in company stand close together; their names take turns around them.
const SIDES = ["left", "right", "top", "bottom"];
const ports = new Set();
scene.ships.forEach((ship, number) => {
  const colour = `ship-colour-${number % COLOURS}`, points = line(ship.track);
  if (ship.free) L.polyline(line(ship.free), { ...inPane.free, className: "free-way" }).addTo(map);
  // Ships on one way lie over each other: the first is the widest, so that all can be seen.
  const weight = 3.2 + Math.min(2.4, 8 / scene.ships.length) * (scene.ships.length - 1 - number);
  L.polyline(points, { ...inPane.casing, className: "way-casing", weight: weight + 3.3 }).addTo(map);
  L.polyline(points, { ...inPane.way, className: `way ${colour}`, weight, dashArray: ship.supposed ? "9 9" : null }).addTo(map);
  for (const stop of [ship.stops[0], ship.stops[ship.stops.length - 1]]) {
    const key = `${stop.name} ${stop.at}`;
    if (ports.has(key)) continue;
    ports.add(key);
    const icon = L.divIcon({ html: PORT, className: "port-mark", iconSize: [TARGET_PX, TARGET_PX] });
    const mark = marker(stop.at, icon, `Port: ${stop.name}`, { zIndexOffset: 800 });
    nameBeside(mark, stop.name, "port-name", 13, ["bottom", "top", "right", "left"], { first: true });
    mark.bindPopup(() => { const box = make("div"); box.append(make("h3", stop.name), make("p", stop.kind === "departure" ? "Port of departure" : "Port of arrival")); return box; });
  }
  if (!ship.timed) return;
  ship.band = L.polyline([], { ...inPane.stretch, className: `stretch-line ${colour}`, weight: weight + 12 }).addTo(map);
  const icon = L.divIcon({ html: `<svg viewBox="0 0 30 30" aria-hidden="true">${HULL}</svg>`, className: `ship-mark ${colour}`, iconSize: [30, 30] });
  ship.mark = marker(points[0], icon, `Ship: ${ship.name}`, { zIndexOffset: 1000 });
  nameBeside(ship.mark, ship.tag, "name", 15, [...SIDES.slice(number % 4), ...SIDES.slice(0, number % 4)]);
  ship.mark.bindPopup(() => { const box = make("div"); box.append(make("h3", ship.name), make("p", whereabouts(ship, now))); return box; });
});
const ring = L.circleMarker([0, 0], { ...inPane.lit, radius: 17, className: "lit-ring" });

/* ---- the slider ---- */
const timed = scene.ships.filter((ship) => ship.timed);
const slider = byId("slider"), clock = byId("clock"), where = byId("where"), play = byId("play");
const start = Math.min(...timed.map((ship) => ship.depart));
const end = Math.max(...timed.map((ship) => ship.depart + ship.timeline.p90[ship.timeline.p90.length - 1] * HOUR_MS));
let now = start;

function heading(track, nm) {
  const total = track.nm[track.nm.length - 1], step = Math.min(4, total / 2);
  const a = map.project(pointAt(track, Math.max(nm - step, 0)), 6), b = map.project(pointAt(track, Math.min(nm + step, total)), 6);
  return Math.atan2(b.x - a.x, a.y - b.y) * 180 / Math.PI;
}
function degrees(value, plus, minus) {
  const size = Math.abs(value), whole = Math.floor(size + 1e-9), minutes = Math.floor((size - whole) * 60);
  return `${whole}°${String(Math.max(minutes, 0)).padStart(2, "0")}′${value < 0 ? minus : plus}`;
}
function position([lat, lon]) { return `${degrees(lat, "N", "S")} ${degrees(((lon + 180) % 360 + 360) % 360 - 180, "E", "W")}`; }
function whereabouts(ship, ms, { brief = false } = {}) {
  const run = milesAt(ship, ms), total = ship.track.nm[ship.track.nm.length - 1];
  if (ms <= ship.depart) return `in ${ship.stops[0].name}`;
  if (run.middle >= total) return `in ${ship.stops[ship.stops.length - 1].name} since about ${clockText(ship.depart + ship.timeline.p50[ship.timeline.p50.length - 1] * HOUR_MS, "", 0)}`;
  const span = Math.round(run.ahead - run.behind);
  return `near ${position(pointAt(ship.track, run.middle))}, ${Math.round(run.middle).toLocaleString("en")} of ${Math.round(total).toLocaleString("en")} nm run${span > 1 && !brief ? `, somewhere on a stretch of ${span.toLocaleString("en")} nm (8 in 10)` : ""}`;
}
/** One ship in full; several in a line each, as many as there is room for. */
function whereAll() {
  if (timed.length === 1) return whereabouts(timed[0], now);
  const room = narrow() ? 2 : 3, rest = timed.length - room;
  const lines = timed.slice(0, room).map((ship) => `${ship.name}: ${whereabouts(ship, now, { brief: true })}`);
  return [...lines, ...(rest > 0 ? [`and ${rest} more`] : [])].join("\n");
}
function show(ms) {
  now = Math.min(Math.max(ms, start), end);
  slider.value = String(Math.round((now - start) / 60000));
  for (const ship of timed) {
    const run = milesAt(ship, now), at = pointAt(ship.track, run.middle);
    ship.mark.setLatLng(at);
    ship.mark.getElement().firstElementChild.style.transform = `rotate(${heading(ship.track, run.middle)}deg)`;
    ship.band.setLatLngs(run.ahead > run.behind ? stretch(ship.track, run.behind, run.ahead) : []);
  }
  const first = timed[0], lon = pointAt(first.track, milesAt(first, now).middle)[1];
  // At sea each ship keeps the time of its own zone; one clock can show that of one ship only.
  clock.textContent = clockText(now, "", lon, { long: true }) + (localClock && timed.length > 1 ? `, on board ${first.name}` : "");
  where.textContent = whereAll();
  slider.setAttribute("aria-valuetext", `${clock.textContent}; ${timed.slice(0, 4).map((ship) => `${ship.name} ${whereabouts(ship, now)}`).join("; ")}`);
  drawNight(now);
  placeNames();
}
function drawTicks() {
  const day = 86400000, days = (end - start) / day, room = Math.max(byId("ticks").clientWidth / 64, 2);
  const step = [0.25, 0.5, 1, 2, 3, 5, 7, 10, 14, 30].find((each) => days / each <= room) ?? 60;
  const ticks = byId("ticks");
  ticks.textContent = "";
  for (let ms = Math.ceil(start / day / step) * step * day; ms <= end; ms += step * day) {
    const share = (ms - start) / (end - start);
    if (share < 0.02 || share > 0.98) continue;
    const parts = clockParts(ms, "UTC"), tick = make("span", step < 1 ? `${parts.hour}:${parts.minute}` : `${parts.day} ${parts.month.slice(0, 3)}`);
    tick.style.left = `${share * 100}%`;
    ticks.append(tick);
  }
}

let playing = 0;
function pause() {
  cancelAnimationFrame(playing);
  playing = 0;
  play.setAttribute("aria-pressed", "false");
  play.setAttribute("aria-label", "Play");
  play.title = "Play";
}
function run() {
  if (now >= end) show(start);
  play.setAttribute("aria-pressed", "true");
  play.setAttribute("aria-label", "Pause");
  play.title = "Pause";
  const perMs = (end - start) / 30000; // the whole voyage in half a minute
  let before = performance.now();
  const step = (at) => {
    show(now + (at - before) * perMs);
    before = at;
    if (now >= end) pause(); else playing = requestAnimationFrame(step);
  };
  playing = requestAnimationFrame(step);
}
if (timed.length) {
  slider.max = String(Math.ceil((end - start) / 60000));
  slider.step = "10";
  slider.addEventListener("input", () => { pause(); show(start + Number(slider.value) * 60000); });
  slider.addEventListener("keydown", (event) => {
    const jump = { PageUp: 1440, PageDown: -1440, ArrowRight: 60, ArrowUp: 60, ArrowLeft: -60, ArrowDown: -60 }[event.key];
    if (jump) { event.preventDefault(); pause(); show(now + jump * 60000); }
  });
  play.addEventListener("click", () => (playing ? pause() : run()));
  // The first look shows a ship under way, and how unsure its place is.
  show(timed[0].depart + timed[0].timeline.p50[timed[0].timeline.p50.length - 1] * 0.4 * HOUR_MS);
  drawTicks();
  addEventListener("resize", drawTicks);
  // The lines beside the clock have taken height from the map.
  map.invalidateSize({ pan: false });
  fit();
}
map.on("moveend zoomend resize", placeNames);
placeNames();

/* ---- timetable and clock ---- */
function light(row, on) {
  for (const other of document.querySelectorAll("tr.lit")) other.classList.remove("lit");
  ring.remove();
  if (!on) return;
  row.classList.add("lit");
  ring.setLatLng(scene.ships[row.dataset.ship].stops[row.dataset.stop].at).addTo(map);
}
function go(row) {
  const ship = scene.ships[row.dataset.ship], stop = ship.stops[row.dataset.stop];
  if (ship.timed) { pause(); show(Date.parse(row.querySelector("time").dateTime)); }
  if (narrow()) document.querySelector(".stage").scrollIntoView({ behavior: still ? "auto" : "smooth" });
  map.setView(stop.at, Math.max(map.getZoom(), 6), { animate: !still });
  light(row, true);
  if (stop.gate && gateMarks[stop.gate]) gateMarks[stop.gate].openPopup(); else map.closePopup();
}
for (const row of document.querySelectorAll("tr[data-stop]")) {
  row.addEventListener("mouseenter", () => light(row, true));
  row.addEventListener("mouseleave", () => light(row, false));
  row.addEventListener("focusin", () => light(row, true));
  row.addEventListener("focusout", () => light(row, false));
  row.addEventListener("click", () => go(row));
}
const clockButtons = [...document.querySelectorAll("[data-clock]")];
function setClock(kind) {
  localClock = kind === "local";
  for (const button of clockButtons) button.setAttribute("aria-pressed", String(button.dataset.clock === kind));
  for (const time of document.querySelectorAll("time")) time.textContent = clockText(Date.parse(time.dateTime), time.dataset.zone, Number(time.dataset.lon), { long: "long" in time.dataset, bare: Boolean(time.closest("small")) });
  if (timed.length) show(now);
}
for (const button of clockButtons) button.addEventListener("click", () => setClock(button.dataset.clock));
setClock("utc");

let width = byId("map").clientWidth;
addEventListener("resize", () => {
  map.invalidateSize();
  const changed = Math.abs(byId("map").clientWidth - width) > 200;
  width = byId("map").clientWidth;
  if (changed) fit();
});
