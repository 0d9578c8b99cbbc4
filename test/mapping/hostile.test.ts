import { cpuMs } from '../cost.ts';
import { expect, it } from 'vitest';
import { contacts, problemsOf } from './workspace.ts';

const deep = (open: string, close: string, times: number): string => open.repeat(times) + close.repeat(times);
const note = (fields: string, top = ''): string =>
  `perenos: 1\nsources: {s: {file: a.csv}}\n${top}load:\n  p: {entity: note, from: s, key: K, fields: ${fields}}\n`;
const expression = (text: string): string => contacts(`full_name: {expr: '${text.replaceAll("'", "''")}'}`);
const mapFile = (path: string): string =>
  note('{text: {from: T, map: m}}', `maps: {m: {file: ${JSON.stringify(path)}}}\n`);
const secret = (line: string): string => note('{text: T}', `target: {type: bitrix24, ${line}}\n`);
const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${'bcdefghij'
  .split('')
  .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[index]}`).join(', ')}]`)
  .join('\n')}\nperenos: 1\nload: {}\n`;

const hostile: readonly (readonly [name: string, text: string, code: RegExp])[] = [
  ['__proto__ at the top', 'perenos: 1\n__proto__: {polluted: yes}\nload: {}\n', /forbidden-key/],
  ['__proto__ in fields', note('{text: T, __proto__: {a: b}}'), /forbidden-key/],
  ['constructor', note('{text: T, constructor: {prototype: {a: b}}}'), /forbidden-key/],
  ['prototype', note('{text: T, prototype: a}'), /forbidden-key/],
  [
    '__proto__ among map values',
    note('{text: {from: T, map: m}}', 'maps: {m: {values: {__proto__: x}}}\n'),
    /forbidden-key/,
  ],
  ['__proto__ as a constant', note('{text: T}', 'const: {__proto__: x}\n'), /forbidden-key/],
  ['__proto__ as a source', 'perenos: 1\nsources: {__proto__: {file: a}}\nload: {}\n', /forbidden-key/],
  ['an alias bomb', bomb, /limit/],
  ['a thousand aliases', `perenos: 1\na: &a x\nb: [${Array(1000).fill('*a').join(', ')}]\nload: {}\n`, /limit/],
  ['an alias of itself', 'perenos: 1\na: &a {b: *a}\nload: {}\n', /limit|yaml/],
  ['deep flow lists', `perenos: 1\na: ${deep('[', ']', 5000)}\n`, /limit/],
  ['deep flow maps', `perenos: 1\na: ${'{a: '.repeat(3000)}x${'}'.repeat(3000)}\n`, /limit/],
  ['deep block lists', `perenos: 1\na:\n  ${'- '.repeat(3000)}x\n`, /limit|yaml/],
  ['deep block maps', `${Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')} x\n`, /limit/],
  ['two megabytes', `perenos: 1\nproject: ${'a'.repeat(2_000_000)}\nload: {}\n`, /limit/],
  ['a hundred thousand nodes', `perenos: 1\na: [${'x,'.repeat(100_000)}]\nload: {}\n`, /limit/],
  ['a function tag', 'perenos: !!js/function "function(){}"\nload: {}\n', /yaml-tag/],
  ['a python tag', 'perenos: 1\nload: !!python/object/apply:os.system ["ls"]\n', /yaml-tag/],
  ['two documents', 'perenos: 1\nload: {}\n---\nperenos: 1\n', /yaml/],
  ['an absolute path', mapFile('/etc/passwd'), /path-escape/],
  ['a parent path', mapFile('../../secret.csv'), /path-escape/],
  ['a hidden parent path', mapFile('maps/../../x.csv'), /path-escape/],
  ['a backslash path', mapFile('..\\..\\x.csv'), /path-escape/],
  ['a drive letter', mapFile('C:\\Windows\\win.ini'), /path-escape/],
  ['a network path', mapFile('\\\\host\\share\\x.csv'), /path-escape/],
  ['a file URL', mapFile('file:///etc/passwd'), /path-escape/],
  ['a web address', mapFile('https://example.com/x.csv'), /path-escape/],
  ['a NUL in a path', mapFile('a\u0000.csv'), /path-escape|yaml/],
  ['a home path', mapFile('~/x.csv'), /path-escape/],
  ['the folder itself', mapFile('.'), /path-escape/],
  [
    'a source outside',
    'perenos: 1\nsources: {s: {file: ../../etc/passwd}}\nload: {p: {entity: note, from: s, key: K, fields: {text: T}}}\n',
    /path-escape/,
  ],
  [
    'an absolute source',
    'perenos: 1\nsources: {s: {file: /etc/passwd}}\nload: {p: {entity: note, from: s, key: K, fields: {text: T}}}\n',
    /path-escape/,
  ],
  ['an include outside', note('{text: T}', 'include: [../x.yaml]\n'), /path-escape/],
  ['an include of itself', note('{text: T}', 'include: [m.yaml]\n'), /file-missing/],
  ['a preset by a path', note('{text: T}', 'extends: ../../etc/passwd\n'), /unknown-preset/],
  ['a webhook', secret('portal: "https://x.bitrix24.ru/rest/1/abcdefghij123456/"'), /secret/],
  ['a token', secret('token: abc'), /secret/],
  ['a password', secret('password: qwerty'), /secret/],
  ['a token of JSON', secret('connection: eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abcdefghijk'), /secret/],
  ['a password in an address', secret('portal: "https://user:pass@x.bitrix24.ru"'), /secret/],
  ['a private key', secret('connection: "-----BEGIN RSA PRIVATE KEY-----"'), /secret/],
  ['matches with a slow pattern', expression('row["A"].matches("^(a+)+$") ? "x" : "y"'), /forbidden/],
  ['a pattern from the data', expression('rx_replace(row["A"], row["B"], "")'), /forbidden/],
  ['look-ahead', expression('rx_replace(row["A"], "(?=a)", "")'), /regex/],
  ['a huge repetition', expression('rx_replace(row["A"], "((a{1000}){1000}){1000}", "")'), /regex/],
  ['three nested loops', expression('string([1].map(a, [1].map(b, [1].map(c, c))).size())'), /forbidden/],
  ['a long list', expression(`string([${Array(200).fill('1').join(',')}].size())`), /limit/],
  ['a deep expression', expression(`${'('.repeat(500)}"x"${')'.repeat(500)}`), /limit/],
  ['many nodes', expression(Array(600).fill('"x"').join(' + ')), /limit/],
  ['a long expression', expression(`"${'x'.repeat(9000)}" + "${'y'.repeat(9000)}"`), /limit|wrong-form/],
  ['a call of the engine', expression('row.constructor.constructor("x")'), /syntax|type|function|arguments|column/],
  ['a name of the engine', expression('process.env.HOME'), /unknown-name/],
  ['an unknown global', expression('globalThis["x"]'), /unknown-name|type/],
];

it.each(hostile)('%s is refused in bounded time', async (_name, text, code) => {
  let problems: Awaited<ReturnType<typeof problemsOf>> = [];
  const spent = await cpuMs(async () => (problems = await problemsOf(text)));
  expect(spent).toBeLessThan(5000);
  expect(
    problems
      .filter((one) => one.severity === 'error')
      .map((one) => one.code)
      .join(),
  ).toMatch(code);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

it('a secret is never repeated in what is said about it', async () => {
  const problems = await problemsOf(secret('token: very-secret-value'));
  expect(JSON.stringify(problems)).not.toContain('very-secret-value');
});

it('has fifty of them', () => {
  expect(hostile.length).toBeGreaterThanOrEqual(50);
});
