import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { chunkDecoder, decodeAll } from '../../src/text/decoder.ts';
import { certainEncoding, detectEncoding, encodingNamed, encodings } from '../../src/text/encoding.ts';

const russian = 'Имя;Телефон;Город\r\nИванов Пётр;+7 (495) 123-45-67;г. Москва\r\n';
const names = { cp866: 'cp866', latin1: 'windows-1252' } as Record<string, string>;

function encode(text: string, encoding: string): Buffer {
  return iconv.encode(text, names[encoding] ?? encoding);
}

describe('detectEncoding', () => {
  it.each(encodings.filter((encoding) => encoding !== 'latin1'))(
    'knows Russian text in %s by its bytes',
    (encoding) => {
      const guess = detectEncoding(encode(russian, encoding));
      expect(guess.encoding).toBe(encoding);
      expect(guess.confidence).toBeGreaterThanOrEqual(certainEncoding);
    },
  );

  it.each(['windows-1251', 'cp866', 'koi8-r'])('knows Russian text in capitals in %s', (encoding) => {
    const guess = detectEncoding(encode('КОМПАНИЯ;ГОРОД\nООО РОМАШКА;МОСКВА\n', encoding));
    expect(guess).toMatchObject({ encoding });
    expect(guess.confidence).toBeGreaterThanOrEqual(certainEncoding);
  });

  it.each(['Name;City\nMüller & Söhne;Köln\n', 'Nom,Ville\nCrédito Agrícola,Besançon\n'])(
    'knows Western text %j',
    (text) => {
      const guess = detectEncoding(encode(text, 'latin1'));
      expect(guess.encoding).toBe('latin1');
      expect(guess.confidence).toBeGreaterThanOrEqual(certainEncoding);
    },
  );

  it('knows a few Western letters in a long English text', () => {
    const text = `${'Name,City,Phone\nSmith,London,020 7946 0000\n'.repeat(3000)}Crédito,Pébéo,Nº 5\n`;
    expect(detectEncoding(encode(text, 'latin1'))).toMatchObject({ encoding: 'latin1', ascii: false });
  });

  it('takes the byte order mark for certain', () => {
    expect(detectEncoding(Buffer.from([0xef, 0xbb, 0xbf, 0x41]))).toMatchObject({
      encoding: 'utf-8',
      confidence: 1,
      markBytes: 3,
    });
    expect(detectEncoding(Buffer.from([0xff, 0xfe, 0x41, 0]))).toMatchObject({
      encoding: 'utf-16le',
      confidence: 1,
      markBytes: 2,
    });
    expect(detectEncoding(Buffer.from([0xfe, 0xff, 0, 0x41]))).toMatchObject({
      encoding: 'utf-16be',
      confidence: 1,
      markBytes: 2,
    });
  });

  it('says that ASCII is the same in all of them', () => {
    expect(detectEncoding(Buffer.from('Name;City\n'))).toEqual({
      encoding: 'utf-8',
      confidence: 1,
      markBytes: 0,
      ascii: true,
    });
  });

  it('is not misled by a character cut by the end of the sample', () => {
    const bytes = Buffer.from('Иванов Иван');
    for (let length = 2; length <= bytes.length; length += 1) {
      expect(detectEncoding(bytes.subarray(0, length))).toMatchObject({ encoding: 'utf-8' });
    }
  });

  it('does not claim to know random bytes', () => {
    let seed = 7;
    const bytes = Uint8Array.from({ length: 4000 }, () => (seed = (seed * 1103515245 + 12345) % 2147483648) >> 16);
    expect(detectEncoding(bytes).confidence).toBeLessThan(certainEncoding);
  });

  it('does not claim to know three letters that fit several encodings', () => {
    expect(detectEncoding(encode('ИНН', 'koi8-r')).confidence).toBeLessThan(certainEncoding);
  });

  it('keeps UTF-8 when a few bytes of it are damaged', () => {
    const bytes = Buffer.concat([Buffer.from(russian.repeat(20)), Buffer.from([0xc8, 0xe2, 0x0a])]);
    expect(detectEncoding(bytes).encoding).toBe('utf-8');
  });
});

describe('encodingNamed', () => {
  it.each([
    ['UTF8', 'utf-8'],
    ['cp1251', 'windows-1251'],
    ['WINDOWS_1251', 'windows-1251'],
    ['IBM866', 'cp866'],
    ['KOI8-R', 'koi8-r'],
    ['iso-8859-1', 'latin1'],
  ])('knows %s as %s', (name, encoding) => {
    expect(encodingNamed(name)).toBe(encoding);
  });

  it('does not know other names', () => {
    expect(encodingNamed('klingon')).toBeUndefined();
  });
});

describe('chunkDecoder', () => {
  it.each(encodings.filter((encoding) => encoding !== 'latin1'))(
    'gives the same text wherever %s is cut',
    (encoding) => {
      const bytes = encode(`${russian}`, encoding);
      for (let cut = 0; cut <= bytes.length; cut += 1) {
        const decoder = chunkDecoder(encoding);
        const text = decoder.write(bytes.subarray(0, cut)) + decoder.write(bytes.subarray(cut)) + decoder.end();
        expect(text).toBe(russian);
      }
    },
  );

  it('marks bytes that are not UTF-8', () => {
    const decoder = chunkDecoder('utf-8');
    expect(decoder.write(Buffer.from('Иван'))).toBe('Иван');
    expect(decoder.damaged).toBe(false);
    expect(decoder.write(Buffer.from([0xc8, 0xe2, 0x20]))).toBe('\uFFFD\uFFFD ');
    expect(decoder.damaged).toBe(true);
  });

  it('does not take a sign � that stands in the file for damage', () => {
    const decoder = chunkDecoder('utf-8');
    expect(decoder.write(Buffer.from('Иван\uFFFD'))).toBe('Иван\uFFFD');
    expect(decoder.damaged).toBe(false);
  });

  it('marks the one byte that windows-1251 leaves unassigned', () => {
    const decoder = chunkDecoder('windows-1251');
    expect(decoder.write(Buffer.from([0xc8, 0x98]))).toBe('И\uFFFD');
    expect(decoder.damaged).toBe(true);
  });

  it('leaves out the byte order mark it is told of', () => {
    expect(decodeAll(Buffer.from('\uFEFFИмя'), 'utf-8', 3)).toBe('Имя');
  });
});
