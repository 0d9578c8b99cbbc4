import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AccessError } from '../../errors.ts';
import { fileError } from '../../input.ts';
import type { EntityKind } from '../../model/entity.ts';
import type { Ref } from '../../model/field.ts';
import type { Connection, IdOf, Operation, Outcome, TargetIdentity } from '../target.ts';
import { writeTables, type WriteFile } from './files.ts';
import { Spool } from './spool.ts';
import type { ImportTable } from './table.ts';

export interface ImportFiles {
  readonly type: string;
  readonly folder: string;
  /** The account a plan was made for. */
  readonly account: string | undefined;
  readonly tables: readonly ImportTable[];
  readonly ending: string;
  /** Canonical fields that no file of the wizard takes. */
  readonly leaves: readonly string[];
  readonly write: WriteFile;
}

/** Makes files for the import wizard of a CRM. They are written whole at the end of every run. */
export class ImportFilesConnection implements Connection {
  readonly identity: TargetIdentity;
  private readonly files: ImportFiles;
  private readonly spool: Spool;

  /** @throws LocalError, AccessError for another folder than the one a plan was made for */
  constructor(files: ImportFiles) {
    this.files = files;
    try {
      mkdirSync(files.folder, { recursive: true });
    } catch (cause) {
      throw fileError(files.folder, cause);
    }
    this.spool = new Spool(join(files.folder, '.perenos-import.db'), files.account ?? randomUUID());
    const { account } = this.spool;
    if (files.account !== undefined && files.account !== account) {
      this.spool.close();
      throw new AccessError('target.foreign', { place: files.folder });
    }
    this.identity = { type: files.type, place: resolve(files.folder), account };
  }

  async describe() {
    const kinds: readonly EntityKind[] = ['user', ...this.files.tables.map(({ kind }) => kind)];
    return {
      kinds,
      guarantees: Object.fromEntries(kinds.map((kind) => [kind, 'exactly-once' as const])),
      unsupported: Object.fromEntries(kinds.map((kind) => [kind, this.files.leaves])),
      irreversible: [],
      fingerprint: `${this.files.type}-1`,
    };
  }

  async isEmpty(): Promise<boolean> {
    return this.spool.isEmpty();
  }

  async find(kind: EntityKind, markers: readonly Ref[]): Promise<readonly (string | undefined)[]> {
    return markers.map((marker) => this.spool.find(kind, marker));
  }

  async read(kind: EntityKind, ids: readonly string[]) {
    return ids.map((id) => this.spool.read(kind, id));
  }

  async write(operations: readonly Operation[], _idOf: IdOf): Promise<readonly Outcome[]> {
    return this.spool.batch(() => operations.map((operation) => this.perform(operation)));
  }

  async runFinished(): Promise<void> {
    await writeTables(this.files.folder, this.spool, this.files);
  }

  async close(): Promise<void> {
    this.spool.close();
  }

  private perform({ kind, action, targetId, marker, data }: Operation): Outcome {
    if (action === 'delete') {
      this.spool.remove(kind, targetId ?? '');
      return { status: 'done', targetId: targetId ?? '' };
    }
    if (targetId === undefined) return { status: 'done', targetId: this.spool.put(kind, marker, data) };
    if (this.spool.replace(kind, targetId, data)) return { status: 'done', targetId };
    return { status: 'rejected', finding: { code: 'target.record-gone', args: { id: targetId } } };
  }
}
