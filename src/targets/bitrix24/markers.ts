import type { Doubled } from '../target.ts';
import { fastList, type Reading } from './fast-list.ts';
import type { ItemKind } from './portal.ts';
import { asText } from './values.ts';

interface Marked {
  readonly id: string;
  readonly originId: string;
}

/**
 * Our markers in a portal. There is no index on them, so everything of ours is read once for a kind and kept; after a lost answer
 * only what was made since is read again.
 */
export class Markers {
  private readonly reading: Reading;
  private readonly originator: string;
  /** By kind and marker, the lowest id. */
  private readonly known = new Map<ItemKind, Map<string, string>>();

  constructor(reading: Reading, originator: string) {
    this.reading = reading;
    this.originator = originator;
  }

  /** Ids of markers; undefined where there is none. @param since id below which nothing need be looked at */
  async find(
    kind: ItemKind,
    originIds: readonly string[],
    since: string | undefined,
  ): Promise<readonly (string | undefined)[]> {
    if (originIds.length === 0) return [];
    const found = since === undefined ? await this.all(kind) : lowest(await this.scan(kind, since));
    return originIds.map((originId) => found.get(originId));
  }

  /** Records of ours that exist more than once. */
  async doubled(kind: ItemKind, since: string | undefined): Promise<readonly Doubled[]> {
    const ids = new Map<string, string[]>();
    for (const { id, originId } of await this.scan(kind, since ?? '0')) {
      const list = ids.get(originId);
      if (list === undefined) ids.set(originId, [id]);
      else list.push(id);
    }
    return [...ids].filter(([, all]) => all.length > 1).map(([marker, all]) => ({ kind, marker, ids: all }));
  }

  /** A record that was made just now. */
  add(kind: ItemKind, originId: string, id: string): void {
    const known = this.known.get(kind);
    if (known !== undefined && !known.has(originId)) known.set(originId, id);
  }

  forget(): void {
    this.known.clear();
  }

  private async all(kind: ItemKind): Promise<ReadonlyMap<string, string>> {
    let known = this.known.get(kind);
    if (known === undefined) this.known.set(kind, (known = lowest(await this.scan(kind, '0'))));
    return known;
  }

  private async scan(kind: ItemKind, after: string): Promise<readonly Marked[]> {
    const marked: Marked[] = [];
    const filter = { originatorId: this.originator };
    // The answer is checked too: a portal that ignores the filter gives records of others.
    const select = ['id', 'originId', 'originatorId'];
    for await (const page of fastList(this.reading, kind, { after, filter, select })) {
      for (const { id, fields } of page) {
        if (asText(fields['originatorId']) === this.originator)
          marked.push({ id, originId: asText(fields['originId']) });
      }
    }
    return marked;
  }
}

/** Ascending ids: the first of a marker is the oldest. */
function lowest(marked: readonly Marked[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { id, originId } of marked) if (!found.has(originId)) found.set(originId, id);
  return found;
}
