import type { EntityKind } from '../../model/entity.ts';
import type { Finding } from '../../model/issue.ts';
import { encodeItem, encodeTimeline, isTimelineKind } from './codec.ts';
import type { Encoding, Fields } from './encoding.ts';
import { isItemKind, type ItemKind } from './portal.ts';

interface Checking {
  readonly encoding: Encoding;
  /** Milliseconds since 1970 of the newest record of each kind when the portal was connected. */
  readonly newest: ReadonlyMap<ItemKind, number>;
  readonly now: number;
}

/** What is wrong with a record for this portal: found by putting it into the portal's words. */
export function checkRecord(kind: EntityKind, data: Fields, { encoding, newest, now }: Checking): readonly Finding[] {
  const findings: Finding[] = [];
  const noting = { ...encoding, note: (finding: Finding) => void findings.push(finding) };
  if (isItemKind(kind)) {
    encodeItem(kind, data, noting);
    findings.push(...dateFindings(data, { newest: newest.get(kind) ?? 0, now, keepsHistory: encoding.keepsHistory }));
  } else if (isTimelineKind(kind)) encodeTimeline(kind, data, noting);
  return findings;
}

interface Dates {
  readonly newest: number;
  readonly now: number;
  readonly keepsHistory: boolean;
}

function dateFindings({ created_at: date }: Fields, { newest, now, keepsHistory }: Dates): readonly Finding[] {
  if (typeof date !== 'string' || !keepsHistory) return [];
  const at = Date.parse(date);
  if (at > now) return [{ code: 'bitrix24.future-date', args: { date } }];
  if (at >= newest) return [];
  return [{ code: 'target.date-not-kept', args: { date, newest: new Date(newest).toISOString().slice(0, 10) } }];
}
