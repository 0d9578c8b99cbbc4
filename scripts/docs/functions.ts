import * as registry from '../../src/transforms/index.ts';
import type { Example, Transform } from '../../src/transforms/transform.ts';
import { code, page, table } from './markdown.ts';
import { optionTable } from './options.ts';

/** Reference of the functions of `do:`. Their examples are run as tests. */
export function functionsPage(): string {
  const transforms = Object.values(registry).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const intro =
    'What may stand in `do:` of a mapping, in the order given. Every example is a test. A finding of severity error means ' +
    'that the value failed: `on_error` of the field decides what becomes of it.';
  return page('Functions of a mapping', intro, transforms.map(transformPart));
}

function transformPart(transform: Transform): string {
  const { name, summary, shorthand, takes, yields, idempotent, examples } = transform;
  const facts = [
    takes === 'list' ? 'takes a whole list' : 'works on each item of a list',
    ...(yields === 'fields' ? ['gives several fields'] : []),
    ...(idempotent ? ['applying it twice changes nothing'] : []),
    ...(shorthand === undefined ? [] : [`a bare value is the option ${code(shorthand)}`]),
  ];
  const options = optionTable(transform.options);
  const rows = examples.map((example) => exampleRow(name, example));
  return [
    `## ${name}`,
    summary.en,
    summary.ru,
    `${facts.join('; ')}.`,
    ...(options === undefined ? [] : [options]),
    table(['written', 'in', 'out', 'findings'], rows),
  ].join('\n\n');
}

function exampleRow(name: string, { options, defaults, input, output, notes }: Example): readonly string[] {
  const call = options === undefined ? name : `{${name}: ${JSON.stringify(options)}}`;
  const setting = defaults === undefined ? '' : ` with defaults ${JSON.stringify(defaults)}`;
  return [
    code(call) + setting,
    code(shown(input)),
    code(shown(output)),
    (notes ?? []).map((note) => `[${note}](codes.md#${note.replaceAll('.', '')})`).join(', '),
  ];
}

/** JSON with the invisible characters written out, so that a reader sees them. */
function shown(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
