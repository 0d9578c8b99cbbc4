import { describe, expect, it } from 'vitest';
import { vcard } from '../../src/sources/vcard.ts';
import { bytesInput } from '../bytes-input.ts';
import { collectRows } from '../collect-rows.ts';

/** The filled cells of each card by heading, and the codes of the findings. */
async function read(content: string | Buffer, options: unknown = {}) {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const { rows, issues } = await collectRows(vcard, bytesInput('a.vcf', bytes), options);
  const cards = rows.map(({ table, cells }) =>
    Object.fromEntries(table.columns.flatMap((name, at) => (cells[at] == null ? [] : [[name, cells[at]]]))),
  );
  return { cards, lines: rows.map(({ line }) => line), codes: issues.map(({ code }) => code) };
}

const card = (lines: readonly string[], version = '3.0'): string =>
  ['BEGIN:VCARD', `VERSION:${version}`, ...lines, 'END:VCARD', ''].join('\r\n');

describe('text of a card', () => {
  it('is put together of bytes before it is decoded: a break may stand inside a letter', async () => {
    const folded = Buffer.concat([
      Buffer.from('BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ро'),
      Buffer.from([0xd1]),
      Buffer.from('\r\n '),
      Buffer.from([0x81]),
      Buffer.from('сия\r\nEND:VCARD\r\n'),
    ]);
    expect((await read(folded)).cards[0]).toMatchObject({ 'Display name': 'Россия' });
    const soft = card(['FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=A0=D0=BE=D1=', '=81=D1=81'], '2.1');
    expect((await read(soft)).cards[0]).toMatchObject({ 'Display name': 'Росс' });
  });

  it.each([
    ['windows-1251', Buffer.from([0xcf, 0xb8, 0xf2, 0xf0])],
    ['KOI8-R', Buffer.from([0xf0, 0xa3, 0xd4, 0xd2])],
    ['UTF-8', Buffer.from('Пётр')],
  ])('is decoded by the CHARSET of its property: %s', async (charset, bytes) => {
    const content = [`BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=${charset}:`, '\nEND:VCARD\n'];
    const whole = Buffer.concat([Buffer.from(content[0] ?? ''), bytes, Buffer.from(content[1] ?? '')]);
    expect((await read(whole)).cards[0]).toMatchObject({ 'Display name': 'Пётр' });
  });

  it('without CHARSET is UTF-8 when it can be, else what the options say', async () => {
    const bytes = Buffer.concat([
      Buffer.from('BEGIN:VCARD\nFN:'),
      Buffer.from([0xcf, 0xe5]),
      Buffer.from('\nEND:VCARD\n'),
    ]);
    expect((await read(bytes)).cards[0]).toMatchObject({ 'Display name': 'Пе' });
    expect((await read(bytes, { encoding: 'latin1' })).cards[0]).toMatchObject({ 'Display name': 'Ïå' });
  });

  it('damaged in the stated character set is shown and said', async () => {
    const { cards, codes } = await read(card(['FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=9F=80'], '2.1'));
    expect(cards[0]).toMatchObject({ 'Display name': 'П\uFFFD' });
    expect(codes).toEqual(['vcard.damaged-text']);
  });

  it.each([
    ['3.0', 'NOTE:a\\nb\\, c\\; d\\\\', 'a\nb, c; d\\'],
    ['2.1', 'NOTE:a\\nb, c\\; d', 'a\\nb, c; d'],
    ['3.0', 'NOTE;ENCODING=b:0JDQkdCS', 'АБВ'],
  ])('of version %s: %s', async (version, line, note) => {
    expect((await read(card([`FN:A`, line], version))).cards[0]).toMatchObject({ Note: note });
  });

  it('keeps every note, organisation and address of mail', async () => {
    const { cards } = await read(
      card(['FN:A', 'NOTE:1', 'NOTE:2', 'ORG:X;Y;Z', 'ORG:W', 'EMAIL:a@b.ru', 'EMAIL:c@d.ru']),
    );
    expect(cards[0]).toMatchObject({
      Note: ['1', '2'],
      Organization: ['X', 'W'],
      Department: 'Y, Z',
      'Email.other': ['a@b.ru', 'c@d.ru'],
    });
  });
});

describe('structured values', () => {
  it('are split before decoding, so that an encoded semicolon is text; unless all are encoded', async () => {
    const coded = (value: string): string => card([`N;ENCODING=QUOTED-PRINTABLE:${value}`], '2.1');
    expect((await read(coded('A=3BB;C'))).cards[0]).toMatchObject({ 'Last name': 'A;B', 'First name': 'C' });
    expect((await read(coded('A=3BC'))).cards[0]).toMatchObject({ 'Last name': 'A', 'First name': 'C' });
  });

  it('a comma in 2.1 is plain text', async () => {
    const { cards } = await read(card(['FN:A', 'ORG:Company, The;Dept'], '2.1'));
    expect(cards[0]).toMatchObject({ Organization: 'Company, The', Department: 'Dept' });
  });

  it('addresses run in parallel columns', async () => {
    const { cards } = await read(
      card(['FN:A', 'ADR;TYPE=WORK:;;ул. 1;Москва;;101000;Россия', 'ADR:1;оф. 2;ул. 2;;Область;;']),
    );
    expect(cards[0]).toMatchObject({
      'Address.Text': ['101000, Россия, Москва, ул. 1', 'Область, ул. 2, оф. 2, 1'],
      'Address.Type': ['actual', 'other'],
      'Address.City': ['Москва', null],
      'Address.Region': [null, 'Область'],
    });
  });
});

