import { describe, expect, it } from 'vitest';
import { setInput, type Input } from '../../src/input.ts';
import { idSuffix } from '../../src/sources/salesforce/id.ts';
import { salesforce } from '../../src/sources/salesforce.ts';
import { bytesInput, diskInput } from '../bytes-input.ts';
import { collectRows, type Collected } from '../collect-rows.ts';
import { account, argsOf, csv, folder, header, nobody, rowsOf, sid } from '../salesforce-reading.ts';
import { zip } from '../zip.ts';

describe('parts of a weekly export', () => {
  const org = `00D5g000000Abcd${idSuffix('00D5g000000Abcd')}`;
  const archive = (number: number, files: Readonly<Record<string, string>>): Promise<Input> =>
    diskInput(`WE_${org}_${number}.ZIP`, zip(Object.entries(files).map(([name, data]) => ({ name, data }))));

  it('are joined by object, columns matched by name, repeated ids taken once', async () => {
    const first = await archive(1, { 'Account.csv': csv(header, account(1), account(2)) });
    const second = await archive(2, {
      'Account.csv': csv(['Name', 'Id', 'Phone'], ['Three', sid('001', 3), '1'], ['Two again', sid('001', 2), '2']),
    });
    const reading = await collectRows(salesforce, setInput('both', [first, second]));
    expect(rowsOf(reading, 'Account').map(({ Id, Name, Phone }) => [Id, Name, Phone])).toEqual([
      [sid('001', 1), 'Account 1', undefined],
      [sid('001', 2), 'Account 2', undefined],
      [sid('001', 3), 'Three', '1'],
    ]);
    expect(argsOf(reading, 'salesforce.repeated-ids')).toEqual([{ object: 'Account', count: 1 }]);
  });

  it('must all be there', async () => {
    const parts = await Promise.all(
      [1, 3].map((number) => archive(number, { 'Account.csv': csv(header, account(number)) })),
    );
    await expect(collectRows(salesforce, setInput('gap', parts))).rejects.toMatchObject({
      code: 'salesforce.part-missing',
      args: { org, missing: '2', parts: 3 },
    });
  });

  it('may be packed into one more archive, larger than what may be held', async () => {
    const noise = Array.from({ length: 3000 }, (_, index) => account(index % 100, `${Math.sin(index)}`));
    const inner = zip([{ name: 'Account.csv', data: csv(header, ...noise) }]);
    const outer = zip([{ name: `WE_${org}_1.ZIP`, data: inner, deflate: false }]);
    const input = await diskInput('outer.zip', outer, { heldBytes: 10_000 });
    expect(inner.length).toBeGreaterThan(10_000);
    const reading = await collectRows(salesforce, input);
    expect(reading.rows).toHaveLength(3000);
  });

  it('may hold attachments that are archives, which are left closed', async () => {
    const inner = zip([
      { name: 'Contact.csv', data: csv(['Id', 'LastName', 'IsDeleted'], [sid('003', 1), 'Doe', '0']) },
    ]);
    const attachment = csv(['Id', 'IsDeleted', 'Name', 'ParentId'], [sid('00P', 1), '0', 'list.zip', sid('001', 1)]);
    const reading = await collectRows(
      salesforce,
      folder({
        'Account.csv': csv(header, account(1)),
        'Attachment.csv': attachment,
        [`Attachments/${sid('00P', 1)}`]: inner,
      }),
    );
    expect(rowsOf(reading, 'Contact')).toEqual([]);
    expect(rowsOf(reading, 'Attachment')).toMatchObject([
      { File: `Attachments/${sid('00P', 1)}`, 'Links.AccountId': [sid('001', 1)] },
    ]);
    expect(reading.facts.get('files')).toBe(1);
  });

  it('equal byte for byte are read once', async () => {
    const content = csv(header, account(1));
    const reading = await collectRows(salesforce, folder({ 'a/Account.csv': content, 'b/Account.csv': content }));
    expect(rowsOf(reading, 'Account')).toHaveLength(1);
    expect(argsOf(reading, 'salesforce.same-file')).toEqual([{ other: 'a/Account.csv' }]);
  });

  it('without Salesforce files are refused, strays among them are named', async () => {
    await expect(collectRows(salesforce, folder({ 'notes.md': '# hi' }))).rejects.toMatchObject({
      code: 'salesforce.no-data',
    });
    const reading = await collectRows(
      salesforce,
      folder({ 'Account.csv': csv(header, account(1)), 'x.csv': 'a;b\n1;2\n' }),
    );
    expect(reading.issues.map(({ code, origin }) => [code, origin.table.file])).toEqual([
      ['salesforce.file-skipped', 'x.csv'],
    ]);
  });
});

