/**
 * No text that somebody sends may keep a pattern of ours busy (ReDoS): each regular expression of the product is judged by
 * `recheck`, which proves it linear or polynomial within bounds, or shows the text that makes it explode. Exits 1 with those.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { check } from 'recheck';

/** Found vulnerable, and harmless all the same, with why. `file: pattern` → reason. */
const harmless: Readonly<Record<string, string>> = {};

type Found = { file: string; line: number; source: string; flags: string };

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((name) => path.join('src', name))
  .filter((name) => /\.(tsx?|mjs|js)$/.test(name) && !/\.test\.tsx?$/.test(name))
  .concat('worker.ts');

const patternsOf = (file: string): Found[] => {
  const text = readFileSync(file, 'utf8');
  const found: Found[] = [];
  const note = (at: number, source: string, flags: string) =>
    found.push({ file, line: text.slice(0, at).split('\n').length, source, flags });
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file} can't be parsed: ${errors[0]?.message}`);
  new Visitor({
    Literal(node) {
      if ('regex' in node) note(node.start, node.regex.pattern, node.regex.flags);
    },
  }).visit(program);
  return found;
};

const all = files.flatMap(patternsOf);
const distinct = [...new Map(all.map((one) => [`${one.source} ${one.flags}`, one])).values()];
const bad: string[] = [];
const unjudged: string[] = [];
for (const { file, line, source, flags } of distinct) {
  if (harmless[`${file}: ${source}`] !== undefined) continue;
  const where = `${file}:${line} /${source}/${flags}`;
  const judged = await check(source, flags, { timeout: 20_000 });
  if (judged.status === 'vulnerable') {
    bad.push(`${where}\n  ${judged.complexity.summary}: ${judged.attack.pattern.slice(0, 200)}`);
  } else if (judged.status === 'unknown') unjudged.push(`${where}: ${judged.error.kind}`);
}
for (const one of [...bad, ...unjudged]) console.error(one);
console.log(`patterns: ${distinct.length} judged, ${bad.length} vulnerable, ${unjudged.length} not judged`);
process.exitCode = bad.length + unjudged.length === 0 ? 0 : 1;