describe('phones', () => {
  it.each([
    ['TEL;CELL;PREF:1', 'Phone.mobile.preferred', '1'],
    ['TEL;TYPE=WORK,FAX:1', 'Phone.fax', '1'],
    ['TEL;TYPE="home,voice":1', 'Phone.home', '1'],
    ['TEL;VALUE=uri;TYPE=work;PREF=1:tel:+7-495-1;ext=12', 'Phone.work.preferred', '+7-495-1 ext. 12'],
    ['TEL:1', 'Phone.other', '1'],
    ['item1.TEL:1\r\nitem1.X-ABLabel:_$!<Mobile>!$_', 'Phone.mobile', '1'],
    ['item1.TEL:1\r\nitem1.X-ABLabel:Горячая линия', 'Phone.other', '1 (Горячая линия)'],
  ])('%s goes to %s', async (line, column, value) => {
    expect((await read(card(['FN:A', line]))).cards[0]).toMatchObject({ [column]: value });
  });
});

describe('birthdays', () => {
  it.each([
    ['BDAY:19800322', { Birthday: '1980-03-22' }],
    ['BDAY:1980-03-22T00:00:00Z', { Birthday: '1980-03-22' }],
    ['BDAY:--0322', { 'Birthday as written': '--03-22' }],
    ['BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-22', { 'Birthday as written': '--03-22' }],
    ['BDAY;VALUE=text:весной 1980', { 'Birthday as written': 'весной 1980' }],
    ['BDAY:19800231', { 'Birthday as written': '19800231' }],
  ])('%s', async (line, expected) => {
    expect((await read(card(['FN:A', line]))).cards[0]).toMatchObject(expected);
  });
});

describe('cards', () => {
  it.each([
    [['FN:ООО', 'ORG:ООО'], 'company', 'ООО'],
    [['KIND:org', 'FN:ООО «А»', 'ORG:Б'], 'company', 'ООО «А»'],
    [['X-ABShowAs:COMPANY', 'N:Б;А;;;', 'FN:А Б'], 'company', 'А Б'],
    [['KIND:group', 'FN:Все'], 'group', 'Все'],
    [['N:;;;;', 'ORG:ООО'], 'company', 'ООО'],
    [['N:Б;А', 'ORG:ООО'], 'person', 'А Б'],
  ])('%j is a %s called %s', async (lines, kind, name) => {
    expect((await read(card(lines))).cards[0]).toMatchObject({ Kind: kind, 'Display name': name });
  });

  it('without any name is called by its address or number, which is said', async () => {
    const { cards, codes } = await read(card(['EMAIL;PREF:a@b.ru']) + card(['TEL;CELL:123']));
    expect(cards.map((one) => one['Display name'])).toEqual(['a@b.ru', '123']);
    expect(codes).toEqual(['vcard.no-name', 'vcard.no-name']);
  });

  it('a picture is passed over and loses no property after it', async () => {
    const picture = ['PHOTO;ENCODING=BASE64;JPEG:AAAA', ' BBBB', ' CCCC', '', 'TEL;CELL:1'];
    const unindented = ['PHOTO;BASE64:', 'AAAABBBB', 'CCCC==', 'TEL;CELL:2'];
    const { cards } = await read(card(['FN:A', ...picture], '2.1') + card(['FN:B', ...unindented], '2.1'));
    expect(cards).toMatchObject([
      { PHOTO: 'true', 'Phone.mobile': '1' },
      { PHOTO: 'true', 'Phone.mobile': '2' },
    ]);
  });

  it('an inner card of an agent is left out, which is said', async () => {
    const inner = ['AGENT:', 'BEGIN:VCARD', 'FN:Секретарь', 'END:VCARD'];
    const { cards, codes } = await read(card(['FN:A', ...inner, 'TEL:1'], '2.1'));
    expect(cards).toMatchObject([{ 'Display name': 'A', 'Phone.other': '1' }]);
    expect(codes).toEqual(['vcard.inner-card']);
  });

  it('cut off at the end of the file stops the reading; nothing is lost silently', async () => {
    const reading = read(card(['FN:A']) + 'BEGIN:VCARD\r\nFN:B\r\n');
    await expect(reading).rejects.toMatchObject({ code: 'input.truncated', exitCode: 3 });
  });

  it('ten thousand cards give rows in batches, each with its line', async () => {
    const { cards, lines } = await read(card(['FN:A']).repeat(10_000));
    expect(cards).toHaveLength(10_000);
    expect(lines.at(-1)).toBe(9_999 * 4 + 1);
  });
});
