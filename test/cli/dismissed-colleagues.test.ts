import { readFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { createBitrix24Emulator } from '../../src/emulators/bitrix24.ts';
import type { Report } from '../../src/model/report.ts';
import { hasty, project } from '../loading/program.ts';
import { shellWords } from './shell-words.ts';

const policies = ['default', 'keep', 'reject'] as const;

/** One list of companies for each thing that a user map may say of dismissed colleagues. */
const mapping = `perenos: 1
project: dismissed
target: {type: bitrix24, options: ${hasty}, limits: {max_reject_share: 50%}}
sources:
${policies.map((policy) => `  ${policy}: {file: ${policy}.csv}`).join('\n')}
maps:
${policies
  .map(
    (policy) =>
      `  ${policy}: {kind: user, to: email, values: {Чижов: chizhov@rehearsal.example, Гусева: guseva@rehearsal.example}, default: orlov@rehearsal.example, dismissed: ${policy}}`,
  )
  .join('\n')}
load:
${policies
  .map(
    (policy) =>
      `  ${policy}: {entity: company, from: ${policy}, key: Код, fields: {name: Название, owner: {from: Ответственный, map: ${policy}, on_error: reject}}}`,
  )
  .join('\n')}
`;

const table = (policy: string) =>
  `Код;Название;Ответственный\n1;ООО «Альфа ${policy}»;Чижов\n2;ООО «Бета ${policy}»;Гусева\n`;

test('a user map says whether records of a dismissed colleague go to the default, stay or are refused', async () => {
  const emulator = await createBitrix24Emulator({ plan: 'box', costFactor: 0, seed: 1, state: 'demo' });
  onTestFinished(() => emulator.close());
  const lists = Object.fromEntries(policies.map((policy) => [`${policy}.csv`, table(policy)]));
  const portal = project({ 'perenos.yaml': mapping, ...lists }, emulator.webhook);
  const made = await portal.run(shellWords('plan -o plan.pplan --json --mask none --lang en --report r.html'));
  expect(made.code, made.err).toBe(1);
  const { issues } = JSON.parse(readFileSync(portal.path('r.json'), 'utf8')) as Report;
  const found = issues
    .filter(({ code }) => code.endsWith('user-dismissed'))
    .map(({ code, count, samples }) => ({ code, count, args: samples[0]?.args }));
  expect(found).toEqual([
    { code: 'record.user-dismissed', count: 1, args: { map: 'reject', user: 'chizhov@rehearsal.example' } },
    {
      code: 'target.user-dismissed',
      count: 1,
      args: { user: 'chizhov@rehearsal.example', fallback: 'orlov@rehearsal.example' },
    },
  ]);
  const applied = await portal.run(shellWords('apply plan.pplan --yes'));
  // What the plan refused is told by apply, too.
  expect(applied.code, applied.err).toBe(1);
  const owners = [...emulator.state.items.company.all()].map(({ values }) => [
    values['TITLE'],
    values['ASSIGNED_BY_ID'],
  ]);
  expect(Object.fromEntries(owners.filter(([title]) => String(title).includes('«')))).toMatchObject({
    'ООО «Альфа default»': 2,
    'ООО «Бета default»': 3,
    'ООО «Альфа keep»': 4,
    'ООО «Бета keep»': 3,
    'ООО «Бета reject»': 3,
  });
  expect(owners.map(([title]) => title)).not.toContain('ООО «Альфа reject»');
});
