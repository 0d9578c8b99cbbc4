import { counterpartyKind, type CounterpartyKind, type KindRule } from '../../text/onec-kind.ts';
import { innChecks } from '../../text/onec-values.ts';

/** Why a side of a payment is no customer; empty for one that may be. */
export type SetAside = '' | 'bank' | 'treasury' | 'own';

/** One side of a payment. */
export interface BankParty {
  readonly key: string;
  readonly name: string;
  readonly inn: string;
  readonly kpp: string;
  readonly kind: CounterpartyKind;
  readonly rule: KindRule;
  readonly account: {
    readonly number: string;
    readonly bik: string;
    readonly bank: string;
    readonly correspondent: string;
  };
  /** Fields whose value was not taken. */
  readonly refused: readonly string[];
  /** The ИНН of a bank that stood beside a person's name. */
  readonly foreignInn: string;
}

export type Side = 'Плательщик' | 'Получатель';

const leadingNumber = /^(?:ИНН\s*\d+(?:\s*КПП\s*\d+)?\s+|\d{10,13},\s*|\d{10,12}\s+)/i;
const personName =
  /^[А-ЯЁ][а-яёА-ЯЁ-]+\s+[А-ЯЁ][а-яёА-ЯЁ-]+\s+[А-ЯЁ][а-яёА-ЯЁ-]+(?:вич|вна|чна|ьич|ВИЧ|ВНА|ЧНА|ЬИЧ|оглы|кызы|ОГЛЫ|КЫЗЫ)$/u;

/** Reads one side of a document; undefined when the file has neither a name nor a number of it. */
export function partyOf(fields: ReadonlyMap<string, string>, side: Side): BankParty | undefined {
  const get = (suffix: string): string => fields.get(`${side}${suffix}`)?.trim() ?? '';
  const name = nameOf(get('1'), get(''));
  const inn = get('ИНН');
  const kpp = get('КПП');
  // Anonymised files give everyone one made-up number: only one with right check digits tells companies apart.
  const goodInn = innChecks(inn) && !/^0+$/.test(inn) ? inn : '';
  const goodKpp = /^\d{4}[\dA-Z]{2}\d{3}$/.test(kpp) && !/^0+$/.test(kpp) ? kpp : '';
  if (name === '' && goodInn === '') return undefined;
  // For payments to a person's card the number is the bank's.
  const foreignInn = goodInn.length === 10 && goodKpp === '' && personName.test(name) ? goodInn : '';
  const ownInn = foreignInn === '' ? goodInn : '';
  const refused = [
    ...(inn !== '' && goodInn === '' ? [`${side}ИНН`] : []),
    ...(kpp !== '' && !/^0+$/.test(kpp) && goodKpp === '' ? [`${side}КПП`] : []),
  ];
  return {
    key: keyOf(ownInn, goodKpp, name),
    name,
    inn: ownInn,
    kpp: goodKpp,
    ...counterpartyKind({ name, inn: ownInn, kpp: goodKpp }),
    account: {
      number: get('РасчСчет') || get('Счет'),
      bik: get('БИК'),
      bank: get('Банк1'),
      correspondent: get('Корсчет'),
    },
    refused,
    foreignInn,
  };
}

function nameOf(clean: string, withNumber: string): string {
  const name = clean === '' ? withNumber.replace(leadingNumber, '') : clean.replace(leadingNumber, '');
  // Natural persons may come as `ФИО//адрес//`.
  const slashes = name.indexOf('//');
  return (slashes > 0 ? name.slice(0, slashes) : name).trim();
}

/** Anonymised files give everyone one ИНН, branches of a company differ by КПП only: number, КПП and name together. */
function keyOf(inn: string, kpp: string, name: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/["«»“”']/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return inn === '' ? `имя ${plain}` : `ИНН ${inn}${kpp === '' ? '' : `/${kpp}`}`;
}

const treasury = /УФК|ИФНС|МИ ?ФНС|ФНС РОССИИ|КАЗНАЧЕЙСТВ|НАЛОГОВАЯ|СОЦИАЛЬНЫЙ ФОНД|ПЕНСИОНН/;
const bankName = /(?:^|[\s"«(])(?:\S*БАНК)(?=$|[\s"»),.])|БАНК\s|ВТБ/;
const bankDocuments = /^(?:Банковский ордер|Мемориальный ордер)/i;

/** Why a party is no customer: own companies, the bank that serves the account, the treasury. */
export function setAside(
  party: BankParty,
  around: {
    readonly title: string;
    readonly ownInns: ReadonlySet<string>;
    readonly bankNames: ReadonlySet<string>;
  },
): SetAside {
  if (party.inn !== '' && around.ownInns.has(party.inn)) return 'own';
  const name = party.name.slice(0, 500).toUpperCase();
  if (treasury.test(name)) return 'treasury';
  if (bankName.test(name) || around.bankNames.has(name) || bankDocuments.test(around.title)) return 'bank';
  return '';
}
