import { retypeInLatin } from '../text/keyboard-layout.ts';
import { nearestName } from '../text/nearest-name.ts';
import { commandName, type CommandDefinition } from './command.ts';

/** The known word a person most likely meant, also when it was typed with the Russian keyboard layout on. */
export function nearestWord(word: string, known: readonly string[]): string | undefined {
  const retyped = retypeInLatin(word);
  const letters = word.toLowerCase();
  const same = known.find((one) => one === retyped || one === letters);
  // Of one letter everything is near.
  if (same !== undefined || letters.replace(/^-+/, '').length < 2) return same;
  return (
    longerWord(letters, known) ??
    nearestName(word, known) ??
    nearestName(retyped, known) ??
    known.find((one) => one.length > 2 && letters.startsWith(one))
  );
}

/** The full name of the command that a misspelt word, or a verb without its group, stands for. */
export function nearestCommand(words: readonly string[], all: readonly CommandDefinition[]): string | undefined {
  const [first = '', second = ''] = words;
  const inGroup = all.filter(({ path }) => path.length > 1 && path[0] === first);
  const verb = nearestVerb(second, inGroup);
  if (inGroup.length > 0) return verb;
  const sameVerb = all.find(({ path }) => path.length > 1 && path[1] === first);
  if (sameVerb !== undefined) return commandName(sameVerb);
  const whole = nearestWord(
    first,
    all.map(({ path }) => path[0] ?? ''),
  );
  if (whole === undefined) return nearestVerb(first, all);
  const group = all.filter(({ path }) => path.length > 1 && path[0] === whole);
  const same = group.find(({ path }) => path[1] === second);
  return same === undefined ? (nearestVerb(second, group) ?? whole) : commandName(same);
}

function nearestVerb(word: string, definitions: readonly CommandDefinition[]): string | undefined {
  if (word === '') return undefined;
  const verbs = definitions.map(({ path }) => path.at(-1) ?? '');
  const verb = verbs.includes(word) ? word : nearestWord(word, verbs);
  const found = definitions.find(({ path }) => path.at(-1) === verb);
  return found === undefined ? undefined : commandName(found);
}

/** The one known word that begins as this one does: `insp` is `inspect`. */
function longerWord(word: string, known: readonly string[]): string | undefined {
  const found = [...new Set(known)].filter((one) => one.startsWith(word));
  return found.length === 1 ? found[0] : undefined;
}
