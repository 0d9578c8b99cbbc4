import { readFileSync } from 'node:fs';
import type { Traffic } from '../../src/emulators/request-log.ts';
import { bitrix24Problems } from './schema/bitrix24.ts';

/** Says what in a request is not as the vendor documents it; written from the documentation, not from the emulators. */
export type RequestCheck = (traffic: Traffic) => readonly string[];

const checks: Readonly<Record<string, RequestCheck>> = { bitrix24: bitrix24Problems };

/** Everything in recorded traffic that a vendor's documentation does not allow: `#17 crm.item.add: ...`. */
export function trafficProblems(recorded: Iterable<Traffic>): readonly string[] {
  const problems: string[] = [];
  for (const one of recorded) {
    const check = checks[one.system];
    if (check === undefined) throw new Error(`no check for ${one.system}`);
    for (const problem of check(one)) problems.push(`#${one.number} ${one.operation}: ${problem}`);
  }
  return problems;
}

/** The lines that `perenos emulate --record` wrote. */
export function recordedTraffic(file: string): readonly Traffic[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Traffic);
}
