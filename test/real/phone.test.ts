import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createPhoneParser } from '../../src/text/phone/parser.ts';

const cases = new URL('../../../shared/data/1c/constructed/phones-1c.tsv', import.meta.url);
const contacts = new URL('../../../shared/data/dedupe/ru_contacts_20k.csv.gz', import.meta.url);

describe.skipIf(!existsSync(cases))('phones as 1C users leave them (skipped when ../shared is absent)', () => {
  const rows = existsSync(cases) ? readFileSync(cases, 'utf8').trimEnd().split('\n').slice(1) : [];

  it('has 44 rows', () => {
    expect(rows).toHaveLength(44);
  });

  it.each(rows.map((row) => row.split('\t')))(
    '%j in %s',
    async (raw = '', country = '', expected = '', verdict = '') => {
      const { phones, remarks } = (await createPhoneParser({ country }))(raw);
      const numbers = phones
        .map((phone) => phone.value + (phone.ext === undefined ? '' : `;ext=${phone.ext}`))
        .join('|');
      const suggestion = remarks.map((remark) => remark.suggestion ?? '').join('');
      if (verdict === 'ok') expect(numbers).toBe(expected);
      else if (verdict === 'none') expect(numbers).toBe('');
      else expect([numbers, suggestion]).toContain(expected);
      if (verdict !== 'ok') expect(remarks.length).toBeGreaterThan(0);
    },
  );
});

describe.skipIf(!existsSync(contacts))('phones of 20 000 made contacts (skipped when ../shared is absent)', () => {
  it('reads every cell that holds more than a local number, or says why not', async () => {
    const parse = await createPhoneParser({ country: 'RU' });
    const cells = gunzipSync(readFileSync(contacts))
      .toString('utf8')
      .split('\n')
      .flatMap((line) => line.match(/(?<=,|^)"?[+(]?[78934][\d ()+-]{8,17}(?:[;,/#] ?[^,"]*)?"?(?=,|$)/g) ?? []);
    expect(cells.length).toBeGreaterThan(18_000);
    for (const cell of cells) {
      const { phones, remarks } = parse(cell);
      expect(phones.length + remarks.length, cell).toBeGreaterThan(0);
      const digits = cell.replace(/\D/g, '');
      for (const phone of phones) expect(digits, cell).toContain(phone.value.slice(2));
    }
  });
});
