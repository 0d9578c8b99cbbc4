/** One end of a link, as `items.get` prints it. */
export interface Binding {
  readonly id: number;
  readonly sort: number;
  readonly isPrimary: boolean;
}

/** Links of many to many: contacts to companies, deals and leads to contacts. One of an owner's links is its primary. */
export class Bindings {
  readonly #ofOwner = new Map<number, readonly Binding[]>();
  readonly #owners = new Map<number, Set<number>>();

  of(owner: number): readonly Binding[] {
    return this.#ofOwner.get(owner) ?? [];
  }

  primary(owner: number): number | undefined {
    const bindings = this.of(owner);
    return (bindings.find(({ isPrimary }) => isPrimary) ?? bindings[0])?.id;
  }

  /** Those linked to `id`, ascending. */
  ownersOf(id: number): readonly number[] {
    return [...(this.#owners.get(id) ?? [])].sort((one, two) => one - two);
  }

  set(owner: number, bindings: readonly Binding[]): void {
    for (const { id } of this.of(owner)) this.#owners.get(id)?.delete(owner);
    if (bindings.length === 0) this.#ofOwner.delete(owner);
    else this.#ofOwner.set(owner, withPrimary(bindings));
    for (const { id } of bindings) {
      const owners = this.#owners.get(id) ?? new Set();
      owners.add(owner);
      this.#owners.set(id, owners);
    }
  }

  /** By ids alone: the first becomes primary. */
  setIds(owner: number, ids: readonly number[]): void {
    const unique = [...new Set(ids.filter((id) => id > 0))];
    this.set(
      owner,
      unique.map((id, at) => ({ id, sort: (at + 1) * 10, isPrimary: at === 0 })),
    );
  }

  /** Makes it the primary one; it is linked first when it is not yet. */
  setPrimary(owner: number, id: number): void {
    const others = this.of(owner).filter((one) => one.id !== id);
    this.set(owner, [
      { id, sort: 10, isPrimary: true },
      ...others.map((one, at) => ({ ...one, sort: (at + 2) * 10, isPrimary: false })),
    ]);
  }

  /** @returns whether it was not linked before */
  add(owner: number, binding: Binding): boolean {
    const bindings = this.of(owner);
    if (bindings.some(({ id }) => id === binding.id)) return false;
    const others = binding.isPrimary ? bindings.map((one) => ({ ...one, isPrimary: false })) : bindings;
    this.set(owner, [...others, binding]);
    return true;
  }

  remove(owner: number, id: number): boolean {
    const bindings = this.of(owner);
    const left = bindings.filter((one) => one.id !== id);
    if (left.length === bindings.length) return false;
    this.set(owner, left);
    return true;
  }

  forgetOwner(owner: number): void {
    this.set(owner, []);
  }

  forgetId(id: number): void {
    for (const owner of this.ownersOf(id)) this.remove(owner, id);
  }

  dump(): readonly (readonly [number, readonly Binding[]])[] {
    return [...this.#ofOwner];
  }

  load(entries: readonly (readonly [number, readonly Binding[]])[]): void {
    this.#ofOwner.clear();
    this.#owners.clear();
    for (const [owner, bindings] of entries) this.set(owner, bindings);
  }
}

function withPrimary(bindings: readonly Binding[]): readonly Binding[] {
  const first = Math.max(
    0,
    bindings.findIndex(({ isPrimary }) => isPrimary),
  );
  return bindings.map((one, at) => (one.isPrimary === (at === first) ? one : { ...one, isPrimary: at === first }));
}
