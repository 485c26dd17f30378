/* Times as clocks show them: UTC, or local with the offset. Part of one script; see page.py. */
let localClock = false;

/** Nautical zone time at sea: a whole hour per 15 degrees of longitude. */
function nauticalHours(lon) { return Math.round((((lon + 180) % 360 + 360) % 360 - 180) / 15); }
/** Minutes that a zone is ahead of UTC at a moment. */
function zoneMinutes(ms, zone) {
  const form = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", hourCycle: "h23", timeZone: zone };
  const parts = {};
  for (const part of new Intl.DateTimeFormat("en-GB", form).formatToParts(ms)) parts[part.type] = Number(part.value);
  return (Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute) - Math.floor(ms / 60000) * 60000) / 60000;
}
/** UTC+2, UTC−3:30, UTC. */
function offsetName(minutes) {
  if (!minutes) return "UTC";
  const size = Math.abs(minutes), rest = size % 60;
  return `UTC${minutes < 0 ? "−" : "+"}${Math.floor(size / 60)}${rest ? `:${String(rest).padStart(2, "0")}` : ""}`;
}
function clockParts(moment, zone) {
  const form = { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone };
  const parts = {};
  for (const part of new Intl.DateTimeFormat("en-GB", form).formatToParts(moment)) parts[part.type] = part.value;
  return parts;
}
/** A time as clocks show it, with its offset: in a port its own zone, at sea the nautical zone. */
function clockText(ms, zone, lon, { long = false, bare = false } = {}) {
  let parts, label = "UTC";
  const minute = Math.round(ms / 60000) * 60000;
  if (localClock && zone) {
    try {
      parts = clockParts(minute, zone);
      label = offsetName(zoneMinutes(minute, zone));
    } catch { /* a browser without that zone: nautical time, labelled so */ }
  }
  if (!parts) {
    const hours = localClock ? nauticalHours(lon) : 0;
    parts = clockParts(minute + hours * HOUR_MS, "UTC");
    label = offsetName(hours * 60);
  }
  const text = `${parts.day} ${parts.month.slice(0, 3)}${long ? ` ${parts.year},` : ""} ${parts.hour}:${parts.minute}`;
  return (long || localClock) && !bare ? `${text}\u00a0${label}` : text;
}
