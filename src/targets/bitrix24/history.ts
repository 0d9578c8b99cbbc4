import type { Finding } from '../../model/issue.ts';
import type { Fields } from './encoding.ts';
import { asText } from './values.ts';

interface Dated {
  readonly fields: Fields;
  readonly finding: Finding | undefined;
}

/**
 * Creation dates of one kind: the portal takes them in ascending order only, and never one before that of its newest record
 * (`formats/bitrix24.md` 9.5). A record without a date gets that of the one before it: "now" would block all that follow. One that is
 * too old goes without, and so does everything after it that is older than that moment.
 */
export class History {
  private newest: number;
  private last: string | undefined;
  private readonly now: () => number;

  /** @param newest milliseconds since 1970 of the newest record in the portal; 0 where there is none */
  constructor(newest: number, now: () => number) {
    this.newest = newest;
    this.now = now;
  }

  /** Fields as they may be sent, with what is to be said about it. */
  place(fields: Fields): Dated {
    const created = asText(fields['createdTime']);
    if (created === '') return { fields: { ...fields, ...this.missing() }, finding: undefined };
    const at = Date.parse(created);
    if (at >= this.newest && at <= this.now()) {
      this.newest = at;
      this.last = created;
      return { fields, finding: undefined };
    }
    const { newestDay } = this;
    const isFuture = at > this.now();
    this.sentWithout();
    const finding: Finding = isFuture
      ? { code: 'bitrix24.future-date', args: { date: created } }
      : { code: 'target.date-not-kept', args: { date: created, newest: newestDay } };
    return { fields: withoutHistory(fields), finding };
  }

  /** Day of the newest record. */
  get newestDay(): string {
    return new Date(this.newest).toISOString().slice(0, 10);
  }

  /** The portal holds a newer record than was thought. */
  raise(newest: number): void {
    this.newest = Math.max(this.newest, newest);
  }

  private missing(): Fields {
    if (this.last !== undefined && Date.parse(this.last) >= this.newest) return { createdTime: this.last };
    this.sentWithout();
    return {};
  }

  private sentWithout(): void {
    this.newest = this.now();
    this.last = undefined;
  }
}

const historyFields = new Set(['createdTime', 'updatedTime', 'movedTime']);

export function withoutHistory(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !historyFields.has(name)));
}
