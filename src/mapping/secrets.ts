import type { Problems } from './problems.ts';
import { placeOf, type TreeNode } from './tree.ts';

const secretKeys = /^(?:.*[_-])?(?:token|secret|password|passwd|api[_-]?key|webhook|access[_-]?key|refresh|пароль)$/iu;
const secretValues = [
  /\/rest\/\d+\/[a-z0-9]{10,}\/?/iu, // an incoming webhook of Bitrix24
  /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]+/u, // a JSON Web Token
  /\b(?:def50200|ghp_|xox[bap]-|AKIA|sk_live_)[\w-]{12,}/u,
  /:\/\/[^/\s:@]+:[^/\s:@]+@/u, // user:password@host
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/u,
] as const;

/** Sections whose keys are data of the owner, not settings. */
const dataSections = new Set(['maps', 'load', 'const', 'custom_fields']);

/** Reports access keys written into a mapping. The value is never repeated in the finding. */
export function findSecrets(root: TreeNode, problems: Problems): void {
  visit(root, '', { problems, keysCount: true });
}

interface Visit {
  readonly problems: Problems;
  /** Whether the names of keys tell what they hold. */
  readonly keysCount: boolean;
}

function visit(node: TreeNode, key: string, state: Visit): void {
  if (node.kind === 'list') {
    for (const item of node.items) visit(item, key, state);
    return;
  }
  if (node.kind === 'map') {
    for (const [name, entry] of node.entries) {
      visit(entry.value, name, { ...state, keysCount: state.keysCount && !dataSections.has(name) });
    }
    return;
  }
  const named = state.keysCount && secretKeys.test(key) && node.text !== '';
  if (named || secretValues.some((pattern) => pattern.test(node.text))) {
    state.problems.add(placeOf(node), { code: 'mapping.secret', args: { key } });
  }
}
