import type { Finding } from '../../model/issue.ts';
import type { Cell } from '../../model/row.ts';
import { readBirthday } from './birthday.ts';
import { CardCells } from './columns.ts';
import { emailKind, messengerProperties, messengerSchemes, phoneKind, plainLabel } from './kinds.ts';
import { binaryNames, typesOf, type Property } from './property.ts';
import { decodeBytes, plainBytes, splitEscaped, unescapeText } from './value.ts';

/** A finding about a card, with the line and the property it stands in. */
export type CardNote = (finding: Finding, at: { line: number; column: string; value: string }) => void;

/** Properties that are about the card itself or are used with another one. */
const silent: ReadonlySet<string> = new Set([
  'VERSION',
  'PRODID',
  'X-ABLABEL',
  'X-ABUID',
  'X-MS-OL-DESIGN',
  'SORT-STRING',
]);

/** One card being read: properties go in, a row comes out. */
export class Card {
  /** Line of its BEGIN. */
  readonly line: number;
  readonly #fallback: string;
  readonly #note: CardNote;
  readonly #cells = new CardCells();
  readonly #properties: Property[] = [];
  #version = '';

  constructor(line: number, fallback: string, note: CardNote) {
    this.line = line;
    this.#fallback = fallback;
    this.#note = note;
  }

  add(property: Property): void {
    if (property.name === 'VERSION') this.#version = property.value.trim();
    this.#properties.push(property);
  }

  addStray(bytes: string, line: number): void {
    const text = this.#decode(bytes, { group: '', name: '', params: new Map(), value: bytes, line });
    this.#cells.add('Unread lines', text);
    this.#note({ code: 'vcard.stray-line', args: {} }, { line, column: '', value: text });
  }

  get version(): string {
    return this.#version;
  }

  /** The cells of the row; `columns` grows by the properties that have no column yet. */
  finish(columns: string[]): readonly Cell[] {
    const labels = this.#labels();
    for (const property of this.#properties) {
      if (silent.has(property.name)) continue;
      this.#take(property, property.group === '' ? '' : (labels.get(property.group) ?? ''));
    }
    this.#nameAndKind();
    return this.#cells.cells(columns);
  }

  #labels(): ReadonlyMap<string, string> {
    const labels = new Map<string, string>();
    for (const property of this.#properties) {
      if (property.name === 'X-ABLABEL' && property.group !== '') labels.set(property.group, this.#text(property));
    }
    return labels;
  }

  #decode(bytes: string, property: Property): string {
    const { text, isDamaged, charset } = decodeBytes(bytes, property, this.#fallback);
    if (isDamaged) {
      const at = { line: property.line, column: property.name, value: text };
      this.#note({ code: 'vcard.damaged-text', args: { charset } }, at);
    }
    return text;
  }

  /** The whole value as text. */
  #text(property: Property): string {
    return unescapeText(this.#decode(plainBytes(property, property.value), property), this.#version)
      .replaceAll('\r\n', '\n')
      .trim();
  }

  /** The components of a structured value: split before decoding, so that an encoded `;` is text; unless all of them are encoded. */
  #parts(property: Property): readonly string[] {
    const raw = splitEscaped(property.value, ';');
    const pieces =
      raw.length > 1
        ? raw.map((piece) => plainBytes(property, piece))
        : splitEscaped(plainBytes(property, property.value), ';');
    return pieces.map((piece) =>
      unescapeText(this.#decode(piece, property), this.#version).replaceAll('\r\n', '\n').trim(),
    );
  }

