/** What hand-made XML has in its text against the rules, and what was done about it. */
export interface XmlRepairs {
  /** Characters XML forbids, and references to them, replaced by spaces. */
  control: number;
  /** `&` and `<` that stood alone, read as text. */
  escaped: number;
}

const reference = /&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6}));|&/g;
const names: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Decodes the references of XML 1.0. An unknown one, or a lone `&`, is text. */
export function decodeReferences(text: string, repairs: XmlRepairs): string {
  return text.replace(reference, (whole, name?: string, decimal?: string, hexadecimal?: string) => {
    if (name !== undefined) return names[name] ?? whole;
    if (decimal === undefined && hexadecimal === undefined) {
      repairs.escaped += 1;
      return whole;
    }
    const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
    if (isChar(code)) return String.fromCodePoint(code);
    repairs.control += 1;
    return ' ';
  });
}

/** Replaces control characters. XML 1.0, section 2.2 (Char). */
export function replaceControls(text: string, repairs: XmlRepairs): string {
  // oxlint-disable-next-line no-control-regex -- these are the characters looked for
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, () => {
    repairs.control += 1;
    return ' ';
  });
}

function isChar(code: number): boolean {
  if (code < 0x20) return code === 9 || code === 10 || code === 13;
  return code < 0xd800 || (code > 0xdfff && code < 0xfffe) || (code > 0xffff && code <= 0x10ffff);
}

const attribute = /([^\s=<>"'/]{1,500})\s{0,100}=\s{0,100}(?:"([^"]*)"|'([^']*)')/g;

/** The attributes in the inside of a tag. Undefined when something there is no attribute. */
export function readAttributes(inside: string, repairs: XmlRepairs): Record<string, string> | undefined {
  const found: Record<string, string> = {};
  let rest = inside.length - inside.trim().length;
  for (const [whole, name = '', double, single] of inside.matchAll(attribute)) {
    rest += whole.length;
    const value = double ?? single ?? '';
    if (name !== '__proto__') found[name] = value.includes('&') ? decodeReferences(value, repairs) : value;
  }
  return hasOnlyBlanks(inside, rest) ? found : undefined;
}

function hasOnlyBlanks(inside: string, covered: number): boolean {
  if (covered >= inside.length) return true;
  return inside.replace(attribute, '').trim() === '';
}
