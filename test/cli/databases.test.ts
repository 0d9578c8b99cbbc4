import { createRequire } from 'node:module';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as Mysql from 'mysql2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Profile } from '../../src/model/profile.ts';
import { openDatabase } from '../../src/store/database.ts';
import { runCommand } from '../run-command.ts';
import { runFiles, runWith } from '../run-files.ts';
import { mysqlPrograms, postgresPrograms, startMysql, startPostgres, type Server } from '../servers.ts';
import { workdir } from '../workdir.ts';
import { filesOf } from '../loading/program.ts';

const require = createRequire(import.meta.url);

const tables = `
  CREATE TABLE clients (id int PRIMARY KEY, full_name varchar(200), phone varchar(50), email varchar(100), company_id int);
  CREATE TABLE companies (id int PRIMARY KEY, company_name varchar(200), inn varchar(12));
  INSERT INTO companies VALUES (1, 'ООО «Пример»', '7700000016');
  INSERT INTO clients VALUES (1, 'Сова Пётр', '8 916 111-22-22', 'p@firma-perenos.ru', 1),
    (2, 'Орлова Мария', '8 (495) 222-33-44', NULL, NULL);`;

const mapping = (source: string): string => `perenos: 1
project: bases
sources:
  people: {${source}, options: {query: "SELECT c.id AS num, c.full_name AS who, c.phone, k.company_name FROM clients c LEFT JOIN companies k ON k.id = c.company_id"}, key: num}
  firms: {${source}, options: {table: companies}, key: id}
load:
  firms: {entity: company, from: firms, key: id, fields: {name: {from: company_name, required: true}, inn: {from: inn, do: [inn]}}}
  people:
    entity: contact
    from: people
    key: num
    fields:
      full_name: {from: who, required: true}
      phones: [{from: phone, do: [phone]}]
      comment: company_name
`;

const loaded = [
  { full_name: 'Орлова Мария', value: '+74952223344', comment: null },
  { full_name: 'Сова Пётр', value: '+79161112222', comment: 'ООО «Пример»' },
];
const people = `SELECT full_name, p.value, contact.comment FROM contact JOIN contact_phone p ON p.contact_id = contact.id ORDER BY 1`;

/** What holds for a database of either kind, given its address and a way to make its tables. */
function tryDatabase(kind: string, format: string, address: () => string): void {
  const secret = (dir: ReturnType<typeof workdir>): string => {
    const file = dir.write('crm.url', `${address()}\n`);
    chmodSync(file, 0o600);
    return file;
  };

  it('is inspected: its tables, their rows, what they hold', async () => {
    const { summary } = await runCommand(['inspect', secret(workdir())]);
    const { files } = summary as Profile;
    expect(files[0]?.kind).toBe(kind);
    expect(files[0]?.tables.map(({ name, rows, preset }) => [name, rows, preset])).toEqual([
      ['clients', 2, 'contacts'],
      ['companies', 1, 'companies'],
    ]);
  });

  it('is loaded by one command, each table by the ready mapping that fits it', async () => {
    const { rows, result } = await runFiles([secret(workdir())]);
    expect(result.exitCode).toBe(0);
    expect(rows('SELECT name, inn FROM company')).toEqual([{ name: 'ООО «Пример»', inn: '7700000016' }]);
    expect(rows('SELECT count(*) AS people FROM contact')).toEqual([{ people: 2 }]);
  });

  it('is loaded by a mapping with a query and a table, from a file or from the secret of a connection', async () => {
    const dir = workdir();
    secret(dir);
    const byFile = await runFiles(
      [],
      '--mapping',
      dir.write('perenos.yaml', mapping(`file: crm.url, format: ${format}`)),
    );
    expect(byFile.rows(people)).toEqual(loaded);
    const other = workdir();
    const file = other.write('perenos.yaml', mapping(`connection: old, format: ${format}`));
    const byName = await runWith({ PERENOS_OLD_TOKEN_FILE: secret(workdir()) }, [], '--mapping', file);
    expect(byName.rows(people)).toEqual(loaded);
    // The password is nowhere in what the run left behind.
    const { report_json: report = '' } = byName.result.files ?? {};
    const left = filesOf(join(report, '..', '..', '..', '..'));
    expect(left.length).toBeGreaterThan(3);
    expect(left.filter(({ bytes }) => bytes.includes('tayna-perenos')).map(({ name }) => name)).toEqual([]);
  });
}

const postgres = postgresPrograms();
describe.skipIf(postgres === undefined)('a PostgreSQL database (skipped when the server is not installed)', () => {
  let server: Server;
  const address = (): string => `postgres://${server.user}:tayna-perenos@127.0.0.1:${server.port}/postgres`;
  beforeAll(async () => {
    if (postgres === undefined) return;
    server = await startPostgres(postgres);
    interface Client {
      connect(): Promise<void>;
      query(sql: string): Promise<unknown>;
      end(): Promise<void>;
    }
    const { Client } = require('pg') as { readonly Client: new (options: object) => Client };
    const client = new Client({ connectionString: address() });
    await client.connect();
    await client.query(tables);
    await client.end();
  });
  afterAll(() => server?.stop());
  tryDatabase('PostgreSQL', 'postgres', address);
});

const mysql = mysqlPrograms();
describe.skipIf(mysql === undefined)('a MariaDB database (skipped when the server is not installed)', () => {
  let server: Server;
  const root = (): string => `mysql://${server.user}@127.0.0.1:${server.port}`;
  const address = (): string => `mysql://reader:tayna-perenos@127.0.0.1:${server.port}/crm`;
  beforeAll(async () => {
    if (mysql === undefined) return;
    server = await startMysql(mysql);
    const { createConnection } = require('mysql2') as typeof Mysql;
    const connection = createConnection({ uri: root(), multipleStatements: true, charset: 'utf8mb4' });
    const run = (sql: string): Promise<unknown> =>
      new Promise((resolve, reject) => {
        connection.query(sql, (error, rows) => (error === null ? resolve(rows) : reject(error)));
      });
    await run(
      `CREATE DATABASE crm CHARACTER SET utf8mb4; USE crm; ${tables}
       CREATE USER 'reader'@'%' IDENTIFIED BY 'tayna-perenos'; GRANT SELECT ON crm.* TO 'reader'@'%';`,
    );
    connection.destroy();
  });
  afterAll(() => server?.stop());
  tryDatabase('MySQL', 'mysql', address);
});

it('a SQLite file is loaded by a mapping with a query and a table', async () => {
  const dir = workdir();
  const database = openDatabase(dir.path('old.db'));
  database.exec(tables);
  database.close();
  const file = dir.write('perenos.yaml', mapping('file: old.db, format: sqlite'));
  const { rows } = await runFiles([], '--mapping', file);
  expect(rows(people)).toEqual(loaded);
  expect(rows('SELECT name FROM company')).toEqual([{ name: 'ООО «Пример»' }]);
  expect(readFileSync(dir.path('old.db')).length).toBeGreaterThan(0);
});

it('an address is not taken out of the command line', async () => {
  for (const address of ['postgres://a:b@c/d', 'mysql://a:b@c/d'])
    await expect(runCommand(['inspect', address])).rejects.toMatchObject({ code: 'database.address-given' });
});
