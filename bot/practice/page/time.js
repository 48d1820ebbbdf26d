// Instants and wall clocks. An instant is in milliseconds; a wall time is "2026-01-20T18:30" in a named zone.

const HALF_YEAR = 183 * 86_400_000;

const parts = (instant, zone, options) =>
  Object.fromEntries(
    new Intl.DateTimeFormat("en-US", { timeZone: zone, ...options })
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );

/** The wall time that an instant has in a zone, to the minute. */
export function wallTime(instant, zone) {
  const options = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const { year, month, day, hour, minute } = parts(instant, zone, options);
  return `${year}-${month}-${day}T${hour}:${minute}`;
}

/** The instant of a wall time in a zone; a time that a clock change skips counts as an hour earlier. */
export function instantOf(wall, zone) {
  const asIfUtc = Date.parse(`${wall}Z`);
  const offsetAt = (instant) => Date.parse(`${wallTime(instant, zone)}Z`) - instant;
  const guess = asIfUtc - offsetAt(asIfUtc);
  return asIfUtc - offsetAt(guess);
}

/** The next instant at which the zone's clocks show nine in the morning. */
export function nextMorning(now, zone) {
  const [day] = wallTime(now, zone).split("T");
  const today = instantOf(`${day}T09:00`, zone);
  if (today > now) return today;
  const tomorrow = new Date(Date.parse(`${day}T00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  return instantOf(`${tomorrow}T09:00`, zone);
}

/** The next nine in the morning that is not on a weekend. */
export function nextWeekdayMorning(now, zone) {
  const morning = nextMorning(now, zone);
  const weekday = new Date(`${wallTime(morning, zone)}Z`).getUTCDay();
  return weekday % 6 ? morning : nextWeekdayMorning(morning, zone);
}

/** "Wed, Nov 18, 2026, 9:00 AM PST". */
export function clockFace(now, zone) {
  const options = { weekday: "short", month: "short", day: "numeric", year: "numeric", hour: "numeric", minute: "2-digit" };
  return new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "short", ...options }).format(now);
}

/** "9:00 AM". */
export function timeOfDay(instant, zone) {
  return new Intl.DateTimeFormat("en-US", { timeZone: zone, hour: "numeric", minute: "2-digit" }).format(instant);
}

/** "Today", "Yesterday", "Tomorrow", or the date with its weekday. */
export function dayName(instant, zone, now) {
  return nearDay(instant, zone, now) ?? spelledDate(instant, zone, now, { weekday: "long", month: "long" });
}

function nearDay(instant, zone, now) {
  const day = (moment) => Date.parse(wallTime(moment, zone).slice(0, 10));
  return { "-1": "Yesterday", 0: "Today", 1: "Tomorrow" }[(day(instant) - day(now)) / 86_400_000];
}

function spelledDate(instant, zone, now, { weekday, month }) {
  const written = parts(instant, zone, { weekday, month, day: "numeric", year: "numeric" });
  const day = month === "long" ? ordinal(Number(written.day)) : written.day;
  const year = Math.abs(instant - now) < HALF_YEAR ? "" : `, ${written.year}`;
  return `${weekday ? `${written.weekday}, ` : ""}${written.month} ${day}${year}`;
}

function ordinal(day) {
  const teen = day > 10 && day < 14;
  return `${day}${(!teen && { 1: "st", 2: "nd", 3: "rd" }[day % 10]) || "th"}`;
}

const DATE_STYLES = {
  date: { month: "long" },
  date_short: { month: "short" },
  date_long: { weekday: "long", month: "long" },
};

/** Write a Slack date format such as "{date_long} at {time}"; null when it holds a token Slack does not know. */
export function slackDate(instant, format, zone, now) {
  let known = true;
  const written = format.replace(/\{(\w+)\}/g, (_, token) => {
    const text = dateToken(instant, token, zone, now);
    known &&= text !== null;
    return text;
  });
  return known ? written : null;
}

function dateToken(instant, token, zone, now) {
  if (token === "date_num") return wallTime(instant, zone).slice(0, 10);
  if (token === "time") return timeOfDay(instant, zone);
  if (token === "time_secs") {
    return new Intl.DateTimeFormat("en-US", { timeZone: zone, timeStyle: "medium" }).format(instant);
  }
  const style = DATE_STYLES[token.replace(/_pretty$/, "")];
  if (!style) return null;
  const near = token.endsWith("_pretty") ? nearDay(instant, zone, now)?.toLowerCase() : null;
  return near ?? spelledDate(instant, zone, now, style);
}
