import type { Context } from '../../context.ts';
import { issueAt, type Finding } from '../../model/issue.ts';
import type { World } from './world.ts';

/** Says what was counted over all tables. */
export function sayCounted(world: World, file: string, context: Context): void {
  const say = (object: string, finding: Finding): void =>
    context.report(issueAt({ table: { file, name: object }, line: 1 }, finding));
  for (const [object, counts] of world.dropped.counts) {
    for (const [prefix, count] of counts) {
      const target = world.relations.objectOf(prefix) ?? '';
      say(object, { code: 'salesforce.link-dropped', args: { object, prefix, target, count } });
    }
  }
  for (const [object, count] of world.noCurrency) {
    say(object, { code: 'salesforce.currency-unknown', args: { object, count } });
  }
  world.owners.say(file, context);
  const { present, missing } = world.files;
  if (present + missing > 0) {
    context.fact({ file, name: 'files', value: present });
    context.fact({ file, name: 'files-missing', value: missing });
  }
}
