/**
 * What others wrote that the product is made of: each package's licence is one that the product (EUPL-1.2) may carry, each is
 * pinned by its digest, and none has a known vulnerability that the registry knows of. Exits 1 with what isn't so. Where the
 * registry gives no advisories (a closed network, a mirror), it says so and judges the rest.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import satisfies from 'spdx-satisfies';
import { z } from 'zod';

/** Permissive, or copyleft by file: what may go out within the image. */
const carried = [
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'Unlicense',
  'PSF-2.0',
  'CC-BY-3.0',
  'CC-BY-4.0',
  'EUPL-1.1',
  'EUPL-1.2',
];
/** Besides, what is used to build and test and stays here. */
const usedHere = [...carried, 'MPL-2.0', 'CC0-1.0', 'WTFPL'];

/** Packages whose file says it in other words, read by a person; the version is part of what was read. */
const read: Readonly<Record<string, string>> = {
  '@auth0/xmldom@0.1.21': 'MIT or LGPL, as one chooses (LICENSE)',
  'samlp@8.0.0': 'MIT (LICENSE)',
  'utils-flatten@1.0.0': 'MIT (LICENSE)',
  'valid-url@1.0.9': 'MIT (LICENSE)',
  'xpath@0.0.5': 'MIT (package.json, in an older form)',
  'xtend@1.0.3': 'MIT (LICENCE)',
  'dejavu-fonts-ttf@2.37.3': 'Bitstream Vera: free to use, embed and pass on (LICENSE)',
  'png-js@2.0.0': 'MIT (LICENSE)',
  'unionfs@4.6.0': 'Unlicense (LICENSE)',
};

/** Advisories that don't concern how we use a package: id → why, and until when that is believed. */
const accepted: Readonly<Record<string, { why: string; until: string }>> = {};

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().default(false),
      link: z.boolean().default(false),
      integrity: z.string().optional(),
      resolved: z.string().optional(),
    }),
  ),
});
const problems: string[] = [];

const packages = Object.entries(
  lockSchema.parse(JSON.parse(readFileSync('package-lock.json', 'utf8'))).packages,
)
  .filter(([at, { link }]) => at !== '' && !link)
  .map(([at, rest]) => ({ ...rest, id: `${at.split('node_modules/').at(-1)}@${rest.version}` }));

const isAllowed = (licence: string, allowed: readonly string[]): boolean => {
  try {
    return satisfies(licence, [...allowed]);
  } catch {
    // No expression of SPDX's.
    return false;
  }
};

for (const { id, license, dev, integrity, resolved } of packages) {
  if (read[id] === undefined && !isAllowed(license ?? '', dev ? usedHere : carried))
    problems.push(`${id}: its licence is ${license ?? 'not told'}, which nobody has allowed`);
  if (integrity?.startsWith('sha512-') !== true)
    problems.push(`${id}: package-lock.json holds no sha512 of it`);
  if (resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/'))
    problems.push(`${id}: comes from ${resolved}`);
}
const ids = new Set(packages.map(({ id }) => id));
for (const id of Object.keys(read))
  if (!ids.has(id)) problems.push(`${id}: was read and isn't used any more`);

const auditSchema = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({
      severity: z.string(),
      via: z.array(z.union([z.string(), z.object({ url: z.string(), title: z.string() })])),
    }),
  ),
});

/** Null where the registry gives no advisories. */
const audit = (): Promise<z.output<typeof auditSchema> | null> =>
  new Promise((resolve) => {
    const asked = [
      'audit',
      '--json',
      '--omit=dev',
      '--package-lock-only',
      '--fetch-retries=0',
      '--fetch-timeout=10000',
    ];
    execFile('npm', asked, { timeout: 30_000, maxBuffer: 64 * 1024 * 1024 }, (_error, said) => {
      try {
        resolve(auditSchema.parse(JSON.parse(said)));
      } catch {
        resolve(null);
      }
    });
  });

const found = await audit();
const today = new Date().toISOString().slice(0, 10);
for (const [name, { severity, via }] of Object.entries(found?.vulnerabilities ?? {})) {
  for (const one of via) {
    if (typeof one === 'string') continue;
    const id = one.url.split('/').at(-1) ?? one.url;
    const excuse = accepted[id];
    if (excuse !== undefined && excuse.until >= today) continue;
    problems.push(`${name}: ${severity}: ${one.title} (${one.url})`);
  }
}

for (const problem of problems) console.error(problem);
const advisories = found === null ? 'advisories not judged, the registry gives none' : 'advisories judged';
console.log(`supply chain: ${packages.length} packages, ${problems.length} problems; ${advisories}`);
process.exitCode = problems.length === 0 ? 0 : 1;
