interface Group {
  readonly label: string;
  readonly level: number;
  /** Its records stand as deep as itself; undefined before the first of them. */
  flat: boolean | undefined;
}

/** Heading of the column that says in which groups of its list a record stands; what stands in one another is joined by `groupSeparator`. */
export const groupHeading = 'Группа списка';
export const groupSeparator = ' / ';

/**
 * Follows the group rows of a list from top to bottom. Where the file has levels a group holds what is deeper; where it has none a
 * group holds what follows, up to the next group or a total. When in doubt a record is in no group.
 */
export class GroupTrail {
  #groups: Group[] = [];
  #wasGroup = false;

  enter(label: string, level = 0): void {
    // Groups right below one another stand in one another; after records, one of the same level takes the place of the last.
    const isNested = (group: Group) => group.level < level || (this.#wasGroup && group.level === level);
    this.#groups = this.#groups.filter(isNested);
    this.#groups.push({ label: nameOf(label), level, flat: undefined });
    this.#wasGroup = true;
  }

  /** After a total. */
  leave(level = 0): void {
    this.#groups = this.#groups.filter((group) => group.flat === false && group.level < level);
    this.#wasGroup = false;
  }

  /** The groups of a record, outermost first; empty when it is in none. */
  of(level = 0): string {
    this.#wasGroup = false;
    if (this.#groups.length === 0) return '';
    for (const group of this.#groups) group.flat ??= group.level >= level;
    this.#groups = this.#groups.filter(
      (group) => group.level < level || (group.flat === true && group.level === level),
    );
    return this.#groups.map(({ label }) => label).join(groupSeparator);
  }
}

/** `Опт` of `Группа: Опт`. */
function nameOf(label: string): string {
  const name = label.replace(/^(?:группа|категория|раздел|папка|group|category|section|folder)\s*:\s*/iu, '');
  return name === '' ? label : name;
}
