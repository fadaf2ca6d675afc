/** Length of a minute in ms. */
export const minuteMs = 60_000;
/** Length of a day without a change of the clock, in ms. */
export const dayMs = 24 * 60 * minuteMs;

/** A stretch of time in which a zone keeps one distance to UTC. All three in ms; `endMs` is the first ms after it. */
export interface ZoneStretch {
  startMs: number;
  endMs: number;
  offsetMs: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, made);
  return made;
}

/** Whether the running engine knows a zone by this IANA name. Distances like `+03:00` are not zones. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * How far a zone's wall clock is ahead of UTC, in ms.
 *
 * @throws RangeError for an unknown zone or a time that is none
 */
export function offsetAt(timeZone: string, ms: number): number {
  const part: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(ms)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(ms / 1000) * 1000;
}

/**
 * A span of time in pieces of at most a day, in order, each with one distance to UTC. A zone is taken to change its clock
 * once a day at most.
 */
export function* stretchesOf(timeZone: string, fromMs: number, untilMs: number): Generator<ZoneStretch> {
  let startMs = fromMs;
  let offsetMs = offsetAt(timeZone, startMs);
  while (startMs < untilMs) {
    const reachMs = Math.min(startMs + dayMs, untilMs);
    const reachOffsetMs = offsetAt(timeZone, reachMs);
    const endMs = reachOffsetMs === offsetMs ? reachMs : changeBetween(timeZone, startMs, reachMs, offsetMs);
    yield { startMs, endMs, offsetMs };
    startMs = endMs;
    offsetMs = reachOffsetMs;
  }
}

/** The first ms after `lowMs` at which the clock no longer has its old distance. */
function changeBetween(timeZone: string, lowMs: number, highMs: number, oldOffsetMs: number): number {
  let before = lowMs;
  let after = highMs;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(timeZone, middle) === oldOffsetMs) before = middle;
    else after = middle;
  }
  return after;
}

/** Ms of an ISO 8601 time. @throws RangeError for text that is none */
export function instantOf(atIso: string): number {
  const ms = Date.parse(atIso);
  if (Number.isNaN(ms)) throw new RangeError('not an ISO 8601 time');
  return ms;
}

/** ISO 8601 UTC of an instant. */
export function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}

/** Midnight, as if in UTC, of the date that a wall clock shows. @param localMs instant plus offset */
export function localMidnight(localMs: number): number {
  return Math.floor(localMs / dayMs) * dayMs;
}

/** `YYYY-MM-DD` of a local midnight. */
export function dateText(midnightMs: number): string {
  return new Date(midnightMs).toISOString().slice(0, 10);
}
