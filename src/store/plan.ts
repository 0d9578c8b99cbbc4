import { closeSync, existsSync, fsync, fsyncSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { InputError, LocalError, StaleError } from '../errors.ts';
import type { Finding } from '../model/issue.ts';
import type { PersonalClasses } from '../model/personal-classes.ts';
import { applicationIds, databaseError, guarded, openDatabase, withoutJournal, type Database } from './database.ts';
import { planSchema, planVersion } from './plan-schema.ts';
import { failpoint } from '../failpoint.ts';
import { renameSynced } from '../synced-rename.ts';
import { removeAbandoned } from './abandoned-files.ts';

/** What a plan says about itself. */
export interface Manifest {
  readonly format: string;
  readonly toolVersion: string;
  readonly runId: string;
  /** `rollback`: takes back what another run did; a load where it is absent. */
  readonly kind?: 'apply' | 'rollback';
  readonly createdAt: string;
  readonly project: string;
  readonly lineage: string;
  readonly serial: number;
  /** SHA-256 over all operations in order: what people sign. */
  readonly planHash: string;
  readonly mapping: readonly { readonly file: string; readonly sha256: string }[];
  readonly target: {
    readonly type: string;
    readonly place: string;
    readonly account: string;
    readonly fingerprint: string;
  };
  /** What `connect` of the target is given again by `apply`; never a secret. */
  readonly targetOptions: Readonly<Record<string, unknown>>;
  /** What happens to a field that somebody changed in the target after the plan was made. */
  readonly conflict: 'keep-target' | 'overwrite' | 'stop';
  readonly validForHours: number;
  /** Limits that the plan breaks, as codes with arguments: such a plan is not applied. */
  readonly gates: readonly Finding[];
  /** Title, owner and masking of its reports. */
  readonly report: { readonly title: string | null; readonly owner: string | null };
  /** Personal-data classes that the mapping gives its fields. */
  readonly personal?: PersonalClasses;
}

/** A plan file that is open. The parts under `store/plan-*.ts` read and write its tables. */
export interface Plan {
  /** As shown to people. */
  readonly file: string;
  readonly database: Database;
  close(): void;
}

/** A plan being made: under a temporary name until `finish`, so that nobody sees half a plan. */
export interface PlanDraft extends Plan {
  /**
   * Begins to flush what was written so far, beside whatever follows: of a large plan that takes as long as a stage. To be waited for
   * before `finish`. @throws LocalError when the disk is full
   */
  flush(): Promise<void>;
  /** Writes the manifest and gives the file its name. The plan stays open. */
  finish(manifest: Manifest): Plan;
  /** Removes the unfinished file. */
  discard(): void;
}

/** A plan may be larger than memory; this much of it is kept, also to sort its indexes. */
const cacheKibibytes = 32_768;

/** A page holds some twenty records: measured against pages of 4096, filling and indexing a plan take two thirds of the time. */
const pageBytes = 16_384;

/** @throws LocalError, InputError when the file cannot be made */
export function createPlan(file: string): PlanDraft {
  const temporary = `${file}.tmp-${process.pid}`;
  preparePlace(file, temporary);
  const database = openDatabase(temporary);
  return guarded(file, () => {
    database.pragma(`page_size = ${pageBytes}`);
    setUpDraft(database);
    database.exec(planSchema);
    database.pragma(`application_id = ${applicationIds.plan}`);
    database.pragma(`user_version = ${planVersion}`);
    return {
      file,
      database,
      close: () => database.close(),
      flush: () => flushed(file, temporary),
      finish: (manifest) => finishPlan(file, temporary, { database, manifest }),
      discard: () => {
        database.close();
        rmSync(temporary, { force: true });
      },
    };
  });
}

/** Begins at once, though this thread goes on without a pause. */
function flushed(file: string, temporary: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const handle = openSync(temporary, 'r+');
    fsync(handle, (cause) => {
      closeSync(handle);
      if (cause === null) resolve();
      else reject(databaseError(file, cause) as Error);
    });
  });
}

