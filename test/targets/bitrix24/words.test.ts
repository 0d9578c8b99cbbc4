import { describe, expect, test } from 'vitest';
import { divided, multiplied } from '../../../src/targets/bitrix24/decimals.ts';
import { originIdOf, xmlIdOf } from '../../../src/targets/bitrix24/marker.ts';
import { multiChanges, universalChanges } from '../../../src/targets/bitrix24/multi-changes.ts';
import { internationalOf } from '../../../src/targets/bitrix24/multi-fields.ts';
import { countValues, encodeCommand, hasReference } from '../../../src/targets/bitrix24/php-query.ts';
import { ServerTime } from '../../../src/targets/bitrix24/server-time.ts';
import { asDecimal, cents, sentDecimal } from '../../../src/targets/bitrix24/values.ts';
import { readWebhook } from '../../../src/targets/bitrix24/webhook.ts';

describe('a webhook', () => {
  test.each([
    'https://p.example/rest/1/s3cret/',
    'https://p.example/rest/1/s3cret',
    ' https://p.example/rest/1/s3cret/profile.json ',
  ])('%s', (text) => {
    const webhook = readWebhook(text, 'p.example');
    expect(webhook).toMatchObject({ host: 'p.example', userId: '1', shown: 'https://p.example/rest/1/***/' });
    expect(webhook.urlOf('batch').href).toBe('https://p.example/rest/1/s3cret/batch');
  });

  test.each([
    ['https://p.example/', undefined, 'bitrix24.webhook'],
    ['s3cret', undefined, 'bitrix24.webhook'],
    ['http://p.example/rest/1/s3cret/', undefined, 'http.insecure'],
    ['https://p.example/rest/1/s3cret/', 'other.example', 'bitrix24.other-portal'],
  ])('%s for %s is refused without being printed', (text, portal, code) => {
    let thrown: unknown;
    try {
      readWebhook(text, portal);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ code });
    expect(JSON.stringify(thrown) + String(thrown)).not.toContain('s3cret');
  });
});

describe('a command', () => {
  test('is written in PHP form, fully encoded; empty lists and nothing stay as empty values', () => {
    const parameters = {
      fields: { TITLE: 'ООО "A&B" + 100%', LIST: [1, 2], EMPTY: [], NONE: null, YES: true, LEFT: undefined },
    };
    const command = encodeCommand('crm.company.add', parameters);
    expect(command).toBe(
      'crm.company.add?fields%5BTITLE%5D=%D0%9E%D0%9E%D0%9E%20%22A%26B%22%20%2B%20100%25&fields%5BLIST%5D%5B0%5D=1&fields%5BLIST%5D%5B1%5D=2&fields%5BEMPTY%5D=&fields%5BNONE%5D=&fields%5BYES%5D=1',
    );
    expect(countValues(parameters)).toBe(6);
  });

  test.each([
    ['$result[a][0]', true],
    ['до $TOTALS[1] после', true],
    ['цена $5 [скидка]', false],
    ['$result без скобок', false],
    [{ a: ['x', { b: '$next[0]' }] }, true],
  ])('%o refers to an earlier one: %s', (value, expected) => {
    expect(hasReference(value)).toBe(expected);
  });
});

describe('a marker', () => {
  test('names kind, system and key; a long one is hashed, an address or phone never stands in it', () => {
    expect(originIdOf('contact', { system: '1c', key: '00017' })).toBe('contact:1c:00017');
    const long = originIdOf('deal', { system: 'x', key: 'к'.repeat(300) });
    expect(long).toMatch(/^deal:x:к{53}#[\da-f]{32}$/u);
    expect(originIdOf('contact', { system: 'x', key: 'anna@example.com' })).toMatch(/^contact:x:#[\da-f]{32}$/);
    expect(originIdOf('contact', { system: 'x', key: '+7 916 000-00-01' })).toMatch(/^contact:x:#[\da-f]{32}$/);
    expect(xmlIdOf('perenos:test', 'company:x:1', 'requisite')).toHaveLength(40);
  });
});

describe('numbers', () => {
  test('stay exact', () => {
    expect(cents('1.005')).toBe('1.01');
    expect(sentDecimal('1500.50')).toBe(1500.5);
    expect(sentDecimal('123456789012345678.91')).toBe('123456789012345678.91');
    expect(asDecimal('1500.00')).toBe('1500');
    expect(asDecimal(0.1)).toBe('0.1');
    expect(multiplied('0.1', '0.2')).toBe('0.02');
    expect(divided('10', '3', 4)).toBe('3.3333');
    expect(divided('1', '0', 4)).toBeUndefined();
    expect(divided('-0.00005', '1', 4)).toBe('-0.0001');
  });
});

describe('phones', () => {
  test.each([
    ['8 (916) 000-00-01', '+79160000001'],
    ['79160000001', '+79160000001'],
    ['+375291234567', '+375291234567'],
    ['8 0152 123456', undefined],
    ['123-45-67', undefined],
  ])('%s is compared as %s', (text, expected) => {
    expect(internationalOf(text)).toBe(expected);
  });

  test('are told by their numbers; what nobody wants is deleted, channels of the portal stay', () => {
    const value = (id: string, typeId: 'PHONE' | 'IM', text: string, valueType = 'WORK') => ({
      id,
      typeId,
      value: text,
      valueType,
    });
    const current = [
      value('1', 'PHONE', '8 916 000-00-01'),
      value('2', 'PHONE', '+74950000001'),
      value('3', 'IM', 'imol|1', 'IMOL'),
    ];
    const wanted = [
      { typeId: 'PHONE', value: '+79160000001', valueType: 'MOBILE' },
      { typeId: 'PHONE', value: '+79990000000', valueType: 'WORK' },
    ] as const;
    expect(universalChanges(multiChanges(current, wanted, ['PHONE', 'IM']))).toEqual({
      n0: { typeId: 'PHONE', valueType: 'WORK', value: '+79990000000' },
      1: { typeId: 'PHONE', valueType: 'MOBILE', value: '+79160000001' },
      2: { typeId: 'PHONE', valueType: 'WORK', value: '' },
    });
  });
});

describe('server time', () => {
  test('holds a method up when it has used its allowance, and only that method', () => {
    let now = 1_000_000;
    const times = new ServerTime(480, () => now);
    times.note('a', { seconds: 20, operating: 470, resetInSeconds: 30 }, 20);
    expect(times.heldUp('a', 1, 20)).toBe(31_000);
    expect(times.heldUp('b', 1, 1)).toBe(0);
    now += 31_000;
    expect(times.heldUp('a', 1, 20)).toBe(0);
    times.note('a', { seconds: 20, operating: 430, resetInSeconds: 60 }, 20);
    expect(times.heldUp('a', 1, 20)).toBe(0);
    // The second command of a batch would be refused.
    expect(times.heldUp('a', 4, 80)).toBeGreaterThan(0);
    expect(times.mean('a')).toBeCloseTo(1);
  });

  test('a refusal blocks the method until its window moves on', () => {
    const times = new ServerTime(480, () => 0);
    times.blocked('a');
    expect(times.heldUp('a', 1, 1)).toBe(60_000);
  });
});
