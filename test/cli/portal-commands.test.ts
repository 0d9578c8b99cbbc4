import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { tableMapping } from '../../bench/loading/table-mapping.ts';
import { createAmocrmEmulator } from '../../src/emulators/amocrm.ts';
import { defaultToken } from '../../src/emulators/amocrm/settings.ts';
import { expectLoadedOnce } from '../loading/invariants.ts';
import { portalProject, project as folderProject, type Project } from '../loading/program.ts';
import { tables } from '../loading/rehearsal.ts';
import { shellWords } from './shell-words.ts';

interface Document {
  readonly exit_code: number;
  // oxlint-disable-next-line no-explicit-any
  readonly summary: any;
}

/** Runs a line, expects its exit code and gives the document of `--json`. */
async function json(project: Project, wanted: number, line: string): Promise<Document['summary']> {
  const { code, out, err } = await project.run([...shellWords(line), '--json']);
  expect(code, `perenos ${line}\n${err}${out}`).toBe(wanted);
  return (JSON.parse(out) as Document).summary;
}

const sizes = ({ emulator }: Awaited<ReturnType<typeof portalProject>>) =>
  (['company', 'contact', 'deal'] as const).map((kind) => emulator.state.items[kind].size);

async function loaded(seed: number, count = 12) {
  const project = await portalProject(seed, count);
  await json(project, 0, 'plan -o load.pplan');
  await json(project, 0, 'apply load.pplan --yes');
  return project;
}

describe('commands around a load into a portal', () => {
  test('state rebuild: after the journal was lost the portal itself says what was loaded, and nothing is loaded twice', async () => {
    const project = await loaded(21);
    const before = sizes(project);
    rmSync(project.path('.perenos'), { recursive: true });
    const { records, found } = await json(project, 0, 'state rebuild --plan load.pplan');
    expect([records, found]).toEqual([before.reduce((sum, size) => sum + size, 0), records]);
    await json(project, 0, 'plan -o again.pplan');
    await json(project, 0, 'apply again.pplan --yes');
    expect(sizes(project)).toEqual(before);
  });

  test('duplicates remove: takes away what was delivered twice, and nothing else', async () => {
    const project = await portalProject(22, 12);
    await json(project, 0, 'plan -o load.pplan');
    project.emulator.faults.set([{ kind: 'duplicate', method: 'crm.item.batchImport', nth: 1 }]);
    const { code } = await project.run(shellWords('apply load.pplan --yes'));
    expect([0, 8]).toContain(code);
    project.emulator.faults.set([]);
    const [companies = 0] = sizes(project);
    expect(companies).toBe(6);
    await json(project, 8, 'duplicates remove --dry-run');
    expect(sizes(project)[0]).toBe(6);
    expect(await json(project, 0, 'duplicates remove --yes')).toMatchObject({ removed: 3, kept: [] });
    expect(sizes(project)[0]).toBe(3);
    await json(project, 0, 'duplicates remove --dry-run');
    expectLoadedOnce(project.emulator.state, project.places, tables(22, 12));
  });

  test('ops list and ops resolve: what nobody knows is settled by a person, and the run goes on with the rest', async () => {
    const project = await portalProject(23, 12);
    await json(project, 0, 'plan -o load.pplan');
    await project.run(shellWords('apply load.pplan --yes'), 'after-intent:1:kill');
    const { operations } = await json(project, 8, 'ops list');
    const [first, second, third] = operations.map(
      (one: { readonly op_id?: number; readonly id?: number }) => one.op_id ?? one.id,
    );
    expect(operations).toHaveLength(3);
    await json(project, 2, 'ops resolve 999999 --as retry');
    await json(project, 0, `ops resolve ${first} --as skip`);
    await json(project, 0, `ops resolve ${second} --as retry`);
    await json(project, 0, `ops resolve ${third} --as retry`);
    await project.run(shellWords('apply load.pplan --yes'));
    expect(sizes(project)[0]).toBe(2);
    await json(project, 0, 'audit verify');
  });

  test('target login keeps a secret for its owner alone, and later commands need no other', async () => {
    const project = await portalProject(24, 12);
    await json(project, 0, `target login bitrix24 --token-file ${project.path('webhook.secret')}`);
    rmSync(project.path('webhook.secret'));
    const kept = readdirFiles(project).filter((text) =>
      text.includes(new URL(project.emulator.webhook).pathname.split('/')[3] ?? ''),
    );
    expect(kept).toHaveLength(1);
    await json(
      { ...project, run: (args) => project.start(args, { PERENOS_BITRIX24_TOKEN_FILE: '' }).finished },
      0,
      'plan -o load.pplan',
    );
  });

  test('purge leaves no plan, no report and no value of a person, and keeps the audit log', async () => {
    const project = await loaded(25);
    expect(existsSync(project.path('load.pplan'))).toBe(true);
    await json(project, 0, 'purge --all --dry-run');
    expect(existsSync(project.path('load.pplan'))).toBe(true);
    await json(project, 0, 'purge --all --yes');
    expect(existsSync(project.path('load.pplan'))).toBe(false);
    expect(existsSync(project.places.audit)).toBe(true);
    await json(project, 0, 'audit verify');
    await json(project, 0, 'runbook');
  });

  test.each(['plan -o load.pplan', 'target doctor'])(
    '%s: Ctrl-C while the portal is asked ends with 130 at once',
    async (line) => {
      const project = await portalProject(26, 12);
      project.emulator.faults.set([{ kind: 'slow:3600000', probability: 1 }]);
      const asked = new Promise<void>((resolve) => {
        const timer = setInterval(() => {
          if (project.emulator.faults.counts().slow === undefined) return;
          clearInterval(timer);
          resolve();
        }, 20);
      });
      const { child, finished } = project.start(shellWords(line));
      await asked;
      child.kill('SIGINT');
      // Not when the portal answers, which is in an hour.
      expect((await finished).code).toBe(130);
    },
  );
});

