import type { Context } from '../../context.ts';
import { issueAt, type Finding } from '../../model/issue.ts';
import type { Relations } from './relations.ts';
import type { RowEdit } from './row-edit.ts';

/** Owner (with his name, where the export tells it) and author; the author only when he is one of the people of the export. */
export const peopleColumns = ['Owner.Id', 'Owner.Name', 'CreatedBy.Id'] as const;

/** Counts the records of each owner, so that it is known before the load who has to be replaced. */
export class Owners {
  readonly #relations: Relations;
  readonly #counts = new Map<string, number>();

  constructor(relations: Relations) {
    this.#relations = relations;
  }

  /** Fills the columns of people of a row. */
  fill(row: RowEdit): void {
    const owner = row.get('OwnerId');
    if (owner !== '' && row.get('IsDeleted') !== 'true') this.#counts.set(owner, (this.#counts.get(owner) ?? 0) + 1);
    const { users, groups } = this.#relations;
    row.set('Owner.Id', owner === '' ? null : owner);
    if (row.get('Owner.Name') === '') row.set('Owner.Name', users.get(owner)?.name || groups.get(owner) || null);
    row.set('CreatedBy.Id', this.#person(row.get('CreatedById')));
  }

  #person(id: string): string | null {
    return this.#relations.users.get(id)?.type === 'Standard' ? id : null;
  }

  say(file: string, context: Context): void {
    if (this.#counts.size === 0) return;
    const { users, groups } = this.#relations;
    const say = (finding: Finding): void =>
      context.report(issueAt({ table: { file, name: 'User' }, line: 1 }, finding));
    const owned = [...this.#counts].toSorted((one, other) => other[1] - one[1]);
    const unknown = owned.filter(([id]) => users.get(id)?.type !== 'Standard');
    const inactive = owned.filter(([id]) => users.get(id)?.isActive === false && users.get(id)?.type === 'Standard');
    const named = (list: typeof owned): string =>
      list
        .slice(0, 20)
        .map(([id, count]) => `${users.get(id)?.name || groups.get(id) || id}: ${count}`)
        .join('; ');
    context.fact({ file, name: 'owners', value: named(owned) });
    const sum = (list: typeof owned): number => list.reduce((total, [, count]) => total + count, 0);
    if (inactive.length > 0) {
      say({ code: 'salesforce.owners-inactive', args: { owners: named(inactive), records: sum(inactive) } });
    }
    if (unknown.length === 0) return;
    const queues = unknown.filter(([id]) => id.startsWith('00G')).length;
    say({ code: 'salesforce.owners-unknown', args: { owners: unknown.length, records: sum(unknown), queues } });
  }
}
