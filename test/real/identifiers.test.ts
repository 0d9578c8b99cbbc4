import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isByUnp, isKzId, isMdIdno, isUaEdrpou, isUaRnokpp } from '../../src/text/identifiers.ts';
import * as transforms from '../../src/transforms/index.ts';

const file = new URL('../../../shared/data/dedupe/id_cases.csv', import.meta.url);
const rows = existsSync(file)
  ? readFileSync(file, 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(','))
  : [];

const byTransform = { inn: transforms.inn, kpp: transforms.kpp, ogrn: transforms.ogrn, ogrnip: transforms.ogrn };
const byCheck = {
  kz_bin: isKzId,
  kz_iin: isKzId,
  by_unp: isByUnp,
  ua_edrpou: isUaEdrpou,
  ua_rnokpp: isUaRnokpp,
  md_idno: isMdIdno,
};

describe.skipIf(!existsSync(file))(
  'identifiers of ../shared/data/dedupe/id_cases.csv (skipped when it is absent)',
  () => {
    it.each(rows)('%s %s is %s', async (kind = '', value = '', expected) => {
      if (kind in byTransform) {
        const notes: string[] = [];
        const apply = await byTransform[kind as keyof typeof byTransform].compile(undefined);
        const output = apply(value, (code) => notes.push(code));
        expect(notes.length === 0 && output !== null).toBe(expected === 'valid');
      } else {
        expect(byCheck[kind as keyof typeof byCheck](value)).toBe(expected === 'valid');
      }
    });

    it('has its 39 cases', () => {
      expect(rows).toHaveLength(39);
    });
  },
);
