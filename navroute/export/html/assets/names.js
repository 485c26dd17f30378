/* Names beside symbols on the map. Part of one script; see page.py. */
// Permanent names, the most important first: each goes where it is whole and covers no other.
const names = [];
function nameBeside(mark, text, className, reach, sides, { first = false } = {}) {
  mark.bindTooltip(make("span", text), { permanent: true, direction: sides[0], className });
  names[first ? "unshift" : "push"]({ mark, reach, sides });
}
function nameBox(side, at, reach, width, height) {
  const x = { left: at.x - reach - width, right: at.x + reach }[side] ?? at.x - width / 2;
  const y = { top: at.y - reach - height, bottom: at.y + reach }[side] ?? at.y - height / 2;
  return { x, y, width, height };
}
/** The place beside a symbol, and those up and down or to and fro along that side. */
function slid(box, side) {
  const along = side === "top" || side === "bottom" ? [box.width / 2.2, 0] : [0, box.height * 0.9];
  return [0, -1, 1].map((steps) => ({ ...box, x: box.x + steps * along[0], y: box.y + steps * along[1], steps: Math.abs(steps) }));
}
/** Moved along its side, a name under a symbol may still be whole at the edge of the map. */
function nudged(box, side, size) {
  const inside = (low, most) => Math.min(Math.max(low, 3), Math.max(most - 3, 3));
  const x = side === "top" || side === "bottom" ? inside(box.x, size.x - box.width) : box.x;
  const y = side === "left" || side === "right" ? inside(box.y, size.y - box.height) : box.y;
  return { ...box, x, y };
}
function shared(a, b) {
  const wide = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x), high = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return wide > 0 && high > 0 ? wide * high : 0;
}
/** Where buttons, scale and attribution lie over the map. */
function controls() {
  const frame = map.getContainer().getBoundingClientRect();
  return [...document.querySelectorAll(".leaflet-control")].map((one) => {
    const box = one.getBoundingClientRect();
    return { x: box.x - frame.x, y: box.y - frame.y, width: box.width, height: box.height };
  });
}
function placeNames() {
  const size = map.getSize(), frame = { x: 0, y: 0, width: size.x, height: size.y };
  const symbols = [...names, ...scene.gates.filter((gate) => gate.told).map((gate) => ({ mark: gateMarks[gate.id], reach: 9 }))];
  const taken = [...controls(), ...symbols.map(({ mark, reach }) => {
    const at = map.latLngToContainerPoint(mark.getLatLng());
    return { x: at.x - reach, y: at.y - reach, width: 2 * reach, height: 2 * reach };
  })];
  for (const { mark, reach, sides } of names) {
    const tip = mark.getTooltip(), shown = tip.getElement();
    if (!shown) continue;
    const at = map.latLngToContainerPoint(mark.getLatLng()), { offsetWidth: width, offsetHeight: height } = shown;
    const tries = sides.flatMap((side) => {
      const free = nameBox(side, at, reach, width, height);
      return slid(free, side).map((moved) => ({ side, free, box: nudged(moved, side, size) }));
    });
    // What is cut off counts four times, what covers another once; a name off its middle a little.
    const cost = ({ box }) => 4 * (width * height - shared(box, frame)) + taken.reduce((sum, other) => sum + shared(box, other), 0) + 30 * box.steps;
    const best = tries.reduce((one, other) => (cost(other) < cost(one) - 1 ? other : one));
    const far = { left: [-reach, 0], right: [reach, 0], top: [0, -reach], bottom: [0, reach] }[best.side];
    tip.options.direction = best.side;
    tip.options.offset = [far[0] + best.box.x - best.free.x, far[1] + best.box.y - best.free.y];
    tip.update();
    taken.push(best.box);
  }
}
