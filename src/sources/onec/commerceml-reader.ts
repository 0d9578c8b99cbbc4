import type { Context } from '../../context.ts';
import { InputError } from '../../errors.ts';
import type { Input } from '../../input.ts';
import type { Row } from '../../model/row.ts';
import type { CounterpartyKind } from '../../text/onec-kind.ts';
import { cleanText, identifier, type EntityCounter } from '../../text/onec-values.ts';
import { documentOf } from './commerceml-document.ts';
import { partyOf, representativesOf, stableId } from './commerceml-party.ts';
import { documentElement, partyElement, type VersionOne } from './commerceml-v1.ts';
import { Output } from './output.ts';
import type { Party, Person } from './party.ts';
import { readTree, reportFile } from './reading.ts';
import { commerceMlVersion, sniff } from './sniff.ts';
import { detached } from '../../text/detached.ts';
import { childOf, childrenOf, textOf, type Step, type TreeVisitor, type XmlNode } from './xml-tree.ts';

const rootName = 'КоммерческаяИнформация';
/** Elements around counterparties, documents and the exporter's own company. */
const around = new Set([
  'Контейнер',
  'Контрагенты',
  'Документы',
  'Каталог',
  'Классификатор',
  'ПакетПредложений',
  'ИзмененияПакетаПредложений',
  'Товары',
  'Предложения',
]);

export interface CommerceMlOptions {
  readonly encoding?: string | undefined;
}

/** Rows of one CommerceML file of any version. */
export async function* readCommerceMl(
  input: Input,
  options: CommerceMlOptions,
  context: Context,
): AsyncGenerator<readonly Row[]> {
  const reader = new Reader(input, context);
  const { encoding } = options;
  if (await isVersionOne(input)) {
    const first = new VersionOneIndex(input.file);
    for await (const _ of readTree(input, first, context, { quiet: true, encoding })) continue;
    reader.useVersionOne(first);
  }
  for await (const _ of readTree(input, reader, context, { encoding })) yield* reader.output.ready();
  yield* reader.output.rest();
  reader.finish();
}

async function isVersionOne(input: Input): Promise<boolean> {
  return (await sniff(input))?.kind.startsWith('CommerceML 1') === true;
}

/** First pass over a file of version 1: its counterparties follow the documents that refer to them. */
class VersionOneIndex implements TreeVisitor, VersionOne {
  readonly goods = new Map<string, string>();
  readonly parties = new Map<string, XmlNode>();
  readonly own = new Set<string>();
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  enter({ name, attributes }: { name: string; attributes: XmlNode['attributes'] }, parent: string): Step {
    if (parent === '') checkRoot(this.#file, name);
    if (name === 'Контрагент') return 'record';
    if (name === 'Каталог') this.own.add(detached(attributes['Владелец'] ?? ''));
    const number = attributes['ИдентификаторВКаталоге'];
    if (name === 'Товар' && number !== undefined) {
      this.goods.set(detached(number), detached(attributes['Наименование'] ?? ''));
    }
    return around.has(name) || name === rootName ? 'descend' : 'skip';
  }

  record(node: XmlNode): void {
    const copy = JSON.parse(JSON.stringify(partyElement(node))) as XmlNode;
    this.parties.set(detached(node.attributes['Идентификатор'] ?? ''), copy);
  }
}

function checkRoot(file: string, found: string): void {
  if (found !== rootName)
    throw new InputError('input.wrong-format', { file, expected: 'CommerceML', found: `<${found}>` });
}

class Reader implements TreeVisitor {
  readonly output: Output;
  readonly #input: Input;
  readonly #context: Context;
  readonly #counter: EntityCounter = { decoded: 0 };
  /** The kind a counterparty was first found to be: documents have been told it. */
  readonly #kinds = new Map<string, CounterpartyKind>();
  /** Parts of the file without customers, with their numbers. */
  readonly #found = new Map<string, number>();
  #versionOne: VersionOneIndex | undefined;

  constructor(input: Input, context: Context) {
    this.#input = input;
    this.#context = context;
    this.output = new Output(input.file, context);
  }

  useVersionOne(index: VersionOneIndex): void {
    this.#versionOne = index;
    for (const key of index.own) this.output.ownCompany(identifier(key));
  }

