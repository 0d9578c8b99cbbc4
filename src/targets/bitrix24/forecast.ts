import type { EntityKind } from '../../model/entity.ts';
import type { ForecastLine } from '../target.ts';
import { isItemKind } from './portal.ts';

/** Server seconds of one record, as the documentation's own samples show them (`formats/bitrix24.md` 7.2). */
const sampled: Readonly<Partial<Record<EntityKind, number>>> = {
  company: 1.2,
  contact: 1.2,
  lead: 1.2,
  deal: 1.2,
  activity: 0.13,
  note: 0.09,
};

export interface Pacing {
  readonly perSecond: number;
  /** Server seconds of one method in a window of 10 minutes; infinite where there is no such limit. */
  readonly methodSeconds: number;
  /** Seconds of one record, measured or assumed; undefined where nothing is known. */
  readonly secondsOf: (kind: EntityKind) => number | undefined;
  /** Records in one request. */
  readonly recordsAtOnce: (kind: EntityKind) => number;
}

const windowSeconds = 600;

/**
 * Requests and time of what is planned. The allowance of a method may be spent at once; after it a record takes its server time
 * stretched by the share of the window that may be used. One account serves the records of all kinds.
 */
export function forecastOf(
  operations: Readonly<Partial<Record<EntityKind, number>>>,
  pacing: Pacing,
): readonly ForecastLine[] {
  let spent = 0;
  return Object.entries(operations).flatMap(([name, count]) => {
    const kind = name as EntityKind;
    if (count === undefined || count <= 0) return [];
    const each = pacing.secondsOf(kind) ?? sampled[kind] ?? 1;
    const work = count * each;
    const before = isItemKind(kind) ? spent : 0;
    if (isItemKind(kind)) spent += work;
    const requests = Math.ceil(count / pacing.recordsAtOnce(kind)) * (isItemKind(kind) ? 2 : 1);
    const byRequests = requests / pacing.perSecond;
    const byTime = Math.max(work, waited(before + work, pacing) - waited(before, pacing));
    const boundBy = byTime > byRequests ? ('server-time' as const) : ('requests' as const);
    return [{ kind, operations: count, requests, seconds: Math.ceil(Math.max(byRequests, byTime)), boundBy }];
  });
}

/** Seconds until so much server time of one method has been given. */
function waited(work: number, { methodSeconds }: Pacing): number {
  if (!Number.isFinite(methodSeconds)) return work;
  return work <= methodSeconds ? work : methodSeconds + ((work - methodSeconds) * windowSeconds) / methodSeconds;
}
