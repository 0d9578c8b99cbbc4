import { entityTypes } from './entity-types.ts';
import type { Portal } from './portal.ts';

/** Numbers tests ask for: how many records there are, and whether any marker stands on more than one. */
export function portalCounters(portal: Portal): Readonly<Record<string, unknown>> {
  return {
    /** Calls of add and update that would have started robots and business processes. */
    automations: portal.automations,
    records: Object.fromEntries(entityTypes.map(({ name }) => [name, portal.items[name].size])),
    requisites: portal.rows.requisites.size,
    comments: portal.rows.comments.size,
    ...markers(portal),
  };
}

const most = 100;

function markers(portal: Portal): {
  readonly markers: number;
  readonly doubled: Readonly<Record<string, readonly number[]>>;
} {
  const ids = new Map<string, number[]>();
  for (const { name } of entityTypes) {
    for (const { id, values } of portal.items[name].all()) {
      const { ORIGINATOR_ID: originator, ORIGIN_ID: origin } = values;
      if (typeof originator !== 'string' || typeof origin !== 'string' || origin === '') continue;
      const marker = `${name} ${originator} ${origin}`;
      const known = ids.get(marker);
      if (known === undefined) ids.set(marker, [id]);
      else known.push(id);
    }
  }
  const doubled = [...ids].filter(([, found]) => found.length > 1).slice(0, most);
  return { markers: ids.size, doubled: Object.fromEntries(doubled) };
}
