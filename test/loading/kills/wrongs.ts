import { readdirSync } from 'node:fs';
import { checkAuditLog } from '../../../src/store/audit-log.ts';
import { openDatabase } from '../../../src/store/database.ts';
import type { ExpectedRecord, HeldRecord } from './held.ts';

/** What is wrong with a load that has ended, each with a few examples; all of it empty when nothing is. */
export interface Wrongs {
  /** Markers that several records carry, and records that nobody planned. */
  readonly duplicates: readonly string[];
  /** Rows of the tables that no record stands for. */
  readonly lost: readonly string[];
  /** Keys that the id map leads to another record than the one that carries them, or nowhere. */
  readonly wrongIds: readonly string[];
  /** Records that say something else than their row: values and links. */
  readonly wrongContent: readonly string[];
  /** What is left open in the journal, damaged or lying about. */
  readonly wrongFiles: readonly string[];
}

interface Mapped {
  readonly kind: string;
  readonly key: string;
  readonly target_id: string;
}

export interface Places {
  readonly folder: string;
  readonly state: string;
  readonly audit: string;
}

/** Holds what a stand-in and the files of a project hold against the tables that were loaded. */
export function wrongsOf(held: readonly HeldRecord[], expected: readonly ExpectedRecord[], places: Places): Wrongs {
  const { mapped, problems } = journalOf(places.state);
  const idOf = new Map(mapped.map(({ kind, key, target_id: id }) => [`${kind} ${key}`, id]));
  const byId = new Map(held.map((record) => [`${record.kind} ${record.id}`, record]));
  const at = (kind: string, key: string): string => idOf.get(`${kind} ${key}`) ?? '?';
  const wrongIds: string[] = [];
  const wrongContent: string[] = [];
  const lost: string[] = [];
  const claimed = new Map<string, string>();
  for (const { kind, key, says } of expected) {
    const name = `${kind} ${key}`;
    const id = idOf.get(name);
    const record = id === undefined ? undefined : byId.get(`${kind} ${id}`);
    if (record === undefined) {
      const standing = held.some((one) => one.kind === kind && one.key === key);
      (standing || id !== undefined ? wrongIds : lost).push(`${name} -> ${id ?? 'nothing'}`);
      continue;
    }
    const other = claimed.get(`${kind} ${id}`);
    if (other !== undefined || (record.key !== undefined && record.key !== key)) wrongIds.push(`${name} -> ${id}`);
    claimed.set(`${kind} ${id}`, name);
    const [wanted, found] = [says(at).join(' | '), record.says.join(' | ')];
    if (wanted !== found) wrongContent.push(`${name} -> ${id}: ${found} instead of ${wanted}`);
  }
  const duplicates = held
    .filter(({ kind, id }) => !claimed.has(`${kind} ${id}`))
    .map(({ kind, id, key, says }) => `${kind} ${id} (${key ?? 'no key'}): ${says.join(' | ')}`);
  const unplanned = idOf.size - expected.length;
  if (unplanned !== 0) wrongIds.push(`${unplanned} keys more in the id map than there are rows`);
  return { duplicates, lost, wrongIds, wrongContent, wrongFiles: [...problems, ...leftIn(places)] };
}

export function isRight(wrongs: Wrongs): boolean {
  return Object.values(wrongs).every((list: readonly string[]) => list.length === 0);
}

function journalOf(file: string): { readonly mapped: readonly Mapped[]; readonly problems: readonly string[] } {
  const database = openDatabase(file, { readonly: true });
  const number = (sql: string): number => database.prepare<unknown[], number>(sql).pluck().get() ?? 0;
  try {
    const problems: string[] = [];
    if (database.pragma('integrity_check', { simple: true }) !== 'ok') problems.push('state.db is damaged');
    const sending = number('SELECT count(*) FROM sending');
    const open = number("SELECT count(*) FROM op WHERE state <> 'done'");
    const astray = number(
      `SELECT count(*) FROM op WHERE action = 'create' AND NOT EXISTS (SELECT 1 FROM idmap
       WHERE idmap.kind = op.kind AND idmap.system = op.system AND idmap."key" = op."key" AND idmap.target_id = op.target_id)`,
    );
    if (sending + open > 0) problems.push(`${sending} being sent and ${open} open in the journal`);
    if (astray > 0) problems.push(`${astray} creates of the journal with another id than in the id map`);
    const mapped = database.prepare<unknown[], Mapped>('SELECT kind, "key", target_id FROM idmap').all();
    return { mapped, problems };
  } finally {
    database.close();
  }
}

function leftIn({ folder, audit }: Places): readonly string[] {
  const left = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('.tmp-'));
  const { brokenAt } = checkAuditLog(audit);
  return brokenAt === undefined ? left : [...left, `the audit log is broken at line ${brokenAt}`];
}
