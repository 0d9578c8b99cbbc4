import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { tryCompile } from '../../src/mapping/compile.ts';
import { files } from '../mapping/workspace.ts';

const page = fileURLToPath(new URL('../../../shared/cli-and-mapping.md', import.meta.url));

describe.skipIf(!existsSync(page))('examples of the mapping format (skipped when ../shared is absent)', () => {
  const examples = existsSync(page)
    ? [...readFileSync(page, 'utf8').matchAll(/```yaml\n(.*?)```/gsu)]
        .map((match) => match[1] ?? '')
        .filter((text) => text.includes('perenos: 1'))
    : [];

  it.each([[0], [1]])('example %i validates as it stands', async (index) => {
    const maps = { 'maps/owners.csv': 'from;to;comment\nИванов;i@x.ru;\n', 'maps/industry.csv': 'from;to\nTech;ИТ\n' };
    const { mapping, problems } = await tryCompile(files({ 'm.yaml': examples[index]!, ...maps }));
    expect(problems.filter((problem) => problem.severity === 'error')).toEqual([]);
    expect(mapping?.blocks.length).toBeGreaterThan(2);
  });
});