  enter({ name, attributes }: { name: string; attributes: XmlNode['attributes'] }, parent: string): Step {
    if (parent === '') {
      checkRoot(this.#input.file, name);
      this.#rootFacts(attributes);
      return 'descend';
    }
    if (name === 'Контрагент' || name === 'Документ' || name === 'Владелец') return 'record';
    if (name === 'Контрагенты') {
      const partial = attributes['СодержитТолькоИзменения'];
      if (partial !== undefined) this.#fact('changes-only', partial.trim() === 'true');
      return 'descend';
    }
    if (around.has(name)) {
      if (parent === rootName) this.#count(name);
      return 'descend';
    }
    if (name === 'Товар' || name === 'Предложение' || parent === rootName) this.#count(name);
    return 'skip';
  }

  record(node: XmlNode): void {
    if (node.name === 'Владелец') {
      this.output.ownCompany(stableId(cleanText(textOf(node, 'Ид'), this.#counter)));
    } else if (this.#versionOne !== undefined) this.#recordOfVersionOne(node, this.#versionOne);
    else if (node.name === 'Контрагент') this.#party(partyOf(node, this.#counter), node);
    else this.#document(node);
  }

  finish(): void {
    if (this.#counter.decoded > 0) this.#fact('decoded-entities', this.#counter.decoded);
    if (this.output.count > 0) return;
    const { file } = this.#input;
    const found = [...this.#found].map(([name, count]) => `${name} — ${count}`).join(', ');
    if (found === '') reportFile(this.#context, file, { code: 'onec.nothing', args: { file } });
    else reportFile(this.#context, file, { code: 'onec.no-customers', args: { file, found } });
  }

  #recordOfVersionOne(node: XmlNode, index: VersionOneIndex): void {
    if (node.name === 'Документ') this.#document(documentElement(node, index, index.own));
    else {
      const element = partyElement(node);
      this.#party(partyOf(element, this.#counter), element);
    }
  }

  #rootFacts(attributes: XmlNode['attributes']): void {
    this.#fact('format', `CommerceML ${this.#versionOne === undefined ? commerceMlVersion({ attributes }, '') : '1'}`);
    const made = attributes['ДатаФормирования'];
    if (made !== undefined) this.#fact('exported-at', made);
  }

  #fact(name: string, value: string | number | boolean): void {
    this.#context.fact({ file: this.#input.file, name, value });
  }

  #count(name: string): void {
    this.#found.set(name, (this.#found.get(name) ?? 0) + 1);
  }

  #party(found: Party, node: XmlNode): { readonly party: Party; readonly persons: readonly Person[] } {
    const party = this.#withFirstKind(found);
    this.output.party(party);
    const persons = party.own ? [] : representativesOf(node, party, this.#counter);
    for (const person of persons) this.output.person(person);
    return { party, persons };
  }

  #withFirstKind(party: Party): Party {
    if (party.key === '') return party;
    const first = this.#kinds.get(party.key);
    if (first === undefined) this.#kinds.set(detached(party.key), party.kind);
    return first === undefined || first === party.kind ? party : { ...party, kind: first };
  }

  #document(node: XmlNode): void {
    const role = cleanText(textOf(node, 'Роль'), this.#counter);
    const elements = childrenOf(childOf(node, 'Контрагенты'), 'Контрагент');
    const parties = elements.map((element) => {
      const party = partyOf(element, this.#counter);
      // The party that plays the document's own role is the exporter; a party alone is the customer whatever it is called.
      const own = elements.length > 1 && role !== '' && party.roles[0] === role;
      return this.#party({ ...party, own, key: party.key || `${textOf(node, 'Ид').trim()} / ${party.line}` }, element);
    });
    const { party: customer, persons = [] } = parties.find(({ party }) => !party.own) ?? { party: undefined };
    const contacts = persons.filter(({ self }) => !self).map(({ key }) => key);
    this.output.document(documentOf(node, { customer, contacts }, this.#counter));
    for (const child of childrenOf(childOf(node, 'ПодчиненныеДокументы'), 'ПодчиненныйДокумент')) this.#document(child);
  }
}
