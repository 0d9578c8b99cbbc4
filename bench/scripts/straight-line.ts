// The fastest reasonable script for the job, in one pass and one table: phones by a fast path with libphonenumber behind it, e-mails
// and dates checked, exact duplicates by phone or e-mail merged into the first of them. No plan, no lineage, no journal, no undo.
import Database from 'better-sqlite3';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { eachRecord } from './csv-cells.ts';
import { reportOutcome } from './outcome.ts';

const mobile = /^(?:\+?7|8)?9\d{9}$/;
const separators = /[ ()-]/g;
const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const date = /^(\d\d)\.(\d\d)\.(\d{4})(?: (\d\d:\d\d))?$/;

function phoneOf(text: string): string | null {
  const digits = text.replace(separators, '');
  if (mobile.test(digits)) return `+7${digits.slice(-10)}`;
  const parsed = parsePhoneNumberFromString(text, 'RU');
  return parsed?.isValid() === true ? parsed.number : null;
}

function dateOf(text: string): string | null {
  const found = date.exec(text);
  if (found === null) return null;
  const day = `${found[3] ?? ''}-${found[2] ?? ''}-${found[1] ?? ''}`;
  return found[4] === undefined ? day : `${day}T${found[4]}:00+03:00`;
}

const [file = '', target = ''] = process.argv.slice(2);
await reportOutcome(async () => {
  const database = new Database(target);
  database.pragma('journal_mode = WAL');
  database.exec(`CREATE TABLE contact (id INTEGER PRIMARY KEY, key TEXT, full_name TEXT NOT NULL, phone TEXT, email TEXT, company TEXT,
    position TEXT, birth_date TEXT, address TEXT, source TEXT, comment TEXT, created_at TEXT, owner TEXT) STRICT;
    CREATE TABLE problem (line INTEGER, field TEXT, value TEXT) STRICT`);
  const insert = database.prepare('INSERT INTO contact VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const fill = database.prepare(
    'UPDATE contact SET phone = coalesce(phone, ?), email = coalesce(email, ?) WHERE id = ?',
  );
  const complain = database.prepare('INSERT INTO problem VALUES (?, ?, ?)');
  const byPhone = new Map<string, number>();
  const byEmail = new Map<string, number>();
  const counts = { rows: -1, people: 0, badPhones: 0 };
  database.exec('BEGIN');
  await eachRecord(file, (cells) => {
    counts.rows += 1;
    if (counts.rows === 0) return;
    const [key = '', name = '', phoneText = '', emailText = ''] = cells;
    const phone = phoneText === '' ? null : phoneOf(phoneText);
    if (phone === null && phoneText !== '') {
      counts.badPhones += 1;
      complain.run(counts.rows + 1, 'phone', phoneText);
    }
    const mail = email.test(emailText) ? emailText.toLowerCase() : null;
    const known = (phone === null ? undefined : byPhone.get(phone)) ?? (mail === null ? undefined : byEmail.get(mail));
    const id = known ?? (counts.people += 1);
    if (phone !== null) byPhone.set(phone, id);
    if (mail !== null) byEmail.set(mail, id);
    if (known !== undefined) {
      fill.run(phone, mail, known);
      return;
    }
    const [, , , , company, position, born, address, source, comment, created, owner] = cells;
    const filled = [id, key, name.trim(), phone, mail, company, position, dateOf(born ?? ''), address, source, comment];
    insert.run(filled, dateOf(created ?? ''), owner);
  });
  database.exec('COMMIT; CREATE INDEX contact_phone ON contact (phone); CREATE INDEX contact_email ON contact (email)');
  const phones = database.prepare('SELECT count(phone) FROM contact').pluck().get();
  database.close();
  return { ...counts, phones: Number(phones) };
});
