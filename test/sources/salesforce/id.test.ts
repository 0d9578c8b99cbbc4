import { describe, expect, it } from 'vitest';
import { idSuffix, isFullId, isNullId, readId } from '../../../src/sources/salesforce/id.ts';

/** Ids of real exports with their checksums. */
const pairs = [
  ['a0D30000001n7Pi', 'EAI'],
  ['0128a000000NQFW', 'AA4'],
  ['001x0000002xLCV', 'AA2'],
  ['00D5g000000Abcd', 'EAC'],
] as const;

describe('ids of Salesforce', () => {
  it.each(pairs)('%s has the checksum %s', (id, suffix) => {
    expect(idSuffix(id)).toBe(suffix);
    expect(readId(id)).toEqual({ id: id + suffix, state: 'id' });
    expect(readId(id + suffix)).toEqual({ id: id + suffix, state: 'id' });
    expect(isFullId(id + suffix)).toBe(true);
  });

  it.each(pairs)('%s%s gets its case back from the checksum', (id, suffix) => {
    expect(readId((id + suffix).toUpperCase())).toEqual({ id: id + suffix, state: 'fixed' });
    expect(readId((id + suffix).toLowerCase())).toEqual({ id: id + suffix, state: 'fixed' });
  });

  it('takes the zero id for no id at all, though its checksum is right', () => {
    expect(idSuffix('000000000000000')).toBe('AAA');
    for (const zero of ['000000000000000', '000000000000000AAA']) {
      expect(isNullId(zero)).toBe(true);
      expect(readId(zero)).toEqual({ id: '', state: 'null' });
    }
    expect(isNullId('0010000000000001')).toBe(false);
  });

  it('leaves alone what no change of case makes right, and what is no id', () => {
    // The checksum asks for a capital where a digit stands.
    expect(readId('001x0000002xLCV555').state).toBe('broken');
    expect(readId('001x0000002xLCV!A2').state).toBe('other');
    expect(readId('@OpportunityRef1').state).toBe('other');
    expect(readId('Ромашка').id).toBe('Ромашка');
  });
});
