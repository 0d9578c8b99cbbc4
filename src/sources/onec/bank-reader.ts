import type { Context } from '../../context.ts';
import type { Input } from '../../input.ts';
import type { Row } from '../../model/row.ts';
import { ExactSum } from '../../text/onec-sum.ts';
import { readBankSections, type BankSection } from './bank-lines.ts';
import { partyOf, setAside, type BankParty, type SetAside, type Side } from './bank-party.ts';
import { putParty, partyColumns, type BankAccount, type Party, repeatedColumns } from './party.ts';
import { reportFile, reportRow } from './reading.ts';
import { RowTable } from './row-table.ts';

export type Direction = 'in' | 'out' | '';

const partyExtra = ['Пропуск', 'Платежей', 'ПоследнийПлатеж', 'Поступило', 'Списано'];
const documentColumns = [
  'Ключ',
  'ВидДокумента',
  'Номер',
  'Дата',
  'Сумма',
  'Направление',
  'Контрагент',
  'Контрагент.Наименование',
  'Пропуск',
  'НазначениеПлатежа',
];

/** What the payments of a statement say about one party. */
interface Turnover {
  readonly party: BankParty;
  readonly line: number;
  readonly accounts: Map<string, BankAccount>;
  /** The reason is kept only while every payment has one. */
  aside: SetAside;
  payments: number;
  last: string;
  readonly received: ExactSum;
  readonly paid: ExactSum;
}

/** Rows of one statement: a document each, then the parties. */
export async function* readBank(
  input: Input,
  encoding: string | undefined,
  context: Context,
): AsyncGenerator<readonly Row[]> {
  const statement = new Statement(input.file, context);
  const sections = readBankSections(input, { encoding }, (section) => statement.take(section));
  for (let step = await sections.next(); ; step = await sections.next()) {
    context.signal.throwIfAborted();
    if (step.done === true) {
      const { trouble, encoding: used, ended } = step.value;
      const { file } = input;
      context.fact({ file, name: 'encoding', value: used });
      if (trouble.other > 0) {
        reportFile(context, file, { code: 'onec.mixed-encoding', args: { count: trouble.other, encoding: used } });
      }
      if (trouble.damaged > 0) {
        reportFile(context, file, { code: 'onec.damaged-bytes', args: { count: trouble.damaged, encoding: used } });
      }
      if (!ended) reportFile(context, file, { code: 'bank.no-end', args: { file } });
      break;
    }
    yield* statement.documents.take(false);
  }
  yield* statement.rest();
}

class Statement {
  readonly documents: RowTable;
  readonly #parties: RowTable;
  readonly #context: Context;
  readonly #file: string;
  readonly #ownAccounts = new Set<string>();
  readonly #ownInns = new Set<string>();
  readonly #turnovers = new Map<string, Turnover>();

