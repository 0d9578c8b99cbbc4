import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { perenosJson } from '../cli/perenos.ts';

const surnames = ['Воробьёв', 'Щукин', 'Лебедев', 'Громов', 'Киселёв', 'Дроздов', 'Фомин', 'Зуев', 'Носков', 'Рябов'];
const names = ['Олег', 'Пётр', 'Егор', 'Лев', 'Яков', 'Марк', 'Фёдор', 'Глеб', 'Артём', 'Денис'];
const hostile = '<img src=x onerror=alert(1)>';

/** People with nothing in common, then pairs and one group of three that only a person can judge. */
function people(): string {
  const rows = Array.from({ length: 80 }, (_, i) => {
    const last = `${surnames[i % 10] ?? ''}${'абвгдежзик'.charAt(Math.floor(i / 10))}ский`;
    return [
      `c${i}`,
      `${last} ${names[(i * 7 + Math.floor(i / 10)) % 10] ?? ''}`,
      `+7903${1_000_003 + i * 7919}`.slice(0, 12),
      '',
      '',
    ];
  });
  for (let i = 0; i < 12; i += 1) {
    const phone = `+7916555${7700 + i}`;
    const name = `${surnames[i % 10] ?? ''}${'лмно'.charAt(i % 4)}енко ${names[(i * 3) % 10] ?? ''}`;
    rows.push([`a${i}`, `${name} Ильич`, phone, `a${i}@firma.ru`, i === 3 ? hostile : 'менеджер']);
    rows.push([`b${i}`, name, phone, `b${i}@mail.ru`, i === 4 ? '=1+1' : 'директор']);
  }
  rows.push(['c-third', 'Воробьёвленко Олег', '+79165557700', 'third@mail.ru', 'менеджер по продажам']);
  return `Код;ФИО;Телефон;Почта;Должность\n${rows.map((row) => row.join(';')).join('\n')}\n`;
}

const mapping = `perenos: 1
project: review
target: {type: sqlite, limits: {max_reject_share: 100%}}
dedupe:
  contact: {auto: 150}
sources:
  crm: {file: people.csv, key: Код}
load:
  people:
    entity: contact
    from: crm
    key: Код
    fields:
      full_name: {from: ФИО, required: true}
      phones: [{from: Телефон, do: [phone], on_error: keep}]
      emails: [{from: Почта, do: [email], on_error: keep}]
      position: Должность
`;

/** Makes a project whose newest plan has questions; nothing is merged without asking. The caller removes the folder. */
export function reviewProject(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'perenos-review-'));
  writeFileSync(join(folder, 'people.csv'), people());
  writeFileSync(join(folder, 'perenos.yaml'), mapping);
  const { document } = perenosJson(folder, 'plan');
  expect(document.summary.duplicates[0]?.review).toBeGreaterThanOrEqual(12);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
