import type { EntityKind } from '../../model/entity.ts';
import type { ForecastLine } from '../target.ts';

/** Requests of one batch: the records, and what hangs on them (bonds, notes). */
const requestsOf: Readonly<Partial<Record<EntityKind, number>>> = { company: 2, contact: 3, lead: 2, deal: 2 };

/** Requests and time of what is planned: the account's limit is on requests alone. */
export function forecastOf(
  operations: Readonly<Partial<Record<EntityKind, number>>>,
  { perSecond, batch }: { readonly perSecond: number; readonly batch: number },
): readonly ForecastLine[] {
  return Object.entries(operations).flatMap(([name, count]) => {
    const kind = name as EntityKind;
    if (count === undefined || count <= 0) return [];
    const requests = Math.ceil(count / batch) * (requestsOf[kind] ?? 1);
    const seconds = Math.ceil(requests / perSecond);
    return [{ kind, operations: count, requests, seconds, boundBy: 'requests' as const }];
  });
}
