import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ConfigError, LockedError } from '../../src/errors.ts';
import { applicationIds, openDatabase } from '../../src/store/database.ts';
import { takeLock } from '../../src/store/lock.ts';
import { createProjectFolder, projectFolder } from '../../src/store/project-folder.ts';
import { stateSteps, stateVersion } from '../../src/store/state-schema.ts';
import { stateToRead } from '../../src/store/state-to-read.ts';
import { State } from '../../src/store/state.ts';
import { workdir } from '../workdir.ts';

const [firstStep = ''] = stateSteps;
const now = new Date('2026-01-01T00:00:00Z');

/** A state as version 1 wrote it, with a run that was killed while a batch was under way. */
function writeOldState(file: string, { withSending = false } = {}): void {
  const database = openDatabase(file);
  database.pragma('journal_mode = WAL');
  database.exec(firstStep);
  if (withSending) {
    database.exec(`CREATE TABLE sending (run_id TEXT NOT NULL, batch_id INTEGER NOT NULL, sent_at INTEGER NOT NULL,
      intents TEXT NOT NULL, PRIMARY KEY (run_id, batch_id)) STRICT, WITHOUT ROWID`);
    database.exec(`INSERT INTO sending VALUES ('r1', 4, 5, '[[9,"contact","a","k9","create","h9"]]')`);
  }
  database.exec(`INSERT INTO meta VALUES ('lineage', 'the-lineage'), ('serial', '7');
    INSERT INTO run VALUES ('r1', 'apply', 'a.pplan', 'hash', 'crm.db', '2026-01-01', NULL, 'running', '0.1.0', 'host', 'user');
    INSERT INTO op VALUES ('r1', 1, 'contact', 'a', 'k1', 'create', 'h1', 'done', 1, 1, 1, 2, NULL, '11');
    INSERT INTO op VALUES ('r1', 2, 'contact', 'a', 'k2', 'create', 'h2', 'sending', 1, 1, 1, NULL, NULL, NULL);
    INSERT INTO idmap VALUES ('crm.db', 'contact', 'a', 'k1', '11', 'r1', 'h1');`);
  database.pragma(`application_id = ${applicationIds.state}`);
  database.pragma('user_version = 1');
  database.close();
}

