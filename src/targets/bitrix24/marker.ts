import { markerHash } from '../../model/marker.ts';

export { originatorOf, originIdOf } from '../../model/marker.ts';

/** Longest XML_ID of a requisite and a bank account. */
const longestXmlId = 45;

/** XML_ID of a part of a record, the same on every run. */
export function xmlIdOf(originator: string, originId: string, part: string): string {
  return `perenos:${markerHash(`${originator}\n${originId}\n${part}`)}`.slice(0, longestXmlId);
}
