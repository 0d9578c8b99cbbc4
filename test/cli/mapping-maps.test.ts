import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { appendMapEntries } from '../../src/mapping/map-file.ts';
import { workdir } from '../workdir.ts';
import { perenosJson } from './perenos.ts';

const mapping = `perenos: 1
sources: {p: {file: p.csv}}
maps: {jobs: {file: jobs.csv, on_unknown: keep}, sex: {values: {М: male}, on_unknown: keep}}
load:
  p: {entity: contact, from: p, key: Код, fields: {full_name: ФИО, position: {from: Должность, map: jobs}}}
`;

test('values without an entry are counted, written with an empty target, and asked for no second time', () => {
  const { folder, path, write } = workdir();
  write('m.yaml', mapping.replace(', sex: {values: {М: male}, on_unknown: keep}', ''));
  write(
    'p.csv',
    'Код;ФИО;Должность\n1;Иванов Иван;дир.\n2;Петров Пётр;дир.\n3;Сидоров Олег;"гл; бух"\n4;Попов Яков;инженер\n',
  );
  write('jobs.csv', 'from;to\r\nинженер;Инженер');
  const first = perenosJson(folder, 'mapping', 'maps', 'm.yaml');
  expect(first.code).toBe(1);
  expect(first.document.summary.unmapped).toEqual([
    { map: 'jobs', value: 'дир.', count: 2 },
    { map: 'jobs', value: 'гл; бух', count: 1 },
  ]);
  expect(readFileSync(path('jobs.csv'), 'utf8')).toBe('from;to\r\nинженер;Инженер');
  const second = perenosJson(folder, 'mapping', 'maps', 'm.yaml', '--fill');
  expect(second.document.files['jobs']).toBe(path('jobs.csv'));
  expect(readFileSync(path('jobs.csv'), 'utf8')).toBe('from;to\r\nинженер;Инженер\r\nдир.;;2\r\n"гл; бух";;1\r\n');
  const third = perenosJson(folder, 'mapping', 'maps', 'm.yaml', '--fill');
  expect(third).toMatchObject({ code: 1, document: { summary: { unmapped: [{ count: 2 }, { count: 1 }] } } });
  const filled = readFileSync(path('jobs.csv'), 'utf8');
  expect(filled.split('\r\n')).toHaveLength(5);
  write('jobs.csv', filled.replace('дир.;;', 'дир.;Директор;').replace('бух";;', 'бух";Главный бухгалтер;'));
  const last = perenosJson(folder, 'mapping', 'maps', 'm.yaml');
  expect(last).toMatchObject({ code: 0, document: { summary: { unmapped: [] } } });
});

test.each<readonly [name: string, before: Uint8Array | undefined, after: string]>([
  ['a new file', undefined, '\uFEFFfrom;to;comment\r\nа;;3\r\n'],
  ['commas', Buffer.from('from,to\nb,c\n'), 'from,to\nb,c\nа,,3\n'],
  ['no last line end', Buffer.from('from;to'), 'from;to\nа;;3\n'],
  [
    'windows-1251',
    Uint8Array.from([0x66, 0x72, 0x6f, 0x6d, 0x3b, 0x74, 0x6f, 0x0a, 0xe1, 0x3b, 0x78, 0x0a]),
    '\uFEFFfrom;to\nб;x\nа;;3\n',
  ],
])('entries are appended in the way of the file: %s', (_name, before, after) => {
  const made = appendMapEntries(before, [{ map: 'm', value: 'а', count: 3 }]);
  expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(made)).toBe(after);
});
