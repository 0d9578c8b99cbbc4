// The script one usually finds: csv-parse to objects, a zod object for each row, libphonenumber-js for each value, named parameters.
import { createReadStream } from 'node:fs';
import Database from 'better-sqlite3';
import { parse } from 'csv-parse';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { z } from 'zod';
import { reportOutcome } from './outcome.ts';

const text = z.string().trim();
const day = text.transform((value) => value.split('.').toReversed().join('-')).pipe(z.iso.date());
const contact = z.object({
  Код: text.min(1),
  ФИО: text.min(1),
  Телефон: text,
  'E-mail': z.union([z.literal(''), z.email().toLowerCase()]),
  Компания: text,
  Должность: text,
  'Дата рождения': day,
  Адрес: text,
  Источник: text,
  Комментарий: text,
  'Дата создания': text.transform((value) => value.slice(0, 10)).pipe(day),
  Ответственный: text,
});

const [file = '', target = ''] = process.argv.slice(2);
await reportOutcome(async () => {
  const database = new Database(target);
  database.exec(`CREATE TABLE contact (id INTEGER PRIMARY KEY, key TEXT, name TEXT, phone TEXT, email TEXT, company TEXT, position TEXT,
    born TEXT, address TEXT, source TEXT, comment TEXT, created TEXT, owner TEXT)`);
  const insert =
    database.prepare(`INSERT INTO contact VALUES (@id, @key, @name, @phone, @email, @company, @position, @born, @address,
    @source, @comment, @created, @owner)`);
  const fill = database.prepare('UPDATE contact SET phone = coalesce(phone, @phone) WHERE id = @id');
  const byPhone = new Map<string, number>();
  const byEmail = new Map<string, number>();
  const counts = { rows: 0, people: 0, badPhones: 0 };
  database.exec('BEGIN');
  for await (const record of createReadStream(file).pipe(parse({ columns: true, delimiter: ';', bom: true }))) {
    counts.rows += 1;
    const row = contact.parse(record);
    const parsed = parsePhoneNumberFromString(row['Телефон'], 'RU');
    const phone = parsed?.isValid() === true ? parsed.number : null;
    if (phone === null && row['Телефон'] !== '') counts.badPhones += 1;
    const email = row['E-mail'];
    const known = (phone === null ? undefined : byPhone.get(phone)) ?? byEmail.get(email);
    const id = known ?? (counts.people += 1);
    if (phone !== null) byPhone.set(phone, id);
    byEmail.set(email, id);
    if (known !== undefined) fill.run({ id, phone });
    else {
      insert.run({
        id,
        key: row['Код'],
        name: row['ФИО'],
        phone,
        email,
        company: row['Компания'],
        position: row['Должность'],
        born: row['Дата рождения'],
        address: row['Адрес'],
        source: row['Источник'],
        comment: row['Комментарий'],
        created: row['Дата создания'],
        owner: row['Ответственный'],
      });
    }
  }
  database.exec('COMMIT');
  const phones = database.prepare('SELECT count(phone) FROM contact').pluck().get();
  database.close();
  return { ...counts, phones: Number(phones) };
});
