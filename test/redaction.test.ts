import { describe, expect, it } from 'vitest';
import { Redaction, withoutSecrets } from '../src/redaction.ts';

describe('a known secret', () => {
  const secret = 'Пароль "к" базе/9+&';
  const redaction = new Redaction();
  redaction.add(` odata:${secret}\n`);
  const base64 = Buffer.from(`odata:${secret}`).toString('base64');
  const ascii = JSON.stringify(secret).replace(
    /[^\u0020-\u007e]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

  it.each([
    ['as it is', `login ${secret}!`],
    ['in an address', `https://x/?p=${encodeURIComponent(secret)}`],
    [
      'in an address in small letters',
      `https://x/?p=${encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase())}`,
    ],
    ['in a form', `p=${new URLSearchParams({ p: secret }).toString().slice(2)}`],
    ['in a header', `Authorization: Basic ${base64}`],
    ['in base64 for addresses', base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')],
    ['in JSON', JSON.stringify({ password: secret })],
    ['in JSON of ASCII', ascii],
    ['in JSON with slashes escaped', JSON.stringify(secret).replaceAll('/', '\\/')],
    ['in HTML', `<b>Пароль &quot;к&quot; базе/9+&amp;</b>`],
  ])('does not get out %s', (_, text) => {
    const shown = redaction.text(text);
    expect(shown).toContain('***');
    for (const piece of ['Пароль', 'базе', base64.slice(0, 12), '%D0%9F', '\\u041f'])
      expect(shown).not.toContain(piece);
  });

  it('is taken out of a document, whose numbers stay numbers', () => {
    const digits = new Redaction();
    digits.add('123456');
    const document = { amount: 123456, texts: ['код 123456'], when: null, ok: true };
    expect(digits.value(document)).toEqual({ amount: 123456, texts: ['код ***'], when: null, ok: true });
  });

  it('that is the code of a webhook is not known by its whole address only', () => {
    const webhook = new Redaction();
    webhook.add('https://portal.bitrix24.ru/rest/1/a1b2c3d4e5f6g7h8/');
    expect(webhook.known('the code a1b2c3d4e5f6g7h8 of portal.bitrix24.ru')).toBe('the code *** of portal.bitrix24.ru');
  });

  it('that is very short is left where it is', () => {
    const short = new Redaction();
    short.add('ab:12');
    expect(short.text('12 ab:12')).toBe('12 ab:12');
  });
});

describe('what looks like a secret', () => {
  it.each([
    [
      'https://p.bitrix24.ru/rest/17/k9x2m4n6b8v0c1z3/crm.item.add.json',
      'https://p.bitrix24.ru/rest/17/***/crm.item.add.json',
    ],
    ['%2Frest%2F17%2Fk9x2m4n6b8v0c1z3%2F', '%2Frest%2F17%2F***%2F'],
    ['Authorization: Bearer abc123def456', 'Authorization: Bearer ***'],
    ['"authorization":"Basic b2RhdGE6cGFzcw=="', '"authorization":"Basic ***"'],
    ['token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc-DEF_123 end', 'token *** end'],
    ['{"refresh_token":"def50200abcdef"}', '{"refresh_token":"***"}'],
    ['https://x.amocrm.ru/?access_token=abcdefgh&a=1', 'https://x.amocrm.ru/?access_token=***&a=1'],
    ['postgres://user:pa55word@db/crm', 'postgres://***@db/crm'],
  ])('is hidden in %s', (text, shown) => {
    expect(withoutSecrets(text)).toBe(shown);
  });

  it.each([
    'https://p.bitrix24.ru/rest/crm.item.add.json',
    'bearer of certificates',
    'почта: ivan@example.com, сайт https://example.com/a:b@c',
    'eyJ is how tokens begin',
  ])('is not seen in %s', (text) => {
    expect(withoutSecrets(text)).toBe(text);
  });
});
