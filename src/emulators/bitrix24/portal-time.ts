/** Dates as a portal reads and prints them. */
export class PortalTime {
  readonly #offsetMinutes: number;
  readonly #suffix: string;

  /** @param zone `+03:00` */
  constructor(zone: string) {
    const match = /^([+-])(\d\d):(\d\d)$/.exec(zone);
    const minutes = Number(match?.[2] ?? 0) * 60 + Number(match?.[3] ?? 0);
    this.#offsetMinutes = match?.[1] === '-' ? -minutes : minutes;
    this.#suffix = zone;
  }

  /** `2026-03-01T15:00:00+03:00`. */
  print(ms: number): string {
    return `${new Date(ms + this.#offsetMinutes * 60_000).toISOString().slice(0, 19)}${this.#suffix}`;
  }

  /** A calendar day, printed as midnight of Greenwich seen in the portal's zone: `2001-11-11T03:00:00+03:00`. */
  printDay(day: string): string {
    const hours = Math.max(0, Math.floor(this.#offsetMinutes / 60));
    return `${day}T${String(hours).padStart(2, '0')}:00:00${this.#suffix}`;
  }

  /** Milliseconds of an ISO text or `DD.MM.YYYY HH:MM:SS`; without a zone it is the portal's. */
  read(text: string): number | undefined {
    const iso = isoOf(text.trim());
    if (iso === undefined) return undefined;
    const hasZone = /(?:Z|[+-]\d\d:?\d\d)$/.test(iso) && iso.includes('T');
    const whole = iso.includes('T') ? iso : `${iso}T00:00:00`;
    const ms = Date.parse(hasZone ? whole : `${whole}${this.#suffix}`);
    return Number.isNaN(ms) || !isRealDay(iso) ? undefined : ms;
  }

  /** The calendar day of a text: what stands before `T`. */
  readDay(text: string): string | undefined {
    const iso = isoOf(text.trim());
    return iso === undefined || !isRealDay(iso) ? undefined : iso.slice(0, 10);
  }
}

function isoOf(text: string): string | undefined {
  const iso = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(Z|[+-]\d\d:?\d\d)?)?$/.exec(text);
  if (iso !== null) return iso[2] === undefined ? iso[1] : `${iso[1]}T${iso[2]}${iso[3] ?? ''}`;
  const local = /^(\d\d)\.(\d\d)\.(\d{4})(?: (\d\d:\d\d(?::\d\d)?))?$/.exec(text);
  if (local === null) return undefined;
  const day = `${local[3]}-${local[2]}-${local[1]}`;
  return local[4] === undefined ? day : `${day}T${local[4]}`;
}

function isRealDay(iso: string): boolean {
  const [year = 0, month = 0, day = 0] = iso.slice(0, 10).split('-').map(Number);
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}
