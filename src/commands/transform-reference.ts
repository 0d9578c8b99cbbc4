import type { Language } from '../model/language.ts';
import * as registry from '../transforms/index.ts';
import type { Example, Transform } from '../transforms/transform.ts';

/** Every function of `do:` with its purpose and first examples. */
export function transformReference(language: Language): string {
  return Object.values(registry)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((transform) => describe(transform, language))
    .join('\n\n');
}

function describe({ name, summary, examples }: Transform, language: Language): string {
  return [
    `${name}  ${summary[language]}`,
    ...examples.slice(0, 3).map((example) => `  ${exampleText(name, example)}`),
  ].join('\n');
}

function exampleText(name: string, { options, input, output, notes }: Example): string {
  const call = options === undefined ? name : `${name}: ${JSON.stringify(options)}`;
  const said = notes === undefined || notes.length === 0 ? '' : `  (${notes.join(', ')})`;
  return `{${call}}  ${JSON.stringify(input)} → ${JSON.stringify(output)}${said}`;
}