function readdirFiles(project: Project): readonly string[] {
  const kept = project.path('.perenos/secrets/bitrix24');
  return existsSync(kept) && (statSync(kept).mode & 0o077) === 0 ? [readFileSync(kept, 'utf8')] : [];
}

test('target prepare: makes the fields of an account that is to be loaded, once, and only after a yes', async () => {
  const emulator = await createAmocrmEmulator({ limits: false });
  onTestFinished(() => emulator.close());
  const mapping = tableMapping('amocrm', { settings: [`portal: '${emulator.url}'`] });
  const project = folderProject({ ...tables(27, 12), 'perenos.yaml': mapping }, defaultToken);
  const run = (line: string) =>
    json(
      {
        ...project,
        run: (args) => project.start(args, { PERENOS_AMOCRM_TOKEN_FILE: project.path('webhook.secret') }).finished,
      },
      0,
      line,
    );
  const asked = emulator.log.counts().requests;
  await run('target prepare --dry-run');
  const writes = () => emulator.log.entries.filter(({ method }) => method !== 'GET').length;
  expect([emulator.log.counts().requests > asked, writes()]).toEqual([true, 0]);
  await run('target prepare --yes');
  const made = writes();
  expect(made).toBeGreaterThan(0);
  const logged = auditedLines(project);
  expect(logged).toHaveLength(made);
  expect(logged).toContainEqual(
    expect.objectContaining({
      action: 'prepare',
      outcome: 'done',
      made: { what: 'marker-field', name: 'PERENOS_ID', detail: 'text' },
    }),
  );
  expect(await run('audit verify')).toEqual({ lines: made, broken_at: null });
  await run('target prepare --yes');
  expect([writes(), auditedLines(project).length]).toEqual([made, made]);
  await run('plan -o load.pplan');
  await run('apply load.pplan --yes');
  expect(await run('audit verify')).toMatchObject({ broken_at: null });
});

/** Lines of the audit log. */
function auditedLines({ places }: Project): readonly unknown[] {
  return readFileSync(places.audit, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
}

test('target prepare: what nobody knows to be made is in the audit log too', async () => {
  const emulator = await createAmocrmEmulator({ limits: false });
  onTestFinished(() => emulator.close());
  const mapping = tableMapping('amocrm', { settings: [`portal: '${emulator.url}'`] });
  const project = folderProject({ ...tables(28, 12), 'perenos.yaml': mapping }, defaultToken);
  emulator.faults.set([{ method: 'POST /api/v4/contacts/custom_fields', kind: '500', probability: 1 }]);
  const { code } = await project.start(['target', 'prepare', '--yes'], {
    PERENOS_AMOCRM_TOKEN_FILE: project.path('webhook.secret'),
  }).finished;
  expect(code).toBe(4);
  expect(auditedLines(project).at(-1)).toMatchObject({
    action: 'prepare',
    outcome: 'in_doubt',
    made: { name: 'PERENOS_ID' },
  });
});
