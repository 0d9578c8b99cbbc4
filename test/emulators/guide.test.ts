import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { afterKinds, beforeKinds, refusalKinds, workKinds } from '../../src/emulators/fault-kinds.ts';
import { faultRulesSchema } from '../../src/emulators/faults.ts';

const root = join(import.meta.dirname, '..', '..');
const guide = readFileSync(join(root, 'docs', 'rehearsal.md'), 'utf8');

describe('the guide to rehearsals', () => {
  test.each([...refusalKinds, ...beforeKinds, ...afterKinds, ...workKinds])('explains the fault %s', (kind) => {
    expect(guide).toMatch(new RegExp(`\`${kind}[:\`]`));
  });

  test('shows rules that are taken, as the sample does', () => {
    const shown = /```json\n(\[.*\])\n```/.exec(guide)?.[1] ?? '';
    expect(faultRulesSchema.parse(JSON.parse(shown))).toHaveLength(2);
    const sample = readFileSync(join(root, 'samples', 'emulators', 'faults.json'), 'utf8');
    expect(faultRulesSchema.parse(JSON.parse(sample))).toHaveLength(5);
  });
});
