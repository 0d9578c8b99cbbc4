import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isAccountOf,
  isByUnp,
  isIban,
  isInn,
  isKzId,
  isMdIdno,
  isOgrn,
  isOgrnip,
  isOkpo,
  isSnils,
  isUaEdrpou,
  isUaRnokpp,
} from '../../src/text/identifiers.ts';
import { foreignCountryOf, innAndKpp, kindOf, taxIdFits } from '../../src/text/tax-ids.ts';

describe('check digits', () => {
  it.each([
    [
      'INN of an organisation',
      isInn,
      ['7707083893', '7736050003', '7702070139'],
      ['7707083894', '0000000000', '1111111111', '770708389', '77070838930'],
    ],
    ['INN of a person', isInn, ['500100732259', '056106948630'], ['500100732258', '500100732269', '000000000000']],
    ['OGRN', isOgrn, ['1027700132195', '1022200525819'], ['1027700132190', '102770013219', '0000000000000']],
    ['OGRNIP', isOgrnip, ['304500116000157', '385768585948949'], ['304500116000158', '104500116000157']],
    ['OKPO', isOkpo, ['00032537'], ['00032538', '00000000', '1234567']],
    ['SNILS', isSnils, ['11223344595', '00100199899'], ['11223344596', '00000000000']],
    ['BIN and IIN', isKzId, ['971240001315', '941240000193', '061211600012'], ['020140000220', '000000000000']],
    ['UNP', isByUnp, ['100325912', '200988541', '100582333', 'MA1953684'], ['190794407', 'MX1953684']],
    ['EDRPOU', isUaEdrpou, ['14360570', '32855961', '00032112'], ['32855968']],
    ['RNOKPP', isUaRnokpp, ['1759013776'], ['1759013770']],
    ['IDNO', isMdIdno, ['1008600038413'], ['1008600038412']],
    ['IBAN', isIban, ['KZ86125KZT5004100100', 'BY13NBRB3600900000002Z00AB00'], ['KZ86125KZT5004100101']],
  ] as const)('of %s accept right numbers and refuse wrong ones', (_name, check, right, wrong) => {
    for (const number of right) expect(check(number), number).toBe(true);
    for (const number of wrong) expect(check(number), number).toBe(false);
  });

  it('of an account depend on its bank', () => {
    expect(isAccountOf('30101810400000000225', '044525225')).toBe(true);
    expect(isAccountOf('40702810938000000001', '044525225')).toBe(true);
    expect(isAccountOf('40702810838000000001', '044525225')).toBe(false);
    expect(isAccountOf('40702810938000000001', '044525226')).toBe(false);
  });

  it('notice any single wrong digit of an INN of ten digits but few', () => {
    const changes = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 9 }));
    let missed = 0;
    fc.assert(
      fc.property(changes, ([at, by]) => {
        const digits = '7707083893'.split('');
        digits[at] = String((Number(digits[at]) + by) % 10);
        if (isInn(digits.join(''))) missed += 1;
      }),
      { numRuns: 300 },
    );
    expect(missed).toBeLessThan(30);
  });
});

describe('tax numbers', () => {
  it('are recognised by country', () => {
    expect(foreignCountryOf('971240001315')).toBe('KZ');
    expect(foreignCountryOf('1759013776')).toBe('UA');
    expect(foreignCountryOf('100325912')).toBe('BY');
    expect(taxIdFits('RU', '7707083893')).toBe('valid');
    expect(taxIdFits('UZ', '123456789')).toBe('valid');
    expect(taxIdFits('UZ', '12345678')).toBe('invalid');
    expect(taxIdFits('FR', '12345678')).toBe('unchecked');
  });

  it('are told from other numbers', () => {
    expect(kindOf('1027700132195')).toBe('ogrn');
    expect(kindOf('304500116000157')).toBe('ogrnip');
    expect(kindOf('40702810938000000001')).toBe('account');
    expect(kindOf('7707083893')).toBe('inn');
    expect(kindOf('123')).toBeUndefined();
  });

  it.each([
    '7707083893/773601001',
    '7707083893\\773601001',
    '7707083893 773601001',
    '7707083893773601001',
    'ИНН 7707083893, КПП: 773601001',
  ])('split INN and KPP of %s', (text) => {
    expect(innAndKpp(text)).toEqual({ inn: '7707083893', kpp: '773601001' });
  });

  it('do not split a pair whose INN is wrong', () => {
    expect(innAndKpp('7707083894/773601001')).toBeUndefined();
  });
});