  #take(property: Property, label: string): void {
    const { name } = property;
    const service = messengerProperties[name];
    if (service !== undefined) this.#cells.add(`Messenger.${service}`, this.#text(property));
    else if (name === 'TEL') this.#phone(property, label);
    else if (name === 'EMAIL') this.#email(property, label);
    else if (name === 'N') this.#name(property);
    else if (name === 'ORG') this.#organization(property);
    else if (name === 'ADR') this.#address(property, label);
    else if (name === 'IMPP' || name === 'X-MS-IMADDRESS') this.#messenger(property);
    else if (name === 'BDAY') this.#birthday(property);
    else if (name === 'CATEGORIES') this.#categories(property);
    else if (name === 'GENDER' || name === 'X-GENDER') this.#sex(property);
    else if (name === 'URL' || name === 'X-SOCIALPROFILE') this.#url(property, label);
    else if (name === 'X-ANDROID-CUSTOM') this.#android(property);
    else this.#other(property, label);
  }

  #name(property: Property): void {
    const columns = ['Last name', 'First name', 'Middle name', 'Prefix', 'Suffix'];
    const parts = this.#parts(property);
    for (const [index, column] of columns.entries()) {
      // Several given names or honorifics stand in one component, separated by commas in 3.0 and 4.0.
      const text = (parts[index] ?? '').replace(/,(?=\S)/g, ', ');
      if (!this.#cells.has(column)) this.#cells.add(column, text);
    }
    if (parts.length > 5) this.#cells.add('N', parts.slice(5).join('; '));
  }

  #organization(property: Property): void {
    const [organization = '', ...units] = this.#parts(property);
    this.#cells.add('Organization', organization);
    this.#cells.add('Department', units.filter((unit) => unit !== '').join(', '));
  }

  #phone(property: Property, label: string): void {
    const types = typesOf(property);
    const { kind, note } = phoneKind(types, label);
    const number = phoneText(this.#text(property));
    const text = note === '' ? number : `${number} (${note})`;
    this.#cells.add(`Phone.${kind}${types.has('PREF') ? '.preferred' : ''}`, text);
  }

  #email(property: Property, label: string): void {
    const types = typesOf(property);
    const { kind, note } = emailKind(types, label);
    const text = this.#text(property).replace(/^mailto:/i, '');
    this.#cells.add(`Email.${kind}${types.has('PREF') ? '.preferred' : ''}`, text);
    if (note !== '') this.#cells.add('Labels', `${text}: ${note}`);
  }

  #address(property: Property, label: string): void {
    const [box = '', extended = '', street = '', city = '', region = '', code = '', country = ''] =
      this.#parts(property);
    const oneLine = (text: string): string => text.split(/\s*\n\s*/).join(', ');
    const all = [code, country, region, city, oneLine(street), oneLine(extended), box].filter((part) => part !== '');
    if (all.length === 0) return;
    const at = this.#cells.size('Address.Text');
    const types = typesOf(property);
    this.#cells.place('Address.Text', at, all.join(', '));
    this.#cells.place('Address.Type', at, types.has('WORK') ? 'actual' : 'other');
    this.#cells.place('Address.Postal code', at, code);
    this.#cells.place('Address.Region', at, region);
    this.#cells.place('Address.City', at, city);
    this.#cells.place('Address.Street', at, oneLine(street));
    if (label !== '') this.#cells.add('Labels', `${all.join(', ')}: ${plainLabel(label)}`);
  }

  #messenger(property: Property): void {
    const text = this.#text(property);
    const [, scheme = '', rest = ''] = /^([a-z-]+):(.*)$/is.exec(text) ?? [];
    const stated = property.params.get('X-SERVICE-TYPE')?.[0]?.toLowerCase() ?? '';
    const service = messengerSchemes[scheme.toLowerCase()] ?? messengerSchemes[stated];
    const account = rest.replace(/^\/\//, '');
    if (service === undefined) this.#cells.add(property.name, text);
    else this.#cells.add(`Messenger.${service}`, account === '' ? text : account);
  }

  #birthday(property: Property): void {
    const birthday = readBirthday(this.#text(property), property.params.get('X-APPLE-OMIT-YEAR')?.[0]);
    if ('date' in birthday) this.#cells.add('Birthday', birthday.date);
    else this.#cells.add('Birthday as written', birthday.asWritten);
  }

  #categories(property: Property): void {
    const bytes = this.#decode(plainBytes(property, property.value), property);
    for (const one of splitEscaped(bytes, ',')) this.#cells.add('Categories', unescapeText(one, this.#version).trim());
  }

  #sex(property: Property): void {
    const text = this.#text(property);
    const sex = /^(?:m|male)\b/i.test(text) ? 'male' : /^(?:f|female)\b/i.test(text) ? 'female' : undefined;
    this.#cells.add(sex === undefined ? property.name : 'Sex', sex ?? text);
  }

  #url(property: Property, label: string): void {
    const text = this.#text(property);
    this.#cells.add('URL', text);
    const named = plainLabel(label);
    if (named !== '' && !/^(?:home|work|homepage|other)$/i.test(named)) this.#cells.add('Labels', `${text}: ${named}`);
  }

  /** Android's own rows: `vnd.android.cursor.item/nickname;Саша;1;...`. */
  #android(property: Property): void {
    const [type = '', value = ''] = this.#parts(property);
    if (type.endsWith('/nickname')) this.#cells.add('Nickname', value);
    else this.#cells.add(property.name, this.#text(property).replace(/;+$/, ''));
  }

  #other(property: Property, label: string): void {
    const { name } = property;
    // Of a picture only its presence is known.
    const text = property.value === '' && binaryNames.has(name) ? 'true' : this.#text(property);
    const column = plainColumns[name] ?? name;
    this.#cells.add(column, label === '' || column !== name ? text : `${text} (${plainLabel(label)})`);
  }

  /** What the card is about, and the name it goes by: `FN`, else the parts of `N`, the organisation, an address or number. */
  #nameAndKind(): void {
    const cells = this.#cells;
    const written = cells.take('KIND')[0]?.toLowerCase() ?? '';
    const hasParts = cells.has('Last name') || cells.has('First name');
    const organization = cells.first('Organization');
    const [shown = '', ...otherNames] = cells.take('FN');
    const isShownAsCompany = /^company$/i.test(cells.take('X-ABSHOWAS')[0] ?? '');
    const isCompany =
      written === 'org' ||
      isShownAsCompany ||
      (!hasParts && organization !== '' && (shown === '' || shown === organization));
    const kind = written === 'group' || written === 'location' || written === 'application' ? written : undefined;
    cells.add('Kind', kind ?? (isCompany ? 'company' : 'person'));
    for (const name of otherNames) cells.add('FN', name);
    if (shown !== '') cells.add('Display name', shown);
    else if (hasParts)
      cells.add('Display name', [cells.first('First name'), cells.first('Last name')].join(' ').trim());
    else if (organization !== '') cells.add('Display name', organization);
    else this.#nameByAddress();
  }

  #nameByAddress(): void {
    const columns = [
      'Email.work',
      'Email.home',
      'Email.other',
      'Phone.mobile',
      'Phone.work',
      'Phone.home',
      'Phone.other',
    ];
    const names = columns.flatMap((column) => [`${column}.preferred`, column]);
    const value = ['Nickname', ...names].map((column) => this.#cells.first(column)).find((text) => text !== '');
    if (value === undefined) return;
    this.#cells.add('Display name', value);
    this.#note({ code: 'vcard.no-name', args: { name: value } }, { line: this.line, column: 'FN', value });
  }
}

/** Properties with a column of their own that hold one text. */
const plainColumns: Readonly<Record<string, string>> = {
  UID: 'UID',
  NICKNAME: 'Nickname',
  TITLE: 'Title',
  ROLE: 'Role',
  NOTE: 'Note',
  REV: 'Updated',
};

/** A number out of a `tel:` address (RFC 3966), its extension in words. */
function phoneText(text: string): string {
  const [number = '', ...params] = text.replace(/^tel:/i, '').split(';');
  if (!/^tel:/i.test(text)) return text;
  const extension = params.find((param) => /^ext=/i.test(param))?.slice(4);
  return extension === undefined || extension === '' ? number : `${number} ext. ${extension}`;
}
