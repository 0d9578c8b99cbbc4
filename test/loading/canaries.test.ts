import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { filesOf, portalProject, type Started } from './program.ts';

const head = 'Код;Фамилия;Имя;Телефон;Почта;Компания\n';

/** Fifty values that stand for a person each. */
const people = Array.from({ length: 10 }, (_, index) => ({
  last: `Канареев${'абвгдежзик'[index]}`,
  first: `Щегл${'абвгдежзик'[index]}`,
  phone: `+7903555${String(1010 + index * 7)}`,
  email: `canary${index}@finch.example`,
  company: `ООО Зяблик ${'абвгдежзик'[index]}`,
}));

const personal = people.flatMap((person) => Object.values(person));

/** A value as it might stand in a text: raw, escaped, encoded, its digits alone. */
function forms(value: string): readonly string[] {
  const escaped = Array.from(value, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
  const digits = value.replace(/\D/g, '');
  const base64 = Buffer.from(value).toString('base64').replace(/=+$/, '');
  return [value, encodeURIComponent(value), base64, escaped, ...(digits.length >= 10 ? [digits] : [])];
}

function found(values: readonly string[], text: string): readonly string[] {
  return values.filter((value) => forms(value).some((form) => text.includes(form)));
}

describe('what a load tells', () => {
  test('holds no secret anywhere and no person in logs, events, audit log, masked reports and state', async () => {
    const project = await portalProject(1, 4);
    const { emulator, folder, run } = project;
    const row = (cells: readonly (string | number)[]) => `${cells.join(';')}\n`;
    writeFileSync(
      project.path('companies.csv'),
      `Код;Название;ИНН\n${people.map(({ company }, at) => row([at + 1, company, ''])).join('')}`,
    );
    writeFileSync(
      project.path('contacts.csv'),
      head + people.map((one, at) => row([at + 1, one.last, one.first, one.phone, one.email, at + 1])).join(''),
    );
    emulator.faults.set([
      { kind: 'item-error', method: 'crm.item.batchImport', nth: 2 },
      { kind: 'reset-after', method: 'crm.item.batchImport', nth: 3 },
      { kind: '500', nth: 20 },
    ]);
    const told: Awaited<Started['finished']>[] = [];
    for (const command of [
      ['check', '--mapping', 'perenos.yaml'],
      ['plan', '--mapping', 'perenos.yaml', '-o', 'load.pplan', '--report', 'plan.html'],
      ['apply', 'load.pplan', '--yes', '--report', 'load.html', '--events', 'events.ndjson', '-v'],
      ['verify', '--json'],
      ['status'],
      ['ops', 'list'],
      ['ops', 'list', '--state', 'rejected', '--json'],
      ['show', 'load.pplan'],
      ['target', 'doctor'],
      ['duplicates', 'remove', '--dry-run'],
      ['state', 'rebuild', '-v'],
      ['audit', 'verify'],
      ['runbook'],
      ['rollback', '-o', 'undo.pplan'],
      ['apply', 'undo.pplan', '--yes', '--events', 'undo.ndjson', '-v'],
      // What stood there before the undo is kept for taking that back, until it is purged.
      ['purge', '--all', '--yes'],
    ]) {
      told.push(await run([...command, '--mask', 'full']));
    }
    const texts = [
      ...told.map(({ out, err }, at) => ({ name: `command ${at}`, text: out + err })),
      ...filesOf(folder)
        .filter(({ name }) => !/\.csv$|\.pplan$|^webhook\.secret$|lock\.db/.test(name))
        .map(({ name, bytes }) => ({ name, text: bytes.toString('utf8') })),
    ];
    expect(texts.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['load.html', 'load.json', 'events.ndjson', 'audit.ndjson', 'state.db']),
    );
    const secret = new URL(emulator.webhook).pathname.split('/')[3] ?? '';
    expect(secret.length).toBeGreaterThan(5);
    const everything = [
      ...texts,
      ...filesOf(folder)
        .filter(({ name }) => name.endsWith('.pplan'))
        .map(({ name, bytes }) => ({ name, text: bytes.toString('latin1') })),
    ];
    expect(everything.filter(({ text }) => text.includes(secret)).map(({ name }) => name)).toEqual([]);
    const hits = texts.flatMap(({ name, text }) => found(personal, text).map((value) => `${name}: ${value}`));
    expect(hits).toEqual([]);
  });
});