describe('cells', () => {
  const read = (...rows: readonly (readonly string[])[]): Promise<Collected> =>
    collectRows(salesforce, bytesInput('Account.csv', Buffer.from(csv(...rows))));

  it('restores the case of ids and says how many', async () => {
    const reading = await read(
      ['Id', 'ParentId', 'Name', 'IsDeleted'],
      [sid('001', 1).toUpperCase(), sid('001', 2).slice(0, 15), 'A', 'FALSE'],
      [sid('001', 2), nobody, 'B', '1'],
    );
    expect(rowsOf(reading, 'Account')).toMatchObject([
      { Id: sid('001', 1), ParentId: sid('001', 2), IsDeleted: 'false' },
      { Id: sid('001', 2), IsDeleted: 'true' },
    ]);
    expect(rowsOf(reading, 'Account')[1]).not.toHaveProperty('ParentId');
    expect(argsOf(reading, 'salesforce.id-repaired')).toEqual([{ column: 'Id', count: 1 }]);
  });

  it('takes no number of fifteen digits for an id', async () => {
    const reading = await read(['Id', 'TerminalId', 'Name'], [sid('001', 1), '123456789012345', 'A']);
    expect(rowsOf(reading, 'Account')[0]).toMatchObject({ TerminalId: '123456789012345' });
  });

  it('never shifts a date and keeps numbers exact', async () => {
    const reading = await collectRows(
      salesforce,
      bytesInput(
        'Opportunity.csv',
        Buffer.from(
          csv(
            ['Id', 'Name', 'CloseDate', 'Amount', 'Renewal__c', 'Code__c', 'CurrencyIsoCode', 'CreatedDate'],
            [
              sid('006', 1),
              'D',
              '2026-07-01 00:00:00',
              '1.25E7',
              '2026-08-01 00:00:00',
              '0165500001',
              '000',
              '2026-06-30 23:30:00',
            ],
          ),
        ),
      ),
    );
    expect(rowsOf(reading, 'Opportunity')[0]).toMatchObject({
      CloseDate: '2026-07-01',
      Amount: '12500000',
      Renewal__c: '2026-08-01',
      Code__c: '0165500001',
      CreatedDate: '2026-06-30T23:30:00Z',
    });
    expect(argsOf(reading, 'salesforce.currency-unknown')).toEqual([{ object: 'Opportunity', count: 1 }]);
  });

  it('reads on after an empty line, and rows whose line ends differ from the header', async () => {
    const text = `Id,Name,IsDeleted\n${sid('001', 1)},A,false\r\n\r\n${sid('001', 2)},B,true\r\n`;
    const reading = await collectRows(salesforce, bytesInput('Account.csv', Buffer.from(text)));
    expect(rowsOf(reading, 'Account').map(({ IsDeleted }) => IsDeleted)).toEqual(['false', 'true']);
    expect(reading.issues).toEqual([]);
  });

  it('loses zero characters, and says so once', async () => {
    const reading = await read(header, account(1, 'A\0B'), account(2, 'C\0'));
    expect(rowsOf(reading, 'Account').map(({ Name }) => Name)).toEqual(['AB', 'C']);
    expect(argsOf(reading, 'salesforce.nul-removed')).toEqual([{ object: 'Account' }]);
  });

  it('takes the word null for nothing only when told so', async () => {
    const text = `Id,LastName,Phone,IsDeleted\n${sid('003', 1)},Null,null,false\n${sid('003', 2)},Doe,,false\n`;
    const input = bytesInput('Contact.csv', Buffer.from(text));
    const kept = await collectRows(salesforce, input);
    expect(rowsOf(kept, 'Contact')[0]).toMatchObject({ LastName: 'Null', Phone: 'null' });
    expect(argsOf(kept, 'salesforce.null-words')).toEqual([{ column: 'Phone', count: 1 }]);
    const emptied = await collectRows(salesforce, input, { null_words: 'empty' });
    expect(rowsOf(emptied, 'Contact')[0]).not.toHaveProperty('Phone');
    expect(emptied.issues).toEqual([]);
  });

  it('keeps a single picklist value that holds semicolons', async () => {
    const reading = await read([...header, 'Industry'], [...account(1), 'Food; drink; tobacco']);
    expect(rowsOf(reading, 'Account')[0]).toMatchObject({ Industry: 'Food; drink; tobacco' });
  });

  it('says which column leaves day and month open', async () => {
    const reading = await collectRows(
      salesforce,
      bytesInput('Contact.csv', Buffer.from(csv(['Id', 'LastName', 'Birthdate'], [sid('003', 1), 'A', '02/03/1980']))),
    );
    expect(rowsOf(reading, 'Contact')[0]).toMatchObject({ Birthdate: '02/03/1980' });
    expect(argsOf(reading, 'salesforce.date-order')).toEqual([{ column: 'Birthdate' }]);
    const named = await collectRows(
      salesforce,
      bytesInput('Contact.csv', Buffer.from(csv(['Id', 'LastName', 'Birthdate'], [sid('003', 1), 'A', '02/03/1980']))),
      { date: 'day-first' },
    );
    expect(rowsOf(named, 'Contact')[0]).toMatchObject({ Birthdate: '1980-03-02' });
  });

  it('reads a file saved again in a spreadsheet beside untouched ones', async () => {
    const reading = await collectRows(
      salesforce,
      folder({
        'Account.csv': csv(header, account(1)),
        'Contact.csv': `Id;LastName;AccountId;CreatedDate;IsDeleted\r\n${sid('003', 1)};Мюллер;${sid('001', 1)};23-06-2026 16:14;FALSE\r\n`,
      }),
    );
    expect(rowsOf(reading, 'Account')[0]).toMatchObject({ CreatedDate: '2026-01-02T03:04:05Z' });
    expect(rowsOf(reading, 'Contact')[0]).toMatchObject({ LastName: 'Мюллер', CreatedDate: '2026-06-23T16:14:00Z' });
  });
});

