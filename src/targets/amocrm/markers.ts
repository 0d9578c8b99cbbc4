import type { EntityKind } from '../../model/entity.ts';
import type { Ref } from '../../model/field.ts';
import { originIdOf } from '../../model/marker.ts';
import type { Doubled } from '../target.ts';
import { collectionOf, fieldByCode, markerCode, type Account, type Collection, type RecordKind } from './account.ts';
import { recordOf } from './read-records.ts';
import { hasNext, pageSize, rowsOf, type Query, type Rest } from './rest.ts';
import { asText } from './values.ts';

interface Marked {
  readonly id: string;
  readonly marker: string;
}

/** Longest text of a field. */
const longest = 255;
/** Markers in one question. */
const markersAtOnce = 40;
/** Questions by filter for one kind; after them reading everything once is cheaper. */
const questionsAtMost = 25;

/**
 * Our markers in an account. Where lists can be filtered by a field, few are asked for by name; else everything of a kind is read once
 * and kept. After a lost answer only what was made since is read: newest first, down to the mark.
 */
export class Markers {
  private readonly rest: Rest;
  private readonly account: Account;
  private readonly originator: string;
  /** By kind of record and marker, the lowest id. */
  private readonly known = new Map<Collection, Map<string, string>>();
  private readonly questions = new Map<Collection, number>();
  /** False as soon as an account has passed the filter over. */
  private canFilter = true;

  constructor(rest: Rest, account: Account, originator: string) {
    this.rest = rest;
    this.account = account;
    this.originator = originator;
  }

  /** What stands in a record as our marker. */
  textOf(kind: EntityKind, marker: Ref): string {
    return this.prefix + originIdOf(kind, marker, longest - this.prefix.length);
  }

  /** Does the text mark a record of this project? */
  isOurs(text: string): boolean {
    return text.startsWith(this.prefix);
  }

  fieldId(of: Collection): string | undefined {
    return fieldByCode(this.account, of, markerCode)?.id;
  }

  /** Ids of markers; undefined where there is none. @param since id below which nothing need be looked at */
  async find(
    kind: RecordKind,
    texts: readonly string[],
    since: string | undefined,
  ): Promise<readonly (string | undefined)[]> {
    const of = collectionOf[kind];
    if (texts.length === 0 || this.fieldId(of) === undefined) return texts.map(() => undefined);
    const found =
      since === undefined
        ? ((await this.filtered(of, texts)) ?? (await this.all(of)))
        : lowest(await this.scan(of, since));
    return texts.map((text) => found.get(text));
  }

  /** Records of ours that exist more than once. */
  async doubled(kind: RecordKind, since: string | undefined): Promise<readonly Doubled[]> {
    const ids = new Map<string, string[]>();
    for (const { id, marker } of (await this.scan(collectionOf[kind], since ?? '0')).toReversed()) {
      if (!marker.startsWith(`${this.prefix}${kind}:`)) continue;
      const list = ids.get(marker);
      if (list === undefined) ids.set(marker, [id]);
      else list.push(id);
    }
    const several = [...ids].filter(([, all]) => all.length > 1);
    return several.map(([marker, all]) => ({ kind, marker: marker.slice(this.prefix.length), ids: all }));
  }

  /** A record that was made just now. */
  add(of: Collection, text: string, id: string): void {
    const known = this.known.get(of);
    if (known !== undefined && !known.has(text)) known.set(text, id);
  }

  forget(): void {
    this.known.clear();
    this.questions.clear();
  }

  private get prefix(): string {
    return `${this.originator}|`;
  }

  private async all(of: Collection): Promise<ReadonlyMap<string, string>> {
    let known = this.known.get(of);
    if (known === undefined) this.known.set(of, (known = lowest(await this.scan(of, '0'))));
    return known;
  }

  /** Undefined where everything is to be read instead. */
  private async filtered(of: Collection, texts: readonly string[]): Promise<ReadonlyMap<string, string> | undefined> {
    const asked = (this.questions.get(of) ?? 0) + Math.ceil(texts.length / markersAtOnce);
    if (!this.canFilter || this.known.has(of) || asked > questionsAtMost) return undefined;
    this.questions.set(of, asked);
    const marked: Marked[] = [];
    for (let start = 0; start < texts.length; start += markersAtOnce) {
      const some = await this.question(of, texts.slice(start, start + markersAtOnce));
      if (some === undefined) {
        this.canFilter = false;
        return undefined;
      }
      marked.push(...some);
    }
    return lowest(marked.toSorted((left, right) => Number(right.id) - Number(left.id)));
  }

  /** An account without this feature refuses the filter or passes it over: then something comes that nobody asked for. */
  private async question(of: Collection, texts: readonly string[]): Promise<readonly Marked[] | undefined> {
    const wanted = new Set(texts);
    const filter: Query = texts.map(
      (text) => [`filter[custom_fields_values][${this.fieldId(of) ?? ''}][]`, text] as const,
    );
    const body = await this.rest.ask(`/${of}`, [...filter, ['limit', String(pageSize)]]);
    if (body === undefined || hasNext(body)) return undefined;
    const marked = rowsOf(body, of).map((row) => this.markedOf(of, row));
    const known = marked.filter((one) => one !== undefined && wanted.has(one.marker));
    return known.length === marked.length ? known.filter((one) => one !== undefined) : undefined;
  }

  /** Ours among those with greater ids, newest first. */
  private async scan(of: Collection, since: string): Promise<readonly Marked[]> {
    const marked = new Map<string, Marked>();
    for await (const page of this.rest.pages(`/${of}`, of, [['order[id]', 'desc']])) {
      for (const row of page) {
        const found = this.markedOf(of, row);
        if (found !== undefined && this.isOurs(found.marker) && Number(found.id) > Number(since))
          marked.set(found.id, found);
      }
      if (Number(page.at(-1)?.['id'] ?? 0) <= Number(since)) break;
    }
    return [...marked.values()];
  }

  private markedOf(of: Collection, row: Readonly<Record<string, unknown>>): Marked | undefined {
    const record = recordOf(of, row);
    if (record === undefined) return undefined;
    return { id: record.id, marker: asText(record.values.get(this.fieldId(of) ?? '')?.[0]?.['value']) };
  }
}

/** Newest first: the last of a marker is the oldest. */
function lowest(marked: readonly Marked[]): Map<string, string> {
  return new Map(marked.map(({ id, marker }) => [marker, id]));
}

/** The greatest id of a kind of record; `0` where there is none. @throws TargetError, AccessError */
export async function newestId(rest: Rest, of: Collection): Promise<string> {
  const [row] = rowsOf(
    await rest.read(`/${of}`, [
      ['order[id]', 'desc'],
      ['limit', '1'],
    ]),
    of,
  );
  return asText(row?.['id']) || '0';
}
