export type Stored = string | number | null | readonly (string | number)[];

/** One phone, e-mail, site or messenger of a record. */
export interface MultiValue {
  readonly id: number;
  /** `PHONE`. The vendor does not check it. */
  readonly kind: string;
  /** `WORK`. */
  readonly type: string;
  readonly value: string;
}

/** A CRM record. Values by classic field name; a field that was never set has none. */
export interface Item {
  readonly id: number;
  readonly values: Record<string, Stored>;
  multi: readonly MultiValue[];
  /** Time from which lists show it. */
  readonly listedFrom: number;
}

/** Records of one type in the order of their ids, which only grow. */
export class ItemTable {
  readonly #items = new Map<number, Item>();
  #ids: number[] = [];
  #lastId: number;
  #newest: number | undefined;

  constructor(firstId = 0) {
    this.#lastId = firstId;
  }

  get size(): number {
    return this.#items.size;
  }

  get lastId(): number {
    return this.#lastId;
  }

  nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  get(id: number): Item | undefined {
    return this.#items.get(id);
  }

  add(item: Item): void {
    this.#items.set(item.id, item);
    const last = this.#ids.at(-1);
    if (last === undefined || last < item.id) this.#ids.push(item.id);
    else this.#ids.splice(this.#placeOf(item.id), 0, item.id);
    this.#lastId = Math.max(this.#lastId, item.id);
    const created = createdAt(item);
    if (this.#newest === undefined || created > this.#newest) this.#newest = created;
  }

  delete(id: number): boolean {
    const item = this.#items.get(id);
    if (item === undefined) return false;
    this.#items.delete(id);
    this.#ids.splice(this.#placeOf(id), 1);
    this.#newest = undefined;
    return true;
  }

  /** Creation time of the newest record; `undefined` when there is none. */
  newestCreated(): number | undefined {
    if (this.#newest === undefined) {
      for (const item of this.#items.values()) this.#newest = Math.max(this.#newest ?? -Infinity, createdAt(item));
    }
    return this.#newest;
  }

  /** Records with a greater id, ascending. */
  *after(id: number): Generator<Item> {
    for (let at = this.#placeOf(id + 1); at < this.#ids.length; at += 1) {
      const item = this.#items.get(this.#ids[at] ?? 0);
      if (item !== undefined) yield item;
    }
  }

  all(): Iterable<Item> {
    return this.after(-1);
  }

  dump(): { readonly lastId: number; readonly items: readonly Item[] } {
    return { lastId: this.#lastId, items: [...this.all()] };
  }

  load({ lastId, items }: { readonly lastId: number; readonly items: readonly Item[] }): void {
    this.#items.clear();
    [this.#ids, this.#lastId, this.#newest] = [[], lastId, undefined];
    for (const item of items) this.add(structuredClone(item));
  }

  #placeOf(id: number): number {
    let [low, high] = [0, this.#ids.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ids[middle] ?? 0) < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function createdAt(item: Item): number {
  return Date.parse(String(item.values['DATE_CREATE']));
}