function setUpDraft(database: Database): void {
  // Nobody reads the file before it has its name and is flushed, so a rollback journal would protect nothing.
  withoutJournal(database);
  database.pragma('synchronous = OFF');
  // For itself alone: what is attached to it, others have open.
  database.pragma('main.locking_mode = EXCLUSIVE');
  database.pragma(`cache_size = -${cacheKibibytes}`);
  database.pragma('temp_store = FILE');
}

/** Opens a plan that is being made by another thread, which has let go of it. `path`: its temporary name. */
export function openDraft(path: string): Database {
  const database = openDatabase(path, { mustExist: true });
  setUpDraft(database);
  return database;
}

/** Lets go of a plan that is being made, so that another thread may write it. */
export function unlockPlan({ database }: Plan): void {
  database.pragma('main.locking_mode = NORMAL');
  // The lock is given up after the next time the file is looked at.
  database.pragma('user_version');
}

/** Takes a plan back that another thread has written and closed. */
export function lockPlan({ database }: Plan): void {
  database.pragma('main.locking_mode = EXCLUSIVE');
}

/** Better now than after everything was read. @throws LocalError where no file can be put */
function preparePlace(file: string, temporary: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    rmSync(temporary, { force: true });
    removeAbandoned(file);
  } catch (cause) {
    throw new LocalError('local.cannot-write', { file }, { cause });
  }
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true) {
    throw new LocalError('local.cannot-write', { file });
  }
}

function finishPlan(
  file: string,
  temporary: string,
  { database, manifest }: { readonly database: Database; readonly manifest: Manifest },
): Plan {
  guarded(file, () => {
    writeManifest(database, manifest);
    database.close();
  });
  const handle = openSync(temporary, 'r+');
  fsyncSync(handle);
  closeSync(handle);
  failpoint('plan-rename');
  renameSynced(temporary, file);
  return openPlan(file);
}

/** @throws InputError when there is no such plan or the file is not one, StaleError for a plan of another format version */
export function openPlan(file: string): Plan {
  if (!existsSync(file)) throw new InputError('input.not-found', { file });
  const database = openDatabase(file, { mustExist: true });
  if (database.pragma('application_id', { simple: true }) !== applicationIds.plan) {
    database.close();
    throw new InputError('plan.not-a-plan', { file });
  }
  const found = Number(database.pragma('user_version', { simple: true }));
  if (found !== planVersion) {
    database.close();
    throw new StaleError('plan.format', { file, found, known: planVersion });
  }
  database.pragma(`cache_size = -${cacheKibibytes}`);
  return { file, database, close: () => database.close() };
}

export function readManifest(plan: Plan): Manifest {
  const value = plan.database
    .prepare<unknown[], string>("SELECT value FROM manifest WHERE name = 'manifest'")
    .pluck()
    .get();
  if (value === undefined) throw new InputError('plan.not-a-plan', { file: plan.file });
  return JSON.parse(value) as Manifest;
}

/** A named document kept in the plan, such as the report. */
export function writeDocument(plan: Plan, name: string, value: unknown): void {
  guarded(plan.file, () =>
    plan.database
      .prepare(
        'INSERT INTO manifest (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      )
      .run(name, JSON.stringify(value)),
  );
}

/** A document kept by `writeDocument`; undefined when there is none. */
export function readDocument(plan: Plan, name: string): unknown {
  const value = plan.database.prepare<unknown[], string>('SELECT value FROM manifest WHERE name = ?').pluck().get(name);
  return value === undefined ? undefined : JSON.parse(value);
}

function writeManifest(database: Database, manifest: Manifest): void {
  database.prepare("INSERT INTO manifest (name, value) VALUES ('manifest', ?)").run(JSON.stringify(manifest));
}
