import { describe, expect, it } from 'vitest';
import { salesforce } from '../../../src/sources/salesforce.ts';
import { bytesInput } from '../../bytes-input.ts';
import { collectRows } from '../../collect-rows.ts';
import { argsOf, csv, folder, nobody, rowsOf, sid } from '../../salesforce-reading.ts';

describe('relations', () => {
  const person = [
    sid('001', 7),
    '0',
    'Ольга',
    '1',
    '',
    'Ольга',
    'Белова',
    '1990-05-06 00:00:00',
    'Gold',
    'olga@mail.example',
  ];
  const people = [
    'Id',
    'IsDeleted',
    'Name',
    'IsPersonAccount',
    'PersonContactId',
    'FirstName',
    'LastName',
    'PersonBirthdate',
    'Loyalty__pc',
    'PersonEmail',
  ];

  it('make a contact of a person account whose contact is not in the export', async () => {
    const deal = csv(['Id', 'Name', 'AccountId', 'IsDeleted'], [sid('006', 1), 'Deal', sid('001', 7), '0']);
    const reading = await collectRows(
      salesforce,
      folder({ 'Account.csv': csv(people, person), 'Opportunity.csv': deal }),
    );
    expect(rowsOf(reading, 'Contact')).toMatchObject([
      {
        Id: sid('001', 7),
        PersonAccountId: sid('001', 7),
        FirstName: 'Ольга',
        Birthdate: '1990-05-06',
        Loyalty__c: 'Gold',
        Email: 'olga@mail.example',
      },
    ]);
    expect(rowsOf(reading, 'Opportunity')[0]).toMatchObject({ 'Contacts.Id': [sid('001', 7)] });
    expect(rowsOf(reading, 'Opportunity')[0]).not.toHaveProperty('AccountId');
  });

  it('find the twin of a person account by its account where the export does not name it', async () => {
    const twin = csv(
      ['Id', 'LastName', 'AccountId', 'IsPersonAccount', 'IsDeleted'],
      [sid('003', 7), 'Белова', sid('001', 7), '1', '0'],
    );
    const task = csv(
      ['Id', 'Subject', 'WhatId', 'WhoId', 'IsDeleted'],
      [sid('00T', 1), 'Call', sid('001', 7), nobody, '0'],
    );
    const reading = await collectRows(
      salesforce,
      folder({ 'Account.csv': csv(people, person), 'Contact.csv': twin, 'Task.csv': task }),
    );
    expect(rowsOf(reading, 'Contact')).toMatchObject([
      { Id: sid('003', 7), PersonAccountId: sid('001', 7), Loyalty__c: 'Gold' },
    ]);
    expect(rowsOf(reading, 'Task')[0]).toMatchObject({ 'Links.ContactId': [sid('003', 7)] });
  });

  it('follow merged records and converted leads to what they became', async () => {
    const reading = await collectRows(
      salesforce,
      folder({
        'Account.csv': csv(
          ['Id', 'IsDeleted', 'MasterRecordId', 'Name'],
          [sid('001', 1), '1', sid('001', 2), 'A'],
          [sid('001', 2), '1', sid('001', 3), 'B'],
          [sid('001', 3), '0', '', 'C'],
        ),
        'Contact.csv': csv(['Id', 'IsDeleted', 'LastName', 'AccountId'], [sid('003', 1), '0', 'Doe', sid('001', 1)]),
        'Lead.csv': csv(
          ['Id', 'IsDeleted', 'LastName', 'IsConverted', 'ConvertedContactId'],
          [sid('00Q', 1), '0', 'Doe', '1', sid('003', 1)],
        ),
        'Event.csv': csv(
          ['Id', 'IsDeleted', 'Subject', 'WhoId', 'WhatId'],
          [sid('00U', 1), '0', 'Demo', sid('00Q', 1), sid('001', 2)],
        ),
      }),
    );
    expect(rowsOf(reading, 'Contact')[0]).toMatchObject({ AccountId: sid('001', 3) });
    expect(rowsOf(reading, 'Event')[0]).toMatchObject({
      'Links.ContactId': [sid('003', 1)],
      'Links.AccountId': [sid('001', 3)],
    });
  });

  it('give the e-mail of a task the links of the task, which names the e-mail', async () => {
    const reading = await collectRows(
      salesforce,
      folder({
        'Task.csv': csv(
          ['Id', 'IsDeleted', 'Subject', 'WhoId', 'WhatId'],
          [sid('00T', 1), '0', 'Email: offer', sid('003', 1), nobody],
        ),
        'EmailMessage.csv': csv(
          ['Id', 'IsDeleted', 'Subject', 'ActivityId', 'RelatedToId', 'ParentId'],
          [sid('02s', 1), '0', 'offer', sid('00T', 1), sid('006', 1), sid('500', 1)],
        ),
      }),
    );
    expect(rowsOf(reading, 'Task')[0]).toMatchObject({ EmailMessageId: sid('02s', 1) });
    expect(rowsOf(reading, 'EmailMessage')[0]).toMatchObject({
      'Links.ContactId': [sid('003', 1)],
      'Links.OpportunityId': [sid('006', 1)],
    });
    expect(argsOf(reading, 'salesforce.link-dropped')).toEqual([
      { object: 'EmailMessage', prefix: '500', target: 'Case', count: 1 },
    ]);
  });

  it('count owners who left, and queues', async () => {
    const owned = (number: number, owner: string): readonly string[] => [sid('003', number), '0', 'Doe', owner];
    const reading = await collectRows(
      salesforce,
      folder({
        'User.csv': csv(
          ['Id', 'FirstName', 'LastName', 'IsActive', 'UserType', 'Username'],
          [sid('005', 1), 'Анна', 'Сова', '1', 'Standard', 'a'],
          [sid('005', 2), 'Борис', 'Гусев', '0', 'Standard', 'b'],
        ),
        'Contact.csv': csv(
          ['Id', 'IsDeleted', 'LastName', 'OwnerId'],
          owned(1, sid('005', 1)),
          owned(2, sid('005', 2)),
          owned(3, sid('005', 2)),
          owned(4, sid('00G', 1)),
        ),
      }),
    );
    expect(argsOf(reading, 'salesforce.owners-inactive')).toEqual([{ owners: 'Борис Гусев: 2', records: 2 }]);
    expect(argsOf(reading, 'salesforce.owners-unknown')).toEqual([{ owners: 1, records: 1, queues: 1 }]);
    expect(reading.facts.get('owners')).toBe(`Борис Гусев: 2; Анна Сова: 1; ${sid('00G', 1)}: 1`);
    expect(rowsOf(reading, 'Contact').map((row) => row['Owner.Id'])).toEqual([
      sid('005', 1),
      sid('005', 2),
      sid('005', 2),
      sid('00G', 1),
    ]);
    expect(rowsOf(reading, 'Contact').map((row) => row['Owner.Name'])).toEqual([
      'Анна Сова',
      'Борис Гусев',
      'Борис Гусев',
      undefined,
    ]);
  });

  it('of two trees in one folder stay apart', async () => {
    const tree = (name: string): string =>
      JSON.stringify({
        records: [
          { attributes: { type: 'Account', referenceId: 'AccountRef1' }, Name: name },
          {
            attributes: { type: 'Account', referenceId: 'AccountRef2' },
            Name: `${name} child`,
            ParentId: '@AccountRef1',
          },
        ],
      });
    const plan = (file: string): string => JSON.stringify([{ sobject: 'Account', files: [file] }]);
    const reading = await collectRows(
      salesforce,
      folder({
        'one-plan.json': plan('one.json'),
        'one.json': tree('One'),
        'two-plan.json': plan('two.json'),
        'two.json': tree('Two'),
      }),
    );
    const keys = reading.rows.map(({ cells }) => cells[0]);
    const parents = reading.rows.map(({ table, cells }) => cells[table.columns.indexOf('ParentId')]);
    expect(new Set(keys).size).toBe(4);
    expect(parents).toEqual(['', keys[0], '', keys[2]]);
  });

  it('of a tree keep their keys when a value is corrected', async () => {
    const keys = async (name: string): Promise<readonly unknown[]> => {
      const records = [{ attributes: { type: 'Account', referenceId: 'AccountRef1' }, Name: name }];
      const reading = await collectRows(salesforce, bytesInput('t.json', Buffer.from(JSON.stringify({ records }))));
      return reading.rows.map(({ cells }) => cells[0]);
    };
    expect(await keys('Rigth')).toEqual(await keys('Right'));
  });

  it('that lead nowhere are named', async () => {
    const records = [
      { attributes: { type: 'Contact', referenceId: 'ContactRef1' }, LastName: 'Doe', AccountId: '@AccountRef9' },
    ];
    const reading = await collectRows(salesforce, bytesInput('t.json', Buffer.from(JSON.stringify({ records }))));
    expect(rowsOf(reading, 'Contact')).toEqual([{ Id: '@ContactRef1', LastName: 'Doe' }]);
    expect(argsOf(reading, 'salesforce.unresolved-reference')).toEqual([{ reference: '@AccountRef9' }]);
  });

  it('make companies of the names that contacts and deals give, where the export has no accounts', async () => {
    const named = csv(
      ['Id', 'LastName', 'AccountId', 'Account.Name', 'IsDeleted'],
      [sid('003', 1), 'Doe', sid('001', 1), 'Alder', 'false'],
      [sid('003', 2), 'Roe', sid('001', 1), 'Alder', 'false'],
      [sid('003', 3), 'Poe', '', 'Birch', 'false'],
      [sid('003', 4), 'Loe', '', '', 'false'],
    );
    const reading = await collectRows(salesforce, folder({ 'Contact.csv': named }));
    expect(rowsOf(reading, 'Account')).toEqual([
      { Id: sid('001', 1), Name: 'Alder' },
      { Id: 'name:Birch', Name: 'Birch' },
    ]);
    expect(rowsOf(reading, 'Contact').map(({ AccountId }) => AccountId)).toEqual([
      sid('001', 1),
      sid('001', 1),
      'name:Birch',
      undefined,
    ]);
    const whole = await collectRows(
      salesforce,
      folder({ 'Contact.csv': named, 'Account.csv': csv(['Id', 'Name', 'IsDeleted'], [sid('001', 9), 'Cedar', '0']) }),
    );
    expect(rowsOf(whole, 'Account')).toHaveLength(1);
  });
});