describe('encodings', () => {
  it('are decided once: files without a mark share one single-byte encoding', async () => {
    const letters = ['Müller & Söhne', 'Café Olé', 'Straße', 'Nürnberg', 'Grüße', 'Señor Peña'];
    const western = Buffer.from(csv(header, ...letters.map((name, index) => account(index, name))), 'latin1');
    const one = Buffer.from(csv(['Id', 'LastName', 'IsDeleted'], [sid('003', 1), 'Gé', '0']), 'latin1');
    const reading = await collectRows(salesforce, folder({ 'Account.csv': western, 'Contact.csv': one }));
    expect(rowsOf(reading, 'Account').map(({ Name }) => Name)).toEqual(letters);
    expect(rowsOf(reading, 'Contact')[0]).toMatchObject({ LastName: 'Gé' });
  });

  it('that lost a whole alphabet stop the reading; a lost word or two is said', async () => {
    const lost = csv(header, ...[1, 2, 3, 4, 5, 6].map((number) => account(number, '??? ????????')));
    await expect(collectRows(salesforce, folder({ 'Account.csv': lost }))).rejects.toMatchObject({
      code: 'salesforce.lost-letters',
      exitCode: 3,
      args: { object: 'Account', column: 'Name' },
    });
    const some = csv(
      header,
      account(1, '????????'),
      ...Array.from({ length: 99 }, (_, index) => account(index, 'Alder')),
    );
    const reading = await collectRows(salesforce, folder({ 'Account.csv': some }));
    expect(argsOf(reading, 'salesforce.lost-words')).toEqual([{ object: 'Account', column: 'Name', count: 1 }]);
    const asked = csv(header, ...[1, 2, 3, 4, 5, 6].map((number) => account(number, 'Что это???')));
    expect((await collectRows(salesforce, folder({ 'Account.csv': asked }))).issues).toEqual([]);
  });
});

describe('truncation', () => {
  it('is suspected at exactly 50 000 rows of a query, and nowhere else', async () => {
    const rows = (count: number): Buffer => {
      const lines = Array.from({ length: count }, (_, index) => `${sid('003', index % 100)},Doe ${index},false`);
      return Buffer.from(`Id,LastName,IsDeleted\n${lines.join('\n')}\n`);
    };
    const full = await collectRows(salesforce, bytesInput('Contact.csv', rows(50_000)));
    expect(argsOf(full, 'salesforce.truncated')).toEqual([{ object: 'Contact', rows: 50_000 }]);
    const less = await collectRows(salesforce, bytesInput('Contact.csv', rows(49_999)));
    expect(argsOf(less, 'salesforce.truncated')).toEqual([]);
  });

  it('shows in JSON by the total', async () => {
    const records = [{ attributes: { type: 'Lead' }, Id: sid('00Q', 1), LastName: 'Doe' }];
    const read = (totalSize: number): Promise<Collected> =>
      collectRows(salesforce, bytesInput('q.json', Buffer.from(JSON.stringify({ totalSize, done: true, records }))));
    expect(argsOf(await read(7), 'salesforce.truncated')).toEqual([{ object: 'Lead', rows: 1 }]);
    expect(argsOf(await read(1), 'salesforce.truncated')).toEqual([]);
  });
});

describe('detection', () => {
  it.each([
    ['contacts of another system', 'FirstName;LastName;Email;MobilePhone;City\nIvan;Lunin;a@b.ru;+7;Kazan\n'],
    ['numbers called Id', 'Id,Name,Phone\n1,A,+7\n2,B,+8\n'],
    ['a JSON list', '[{"id":1,"name":"A"}]'],
  ])('leaves alone %s', async (_name, text) => {
    expect(await salesforce.detect(bytesInput('file.csv', Buffer.from(text)))).toBeUndefined();
  });

  it('asks for the object where a file does not tell it', async () => {
    const text = csv(['Id', 'CreatedDate', 'IsDeleted'], [sid('a0X', 1), '2026-01-02T03:04:05.000Z', 'false']);
    const named = await collectRows(salesforce, bytesInput('1.csv', Buffer.from(text)), { object: 'Visit__c' });
    expect(named.rows[0]?.table.name).toBe('Visit__c');
    await expect(collectRows(salesforce, bytesInput('1.csv', Buffer.from(text)))).rejects.toMatchObject({
      code: 'salesforce.object-unknown',
    });
  });
});
