/** The portal's time zone: Moscow, which has had no daylight saving since 2014. */
const offsetMinutes = 180;

/** Milliseconds since the epoch; injected so that specs can hold time still. */
export type Clock = () => number;

/** A moment as the portal writes it, in its own zone and without fractions: `2026-03-05T18:18:25+03:00`. */
export function portalTime(ms: number): string {
  return `${new Date(Math.floor(ms / 1000) * 1000 + offsetMinutes * 60_000).toISOString().slice(0, 19)}+03:00`;
}

/** Reads a date or date-time a client sent; a value without a zone is portal time. `null` when it is no date. */
export function parsePortalTime(text: string): number | null {
  const local = /^(\d{2})\.(\d{2})\.(\d{4})(?:[ T](\d{2}:\d{2}(?::\d{2})?))?$/.exec(text);
  const iso = local ? `${local[3]}-${local[2]}-${local[1]}T${local[4] ?? '00:00:00'}` : text.replace(' ', 'T');
  const zoned = /^\d{4}-\d{2}-\d{2}$/.test(iso)
    ? `${iso}T00:00:00+03:00`
    : /T[\d:.]+$/.test(iso)
      ? `${iso}+03:00`
      : iso;
  const ms = /^\d{4}-\d{2}-\d{2}T/.test(zoned) ? Date.parse(zoned) : Number.NaN;
  return Number.isNaN(ms) ? null : ms;
}