  constructor(file: string, context: Context) {
    this.#file = file;
    this.#context = context;
    this.documents = new RowTable(file, 'Документ', { columns: documentColumns });
    this.#parties = new RowTable(file, 'Контрагент', {
      columns: [...partyColumns, ...partyExtra],
      repeats: repeatedColumns,
    });
  }

  take(section: BankSection): void {
    for (const account of section.accounts) this.#ownAccounts.add(account);
    const version = section.fields.get('ВерсияФормата');
    if (version !== undefined) {
      this.#context.fact({ file: this.#file, name: 'format', value: `1CClientBankExchange ${version}` });
    }
    if (section.kind === 'document') this.#document(section);
  }

  *rest(): Generator<readonly Row[]> {
    yield* this.documents.take(true);
    for (const turnover of this.#turnovers.values()) this.#party(turnover);
    yield* this.#parties.take(true);
    const file = this.#file;
    this.#context.fact({ file, name: 'documents', value: this.documents.count });
    this.#context.fact({ file, name: 'counterparties', value: this.#parties.count });
    if (this.documents.count === 0) reportFile(this.#context, file, { code: 'onec.nothing', args: { file } });
  }

  #document(section: BankSection): void {
    const { fields, title, line } = section;
    const direction = this.#direction(fields);
    const ownSide: Side = direction === 'in' ? 'Получатель' : 'Плательщик';
    const others: readonly Side[] =
      direction === '' ? ['Плательщик', 'Получатель'] : [direction === 'in' ? 'Плательщик' : 'Получатель'];
    const own = direction === '' ? undefined : partyOf(fields, ownSide);
    if (own !== undefined && own.inn !== '') this.#ownInns.add(own.inn);
    const bankNames = new Set([(fields.get(`${ownSide}Банк1`) ?? '').toUpperCase()].filter((name) => name !== ''));
    const parties = others.flatMap((side) => partyOf(fields, side) ?? []);
    const asides = parties.map((party) => setAside(party, { title, ownInns: this.#ownInns, bankNames }));
    const [first] = parties;
    const date = isoDate(fields.get('Дата') ?? '');
    const key = ['Номер', 'Дата', 'ПлательщикСчет', 'ПолучательСчет', 'Сумма']
      .map((name) => fields.get(name) ?? '')
      .join(' ');
    const row = this.documents.add(line, (put) => {
      put('Ключ', key);
      put('ВидДокумента', title);
      put('Дата', date);
      put('Направление', direction);
      put('Контрагент', first?.key ?? null);
      put('Контрагент.Наименование', first?.name ?? null);
      put('Пропуск', asides[0] ?? null);
      for (const [column, value] of fields) put(column, value);
    });
    parties.forEach((party, i) =>
      this.#count(party, asides[i] ?? '', { row, direction, date, amount: fields.get('Сумма') ?? '' }),
    );
    this.#findings(row, section, parties);
  }

  /** Out when the payer's account is ours, in when the payee's is; where that does not decide, the dates of the bank do. */
  #direction(fields: ReadonlyMap<string, string>): Direction {
    const isOwn = (...names: readonly string[]): boolean =>
      names.some((name) => this.#ownAccounts.has(fields.get(name) ?? ''));
    const out = isOwn('ПлательщикСчет', 'ПлательщикРасчСчет');
    const into = isOwn('ПолучательСчет', 'ПолучательРасчСчет');
    if (out !== into) return out ? 'out' : 'in';
    if ((fields.get('ДатаСписано') ?? '') !== '') return 'out';
    return (fields.get('ДатаПоступило') ?? '') === '' ? '' : 'in';
  }

  #count(
    party: BankParty,
    aside: SetAside,
    payment: { readonly row: Row; readonly direction: Direction; readonly date: string; readonly amount: string },
  ): void {
    let turnover = this.#turnovers.get(party.key);
    if (turnover === undefined) {
      turnover = {
        party,
        line: payment.row.line,
        accounts: new Map(),
        aside,
        payments: 0,
        last: '',
        received: new ExactSum(),
        paid: new ExactSum(),
      };
      this.#turnovers.set(party.key, turnover);
    }
    const { number, bik } = party.account;
    if (number !== '' && (bik !== '' || !turnover.accounts.has(number))) turnover.accounts.set(number, party.account);
    if (aside === '') turnover.aside = '';
    turnover.payments += 1;
    if (payment.date > turnover.last) turnover.last = payment.date;
    if (payment.direction === 'in') turnover.received.add(payment.amount);
    if (payment.direction === 'out') turnover.paid.add(payment.amount);
  }

  #party({ party, line, accounts, aside, payments, last, received, paid }: Turnover): void {
    const row = this.#parties.add(line, (put) => {
      putParty(plainParty(party, line, [...accounts.values()]), put);
      put('Пропуск', aside);
      put('Платежей', String(payments));
      put('ПоследнийПлатеж', last);
      put('Поступило', String(received));
      put('Списано', String(paid));
    });
    if (aside !== '') {
      const place = { column: 'Наименование', value: party.name };
      reportRow(this.#context, row, { code: 'bank.party-set-aside', args: { reason: aside } }, place);
    }
  }

  #findings(row: Row, section: BankSection, parties: readonly BankParty[]): void {
    const { fields, title, continued, closed } = section;
    const report = this.#context;
    for (const key of continued) reportRow(report, row, { code: 'bank.continuation', args: { key } }, { column: key });
    if (!closed) {
      const document = `${title} ${fields.get('Номер') ?? ''}`.trim();
      reportRow(report, row, { code: 'bank.unfinished', args: { document } });
    }
    const date = fields.get('Дата') ?? '';
    if (date !== '' && isoDate(date) === date) {
      reportRow(report, row, { code: 'bank.bad-date', args: { key: 'Дата' } }, { column: 'Дата', value: date });
    }
    for (const { refused, foreignInn } of parties) {
      for (const key of refused) {
        const place = { column: key, value: fields.get(key) ?? '' };
        reportRow(report, row, { code: 'bank.bad-number', args: { key } }, place);
      }
      if (foreignInn !== '') {
        reportRow(report, row, { code: 'bank.person-with-company-inn', args: { inn: foreignInn } });
      }
    }
  }
}

function plainParty(party: BankParty, line: number, accounts: readonly BankAccount[]): Party {
  const empty = {
    id: '',
    fullName: '',
    lastName: '',
    firstName: '',
    middleName: '',
    birthDate: '',
    sex: '',
    comment: '',
  };
  const { key, name, inn, kpp, kind, rule } = party;
  return {
    ...empty,
    key,
    name,
    inn,
    kpp,
    kind,
    rule,
    line,
    accounts,
    points: [],
    ogrn: '',
    okpo: '',
    country: '',
    roles: [],
    groups: [],
    parent: '',
    deleted: false,
    own: false,
    extra: {},
  };
}

/** `dd.mm.yyyy` as `yyyy-mm-dd`; anything else stays as it is. */
function isoDate(text: string): string {
  const match = /^(\d\d)\.(\d\d)\.(\d{4})$/.exec(text.trim());
  if (match === null) return text;
  const [, day = '', month = '', year = ''] = match;
  return Number(month) > 12 || Number(day) > 31 ? text : `${year}-${month}-${day}`;
}
