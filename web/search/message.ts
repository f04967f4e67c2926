/* What is pasted from a terminal: names, numbers and addresses in it are somebody's own and on no page. */

const NOISE: readonly RegExp[] = [
  /\b[a-z][a-z0-9+.-]*:\/\/[^\s"'),]+/g, // addresses
  /"[^"\s]*[./:\d@][^"\s]*"/g, // names in quotes
  /\b\d{4}-\d\d-\d\dt?[ ]?[\d:.]*z?\b/g, // points in time
  /\b\d{1,3}(?:\.\d{1,3}){3}(?:\/\d+|:\d+)?\b/g, // addresses of machines
  /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, // identifiers
  /(?<=[a-z0-9])-(?=[a-z0-9-]*\d)[a-z0-9]{6,10}-[a-z0-9]{5}(?![a-z0-9])/g, // what a ReplicaSet appends to a name
  /\bsha256:[0-9a-f]+|\b(?=[0-9a-f]*\d)[0-9a-f]{8,}\b/g, // hashes
  /\b[\w.-]+\.(?:go|py|js|java|sh):\d+/g, // lines of programs
  /\b\d+\/\d+\b/g, // three of five
  /\b(?:\d+h)?(?:\d+m)?\d+(?:\.\d+)?m?s\b|\b\d+[hmd]\d*[hms]?\b/g, // how long ago
  /:\d+\b/g, // ports
];
const CODES = /^(?:1|2|12[5-8]|13[0-9]|143|255|4\d\d|50\d)$/;
const NUMBER = /(?<![\w.-])\d+(?:\.\d+)?(?![\w.-])/g;
const LATIN_WORDS = /[a-z]{2,}/g;
const ENOUGH = 3;

/** Whether folded text is rather a message of a program than words that somebody thought of. */
export function isMessage(folded: string): boolean {
  const words = folded.match(LATIN_WORDS) ?? [];
  return words.length >= ENOUGH && /[:"'=/(\d]/.test(folded);
}

/** A message without what is somebody's own; codes that mean the same everywhere stay. */
export function general(folded: string): string {
  const bare = NOISE.reduce((text, noise) => text.replace(noise, " "), folded);
  return bare.replace(NUMBER, (number) => (CODES.test(number) ? number : " "));
}