function tableNames(file: string): readonly string[] {
  const database = openDatabase(file, { readonly: true });
  const names = database
    .prepare<unknown[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all();
  database.close();
  return names;
}

const versionOf = (file: string): unknown => {
  const database = openDatabase(file, { readonly: true });
  const version = database.pragma('user_version', { simple: true });
  database.close();
  return version;
};

describe('the state of an older version', () => {
  test('is brought to this one with all it knew, after a copy of the file', () => {
    const file = workdir().path('state.db');
    writeOldState(file);
    const state = new State(file);
    expect(state.lineage).toBe('the-lineage');
    expect(state.serial).toBe(7);
    expect(state.lookup('crm.db', 'contact', { system: 'a', key: 'k1' })).toEqual({
      targetId: '11',
      payloadHash: 'h1',
      createdByRun: 'r1',
    });
    state.intend('r1', { id: 2, sentAt: 3 }, [
      { id: 3, kind: 'contact', action: 'create', marker: { system: 'a', key: 'k3' }, payloadHash: 'h3' },
    ]);
    state.close();
    expect(versionOf(file)).toBe(stateVersion);
    expect(tableNames(file)).toContain('sending');
    expect(versionOf(`${file}.version-1`)).toBe(1);
    expect(tableNames(`${file}.version-1`)).not.toContain('sending');
  });

  test('keeps its operations and its id map when they are told apart by how they were loaded', () => {
    const file = workdir().path('state.db');
    writeOldState(file);
    const old = openDatabase(file);
    for (const sql of stateSteps.slice(1, 5)) old.exec(sql);
    const hash = 'f00d'.padEnd(64, '0');
    old.exec(`INSERT INTO op VALUES ('r0', 1, 'deal', 'b', 'd1', 'create', '${hash}', 'rejected', 2, 3, 4, 5, '{"code":"x"}', NULL, 'w7');
      INSERT INTO idmap VALUES ('crm.db', 'contact', 'a', 'k2', '12', 'r0', '${hash}', 1), ('b.db', 'deal', 'b', 'd1', '13', 'r0', '', 0)`);
    const views = ['SELECT * FROM op ORDER BY run_id, op_id', 'SELECT * FROM idmap ORDER BY target, kind, system, key'];
    const before = views.map((sql) => old.prepare(sql).all());
    old.pragma('user_version = 5');
    old.close();
    const state = new State(file);
    expect(state.entries('r0', 'rejected')).toEqual([before[0]?.[0]]);
    expect(state.entry('r1', 1)).toEqual(before[0]?.[1]);
    expect(state.counts('r1')).toEqual([
      { kind: 'contact', state: 'done', count: 1 },
      { kind: 'contact', state: 'in_doubt', count: 1 },
    ]);
    expect(state.lookup('crm.db', 'contact', { system: 'a', key: 'k2' })).toEqual({
      targetId: '12',
      payloadHash: hash,
      createdByRun: 'r0',
      isAdopted: true,
    });
    expect(state.lookup('b.db', 'deal', { system: 'b', key: 'd1' })?.payloadHash).toBe('');
    state.close();
    const upgraded = openDatabase(file, { readonly: true });
    expect(views.map((sql) => upgraded.prepare(sql).all())).toEqual(before);
    upgraded.close();
  });

  test('keeps operations that were being sent as operations in doubt', () => {
    const file = workdir().path('state.db');
    writeOldState(file);
    const state = new State(file);
    expect(state.entries('r1', 'in_doubt').map(({ op_id }) => op_id)).toEqual([2]);
    expect(state.entries('r1', 'done').map(({ op_id }) => op_id)).toEqual([1]);
    state.close();
  });

  test('keeps batches under way that version 1 had already written in their own table', () => {
    const file = workdir().path('state.db');
    writeOldState(file, { withSending: true });
    const state = new State(file);
    expect(state.doubtUnsettled('r1')).toBe(1);
    expect(state.entries('r1', 'in_doubt').map(({ key }) => key)).toEqual(['k2', 'k9']);
    state.close();
  });

  test('is left as it was when a step fails', () => {
    const file = workdir().path('state.db');
    writeOldState(file);
    const spoiled = openDatabase(file);
    spoiled.exec('DROP TABLE op');
    spoiled.close();
    expect(() => new State(file)).toThrow(/no such table: op/);
    expect(versionOf(file)).toBe(1);
    expect(tableNames(file)).not.toContain('sending');
  });

  test('is not changed by a look at it while another command is at work', () => {
    const project = projectFolder(workdir().folder);
    createProjectFolder(project);
    writeOldState(project.stateFile);
    const release = takeLock(project, { command: 'apply', since: now.toISOString() });
    expect(() => stateToRead(project, now)).toThrow(LockedError);
    expect(versionOf(project.stateFile)).toBe(1);
    release();
    const state = stateToRead(project, now);
    expect(state.runs()).toHaveLength(1);
    state.close();
    expect(versionOf(project.stateFile)).toBe(stateVersion);
  });
});

test('a state of this version is opened without a copy', () => {
  const file = workdir().path('state.db');
  new State(file).close();
  new State(file).close();
  expect(versionOf(file)).toBe(stateVersion);
  expect(existsSync(`${file}.version-${stateVersion}`)).toBe(false);
});

test('the state of a newer version is refused', () => {
  const file = workdir().path('state.db');
  new State(file).close();
  const database = openDatabase(file);
  database.pragma(`user_version = ${stateVersion + 1}`);
  database.close();
  expect(() => new State(file)).toThrow(ConfigError);
  expect(() => new State(file)).toThrow(/local\.state-newer/);
});

/** A changed step would leave files that already took it without the change: add a step instead. */
test('steps that were released stay as they are', () => {
  const released = ['1e551929c515', '23b3b7c96fb4'];
  const hashes = stateSteps.map((sql) => createHash('sha256').update(sql).digest('hex').slice(0, 12));
  expect(hashes.slice(0, released.length)).toEqual(released);
});
