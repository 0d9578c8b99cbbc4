import { isObject, objects, textOf, texts, type TreeObject } from './tree.ts';

/** A custom field of a board: `type` is text, number, date, checkbox or list. */
interface FieldDefinition {
  readonly name: string;
  readonly type: string;
  readonly options: ReadonlyMap<string, string>;
}

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  /** Still on the board. */
  readonly isActive: boolean;
  readonly at: TreeObject;
}

export interface Comment {
  readonly at: TreeObject;
  readonly id: string;
  readonly card: string;
  readonly text: string;
  readonly author: string;
  readonly date: string;
}

export interface CheckItem {
  readonly at: TreeObject;
  readonly id: string;
  readonly card: string;
  readonly checklist: string;
  readonly name: string;
  readonly isDone: boolean;
  readonly due: string;
  readonly member: string;
}

/** How many actions an export holds at most: older ones, comments among them, are left out by Trello. */
export const mostActions = 1000;

/** A board as exported, its parts looked up by id. */
export class Board {
  readonly name: string;
  readonly isClosed: boolean;
  readonly cards: readonly TreeObject[];
  readonly actions: number;
  readonly members: ReadonlyMap<string, Member>;
  readonly comments: readonly Comment[];
  readonly checkItems: readonly CheckItem[];
  readonly fields: ReadonlyMap<string, FieldDefinition>;
  readonly #lists: ReadonlyMap<string, { readonly name: string; readonly isClosed: boolean }>;
  readonly #created = new Map<string, string>();

  constructor(root: TreeObject) {
    // The export of one card is the card itself.
    const isCard = root['cards'] === undefined && root['idList'] !== undefined;
    this.name = isCard ? '' : textOf(root['name']);
    this.isClosed = !isCard && root['closed'] === true;
    this.cards = isCard ? [root] : objects(root['cards']);
    const lists = objects(root['lists']).map(
      (list) => [textOf(list['id']), { name: textOf(list['name']), isClosed: list['closed'] === true }] as const,
    );
    this.#lists = new Map(lists);
    this.fields = new Map(objects(root['customFields']).map((one) => [textOf(one['id']), definitionOf(one)]));
    const actions = objects(root['actions']);
    this.actions = actions.length;
    this.members = membersOf(root, actions);
    this.comments = actions.filter((one) => textOf(one['type']) === 'commentCard').map(commentOf);
    this.checkItems = objects(root['checklists']).flatMap(itemsOf);
    for (const one of actions) {
      if (textOf(one['type']) === 'createCard') this.#created.set(commentOf(one).card, textOf(one['date']));
    }
  }

  listOf(card: TreeObject): { readonly name: string; readonly isClosed: boolean } {
    return this.#lists.get(textOf(card['idList'])) ?? { name: '', isClosed: false };
  }

  /** When a record was made: the first eight hexadecimal digits of its id are seconds since 1970. */
  createdAt(id: string): string {
    if (!/^[0-9a-f]{24}$/i.test(id)) return this.#created.get(id) ?? '';
    return new Date(Number.parseInt(id.slice(0, 8), 16) * 1000).toISOString();
  }

  /** The custom fields of a card by name, in the order of the board. */
  valuesOf(card: TreeObject): ReadonlyMap<string, { readonly type: string; readonly value: string }> {
    const values = new Map<string, { type: string; value: string }>();
    for (const item of objects(card['customFieldItems'])) {
      const definition = this.fields.get(textOf(item['idCustomField']));
      const { name, type, options } = definition ?? {
        name: textOf(item['idCustomField']),
        type: 'text',
        options: new Map<string, string>(),
      };
      const value = isObject(item['value']) ? item['value'] : undefined;
      const text =
        value === undefined
          ? (options.get(textOf(item['idValue'])) ?? '')
          : textOf(value['text'] ?? value['number'] ?? value['date'] ?? value['checked']);
      if (text !== '') values.set(name, { type, value: text });
    }
    return values;
  }
}

function definitionOf(field: TreeObject): FieldDefinition {
  const options = objects(field['options']).map((one) => {
    const value = isObject(one['value']) ? textOf(one['value']['text']) : '';
    return [textOf(one['id']), value] as const;
  });
  return { name: textOf(field['name']), type: textOf(field['type']), options: new Map(options) };
}

/** Members of the board, and those who are only known from what they did. */
function membersOf(root: TreeObject, actions: readonly TreeObject[]): ReadonlyMap<string, Member> {
  const away = new Set(
    objects(root['memberships'])
      .filter((one) => one['deactivated'] === true)
      .map((one) => textOf(one['idMember'])),
  );
  const members = new Map<string, Member>();
  const add = (at: TreeObject, isHere: boolean): void => {
    const id = textOf(at['id']);
    const name = textOf(at['fullName']) || textOf(at['username']);
    if (id === '' || name === '' || members.has(id)) return;
    members.set(id, { id, name, username: textOf(at['username']), isActive: isHere && !away.has(id), at });
  };
  for (const member of objects(root['members'])) add(member, true);
  for (const action of actions) {
    for (const name of ['memberCreator', 'member'] as const) {
      const member = action[name];
      if (isObject(member)) add(member, false);
    }
  }
  return members;
}

function commentOf(action: TreeObject): Comment {
  const data = isObject(action['data']) ? action['data'] : {};
  const card = isObject(data['card']) ? textOf(data['card']['id']) : '';
  const creator = isObject(action['memberCreator']) ? textOf(action['memberCreator']['id']) : '';
  return {
    at: action,
    id: textOf(action['id']),
    card,
    text: textOf(data['text']),
    author: textOf(action['idMemberCreator']) || creator,
    date: textOf(action['date']),
  };
}

function itemsOf(checklist: TreeObject): readonly CheckItem[] {
  return objects(checklist['checkItems']).map((item) => ({
    at: item,
    id: textOf(item['id']),
    card: textOf(checklist['idCard']),
    checklist: textOf(checklist['name']),
    name: textOf(item['name']),
    isDone: textOf(item['state']) === 'complete',
    due: textOf(item['due']),
    member: textOf(item['idMember']),
  }));
}

/** Labels of a card by name, or by colour when they have none. */
export function labelsOf(card: TreeObject): readonly string[] {
  return objects(card['labels'])
    .map((label) => textOf(label['name']) || textOf(label['color']))
    .filter((text) => text !== '');
}

export function memberIds(card: TreeObject): readonly string[] {
  return texts(card['idMembers']);
}
