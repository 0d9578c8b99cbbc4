import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import type { XmlHandler } from '../../../src/xml.ts';
import { XmlScanner } from '../../../src/sources/onec/xml-scanner.ts';
import { TextReader } from '../../../src/sources/onec/xml-text.ts';
import { bytesInput } from '../../bytes-input.ts';

type Event = readonly [kind: string, what: string, attributes?: Readonly<Record<string, string>>];

/** Collects events, runs of text joined and blanks between tags left out. */
function recorder(): { readonly events: Event[]; readonly handler: XmlHandler } {
  const events: Event[] = [];
  let text = '';
  const flush = (): void => {
    if (text.trim() !== '') events.push(['text', text.trim()]);
    text = '';
  };
  const handler: XmlHandler = {
    open: (name, attributes) => {
      flush();
      events.push(['open', name, { ...attributes }]);
    },
    text: (value) => {
      text += value;
    },
    close: (name) => {
      flush();
      events.push(['close', name]);
    },
  };
  return { events, handler };
}

function scan(content: Buffer, options: { readonly chunk?: number; readonly encoding?: string } = {}) {
  const { events, handler } = recorder();
  const encoding = options.encoding ?? 'utf-8';
  const texts = new TextReader({ encoding, fallback: encoding === 'utf-8' ? 'windows-1251' : 'utf-8' });
  const scanner = new XmlScanner(bytesInput('a.xml', content), handler, texts);
  const step = options.chunk ?? content.length;
  for (let at = 0; at < content.length; at += step) scanner.write(content.subarray(at, at + step));
  scanner.close();
  return { events, repairs: scanner.repairs, trouble: texts.trouble };
}

function bySaxes(xml: string): readonly Event[] {
  const { events, handler } = recorder();
  const parser = new SaxesParser();
  parser.on('opentag', (tag) => handler.open(tag.name, tag.attributes as Record<string, string>, 0));
  parser.on('closetag', (tag) => handler.close(tag.name));
  parser.on('text', (value) => handler.text(value));
  parser.on('cdata', (value) => handler.text(value));
  parser.write(xml).close();
  return events;
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const name = fc.constantFrom('Контрагент', 'Ид', 'v8:Ref', 'a', 'Справочник.Контрагенты');
const value = fc.string({
  unit: fc.constantFrom('а', 'Я', 'ё', '1', ' ', '&', '<', '>', '"', '\n', '№', '—', '😀'),
  maxLength: 60,
});
const { element } = fc.letrec<{ element: string }>((tie) => ({
  element: fc.oneof(
    { depthSize: 'small' },
    fc.tuple(name, value).map(([tag, text]) => `<${tag}>${escape(text)}</${tag}>`),
    fc.tuple(name, value).map(([tag, text]) => `<${tag} Имя="${escape(text).replaceAll('\n', ' ')}" x='1' />`),
    fc.tuple(name, value).map(([tag, text]) => `<${tag}><![CDATA[${text.replaceAll(']]>', '')}]]></${tag}>`),
    fc
      .tuple(name, fc.array(tie('element'), { maxLength: 4 }))
      .map(([tag, inside]) => `<${tag}>\n\t${inside.join('<!-- a < b -->\n')}</${tag}>`),
  ),
}));

describe('XmlScanner', () => {
  it('sees what a strict parser sees, however the bytes are cut', () => {
    fc.assert(
      fc.property(element, fc.integer({ min: 1, max: 40 }), (xml, chunk) => {
        const document = `<?xml version="1.0"?>\n${xml}\n`;
        expect(scan(Buffer.from(document), { chunk }).events).toEqual(bySaxes(document));
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    ['<a><b></a></b>', 'input.xml'],
    ['<a></a><b/>', 'input.xml'],
    ['text<a/>', 'input.xml'],
    ['<a/>text', 'input.xml'],
    ['<a b></a>', 'input.xml'],
    ['<!DOCTYPE a><a/>', 'input.xml-doctype'],
    ['<a><b>', 'input.truncated'],
    ['<a><b', 'input.truncated'],
    ['', 'input.xml'],
    ['<a>'.repeat(300), 'input.limit'],
  ])('refuses %j', (xml, code) => {
    expect(() => scan(Buffer.from(xml))).toThrow(
      expect.objectContaining({ code, args: expect.objectContaining({ file: 'a.xml' }) }),
    );
  });

  it('says where a tag does not match', () => {
    expect(() => scan(Buffer.from('<a>\n <b>\n  </c>\n</a>'))).toThrow(
      expect.objectContaining({ args: { file: 'a.xml', line: 3, column: 3, reason: 'unmatched closing tag: c' } }),
    );
  });

  it('bears a lone ampersand, a lone less-than and control characters, and counts them', () => {
    const { events, repairs } = scan(Buffer.from('<a>Рога & копыта < 5\u0001&#x1F;&nbsp;!</a>'));
    expect(events[1]).toEqual(['text', 'Рога & копыта < 5  &nbsp;!']);
    expect(repairs).toEqual({ control: 2, escaped: 3 });
  });

  it('reads every value in its own encoding', () => {
    const cp1251 = Buffer.from([0xd0, 0xee, 0xec, 0xe0, 0xf8, 0xea, 0xe0]);
    const mixed = Buffer.concat([Buffer.from('<a><b>Лютик</b><c>'), cp1251, Buffer.from('</c></a>')]);
    const { events, trouble } = scan(mixed);
    expect(events.filter(([kind]) => kind === 'text').map(([, text]) => text)).toEqual(['Лютик', 'Ромашка']);
    expect(trouble).toEqual({ other: 1, damaged: 0 });
  });

  it('does not take a short windows-1251 value for UTF-8', () => {
    // "Р»" in windows-1251 is the UTF-8 letter "л".
    const { events } = scan(Buffer.concat([Buffer.from('<a>'), Buffer.from([0xd0, 0xbb]), Buffer.from('</a>')]), {
      encoding: 'windows-1251',
    });
    expect(events[1]).toEqual(['text', 'Р»']);
  });

  it('keeps a damaged letter from turning the rest of the value into another encoding', () => {
    const bytes = Buffer.from('<a>Ромашка и Лютик</a>');
    bytes[4] = 0x20;
    const { events, trouble } = scan(bytes);
    expect(events[1]?.[1]).toContain('омашка и Лютик');
    expect(trouble.damaged).toBe(1);
  });
});
