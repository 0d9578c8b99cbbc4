/**
 * Mends the text of hand-made XML before a strict parser sees it: characters XML forbids become spaces, a lone `&` or `<` becomes what
 * its writer meant. What is inside CDATA is left alone, but for forbidden characters. Counts what it did.
 */
export class XmlRepair {
  /** Forbidden characters, and references to them, replaced by spaces. */
  control = 0;
  /** `&` and `<` that stood alone. */
  escaped = 0;
  #inCdata = false;
  #start = true;

  /** `text` must end after a `>` or a line feed, or with the file. */
  mend(text: string): string {
    let mended = text;
    if (this.#start && mended.length > 0) {
      this.#start = false;
      // Some writers put line breaks or tabs before the declaration, where XML allows nothing.
      mended = mended.replace(/^\s+(?=<\?xml)/, '');
    }
    if (forbidden.test(mended)) mended = mended.replace(allForbidden, () => this.#blank());
    if (!loneAmpersand.test(mended) && !loneLess.test(mended)) {
      this.#follow(mended);
      return mended;
    }
    return this.#outsideCdata(mended);
  }

  #blank(): string {
    this.control += 1;
    return ' ';
  }

  #follow(text: string): void {
    const open = text.lastIndexOf('<![CDATA[');
    if (open < 0 && !this.#inCdata) return;
    this.#inCdata = text.lastIndexOf(']]>') < open || (this.#inCdata && !text.includes(']]>'));
  }

  #outsideCdata(text: string): string {
    let done = '';
    let rest = text;
    while (rest.length > 0) {
      const edge = rest.indexOf(this.#inCdata ? ']]>' : '<![CDATA[');
      const part = edge < 0 ? rest : rest.slice(0, edge + (this.#inCdata ? 3 : 9));
      done += this.#inCdata ? part : this.#escape(part);
      rest = rest.slice(part.length);
      if (edge >= 0) this.#inCdata = !this.#inCdata;
    }
    return done;
  }

  #escape(text: string): string {
    return text
      .replace(allForbiddenReferences, () => this.#blank())
      .replace(allLoneAmpersands, () => {
        this.escaped += 1;
        return '&amp;';
      })
      .replace(allLoneLess, () => {
        this.escaped += 1;
        return '&lt;';
      });
  }
}

// XML 1.0, section 2.2 (Char).
// oxlint-disable-next-line no-control-regex -- these are the characters looked for
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
const allForbidden = new RegExp(forbidden.source, 'g');
const forbiddenNumber = '#(?:x0*(?:[0-8bcef]|1[0-9a-f]|fff[ef]|d[89a-f][0-9a-f]{2})|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]))';
const allForbiddenReferences = new RegExp(`&${forbiddenNumber};`, 'gi');
const loneAmpersand = new RegExp(
  `&(?!(?:amp|lt|gt|quot|apos|(?!${forbiddenNumber};)#(?:[0-9]{1,7}|x[0-9a-fA-F]{1,6}));)`,
);
const allLoneAmpersands = new RegExp(loneAmpersand.source, 'g');
// A tag, a comment, a declaration or an instruction never goes on with one of these.
const loneLess = /<(?=[\s\d=<>&;,.()"'-])/;
const allLoneLess = new RegExp(loneLess.source, 'g');
