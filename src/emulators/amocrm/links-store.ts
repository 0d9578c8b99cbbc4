import type { StoredLink } from './records.ts';

export interface LinkEnd {
  readonly kind: string;
  readonly id: number;
}

/** A bond as it is kept in a snapshot: once, not from both ends. */
export interface LinkRow extends LinkEnd {
  readonly to: StoredLink;
}

/** Who is bound to whom. A bond is seen from both ends; two records are bound at most once. */
export class Links {
  readonly #ends = new Map<string, Map<string, StoredLink>>();
  #size = 0;

  /** Holds these from now on, and no others. */
  fill(rows: readonly LinkRow[]): void {
    this.#ends.clear();
    this.#size = 0;
    for (const { to, ...from } of rows) this.add(from, to);
  }

  get size(): number {
    return this.#size;
  }

  of(end: LinkEnd, kind?: string): readonly StoredLink[] {
    const all = [...(this.#ends.get(keyOf(end))?.values() ?? [])];
    return kind === undefined ? all : all.filter((link) => link.kind === kind);
  }

  /** Binds two records, or changes what their bond says. */
  add(from: LinkEnd, to: StoredLink): void {
    if (to.is_main) for (const link of this.of(from, to.kind)) if (link.is_main) this.#setMain(from, link, false);
    const isNew = this.#put(from, to);
    const { is_main: isMain, quantity, catalog_id: catalogId } = to;
    const more = {
      ...(quantity === undefined ? {} : { quantity }),
      ...(catalogId === undefined ? {} : { catalog_id: catalogId }),
    };
    this.#put(to, { kind: from.kind, id: from.id, is_main: isMain, ...more });
    if (isNew) this.#size += 1;
  }

  /** Ends a bond; whether there was one. */
  remove(from: LinkEnd, to: LinkEnd): boolean {
    const isGone = this.#take(from, to);
    this.#take(to, from);
    if (isGone) this.#size -= 1;
    return isGone;
  }

  rows(): readonly LinkRow[] {
    const rows: LinkRow[] = [];
    for (const [key, links] of this.#ends) {
      const [kind = '', id = ''] = key.split(':');
      for (const to of links.values()) if (key < keyOf(to)) rows.push({ kind, id: Number(id), to });
    }
    return rows;
  }

  #setMain(from: LinkEnd, to: StoredLink, isMain: boolean): void {
    this.#put(from, { ...to, is_main: isMain });
    this.#put(to, { ...from, is_main: isMain });
  }

  #put(from: LinkEnd, to: StoredLink): boolean {
    const [key, other] = [keyOf(from), keyOf(to)];
    const links = this.#ends.get(key) ?? new Map<string, StoredLink>();
    const isNew = !links.has(other);
    this.#ends.set(key, links.set(other, to));
    return isNew;
  }

  #take(from: LinkEnd, to: LinkEnd): boolean {
    return this.#ends.get(keyOf(from))?.delete(keyOf(to)) === true;
  }
}

function keyOf({ kind, id }: LinkEnd): string {
  return `${kind}:${id}`;
}
