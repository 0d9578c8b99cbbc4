import { phoneText, type AddressParts, type ContactString } from './onec-contact-string.ts';

/** An element of a contact string. Names are without prefixes. */
interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: Element[];
  text: string;
}

const token = /<\/?([^\s<>/]{1,100})(?=[\s/>])((?:"[^"]*"|'[^']*'|[^<>"'])*?)(\/?)>|([^<]+)/g;
const attribute = /([^\s="']{1,100})\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)')/g;
const maxLength = 30_000;
const maxDepth = 64;

/**
 * The XML form of contact information (namespaces `ssl/contactinfo` and `contactinfo_ru`); undefined when it is not that. The strings
 * are written by one library of 1C, so a small reader does: it runs once per phone of a base.
 */
export function parseContactXml(text: string): ContactString | undefined {
  const root = text.length > maxLength ? undefined : parseElements(text);
  if (root === undefined || root.name !== 'КонтактнаяИнформация') return undefined;
  const content = child(root, 'Состав');
  const type = localName(attributeOf(content, 'type'));
  const parts = type === 'Адрес' && content !== undefined ? addressParts(content) : undefined;
  const presentation = attributeOf(root, 'Представление');
  return {
    form: 'xml',
    value: presentation === '' ? contentText(content) : presentation,
    comment: child(root, 'Комментарий')?.text.trim() ?? '',
    kind: kinds[type] ?? '',
    ...(parts === undefined ? {} : { parts }),
  };
}

const kinds: Readonly<Record<string, string>> = {
  НомерТелефона: 'Телефон',
  НомерФакса: 'Факс',
  ЭлектроннаяПочта: 'АдресЭлектроннойПочты',
  ВебСайт: 'ВебСтраница',
  Skype: 'Skype',
  Прочее: 'Другое',
  Адрес: 'Адрес',
};

function contentText(content: Element | undefined): string {
  const value = attributeOf(content, 'Значение');
  if (value !== '') return value;
  const phone = phoneText({
    country: attributeOf(content, 'КодСтраны'),
    area: attributeOf(content, 'КодГорода'),
    number: attributeOf(content, 'Номер'),
    extension: attributeOf(content, 'Добавочный'),
  });
  return phone === '' ? (content?.text.trim() ?? '') : phone;
}

function addressParts(content: Element): AddressParts | undefined {
  const russian = child(content, 'Состав');
  if (russian === undefined) return undefined;
  const text = (name: string): string => child(russian, name)?.text.trim() ?? '';
  const extra = russian.children.filter(({ name }) => name === 'ДопАдрЭл');
  const index = attributeOf(
    extra.find((element) => attributeOf(element, 'ТипАдрЭл') === '10100000'),
    'Значение',
  );
  const numbers = extra.flatMap((element) => element.children.filter(({ name }) => name === 'Номер'));
  // Codes of the addressing classifier of 1C: 10xx houses and buildings, 20xx flats and offices.
  const numbered = (group: string): string =>
    numbers
      .filter((element) => attributeOf(element, 'Тип').startsWith(group))
      .map((element) => attributeOf(element, 'Значение'))
      .join(', ');
  const region = text('СубъектРФ');
  const city = text('Город') || text('НаселПункт');
  const parts = {
    country: attributeOf(content, 'Страна'),
    postalCode: /^\d{5,6}$/.test(index) ? index : '',
    region,
    city: city === '' && region.endsWith(' г') ? region.slice(0, -2) : city,
    street: text('Улица'),
    house: numbered('10'),
    flat: numbered('20'),
  };
  const filled = Object.entries(parts).filter(([, value]) => value !== '');
  return region === '' && city === '' ? undefined : (Object.fromEntries(filled) as AddressParts);
}

function parseElements(text: string): Element | undefined {
  const top: Element = { name: '', attributes: new Map(), children: [], text: '' };
  const open: Element[] = [top];
  for (const [whole, tag, rest = '', selfClosing, characters] of text.matchAll(token)) {
    const parent = open.at(-1);
    if (parent === undefined) return undefined;
    if (tag === undefined) parent.text += decode(characters ?? '');
    else if (whole.startsWith('</')) open.pop();
    else if (!tag.startsWith('?') && !tag.startsWith('!')) {
      const element: Element = { name: localName(tag), attributes: attributes(rest), children: [], text: '' };
      parent.children.push(element);
      if (selfClosing === '') open.push(element);
      if (open.length > maxDepth) return undefined;
    }
  }
  return open.length === 1 ? top.children[0] : undefined;
}

function attributes(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', double, single] of text.matchAll(attribute)) {
    found.set(localName(name), decode(double ?? single ?? ''));
  }
  return found;
}

function decode(text: string): string {
  if (!text.includes('&')) return text;
  return text
    .replaceAll(/&#(\d{1,6});/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll(/&#x([\da-f]{1,5});/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

function child(element: Element, name: string): Element | undefined {
  return element.children.find((candidate) => candidate.name === name);
}

function attributeOf(element: Element | undefined, name: string): string {
  return element?.attributes.get(name)?.trim() ?? '';
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
