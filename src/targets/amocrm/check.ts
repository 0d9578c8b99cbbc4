import type { EntityKind } from '../../model/entity.ts';
import type { Finding } from '../../model/issue.ts';
import { isRecordKind } from './account.ts';
import { encodeRecord } from './codec.ts';
import type { Encoding, Fields } from './encoding.ts';
import { encodeTimeline, isTimelineKind } from './timeline.ts';

/** What is wrong with a record for this account: found by putting it into the account's words. */
export function checkRecord(kind: EntityKind, data: Fields, encoding: Encoding): readonly Finding[] {
  const findings: Finding[] = [];
  const noting = { ...encoding, note: (finding: Finding) => void findings.push(finding) };
  if (isRecordKind(kind)) encodeRecord(kind, data, noting);
  else if (isTimelineKind(kind)) encodeTimeline(kind, data, noting);
  return findings;
}
