/**
 * The METS file of a package for an e-archive, in the shape of FGS Paketstruktur 2.0, which is E-ARK CSIP 2.1.0 with E-ARK SIP
 * 2.1.0 (Riksarkivet, in force from 2023-03-30). `docs/archive-package.md` says which parts are met.
 */

export type PackedFile = {
  /** Within the package, by `/`. */
  path: string;
  mediaType: string;
  sizeBytes: number;
  /** SHA-256 in hexadecimal. */
  sha256: string;
};

export type Package = {
  /** The package's own id: the name of its root folder. */
  id: string;
  label: string;
  createdAt: Date;
  /** The municipality that hands it over. */
  organisation: string;
  program: { name: string; version: string };
  files: readonly PackedFile[];
};

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
/** Also without what XML 1.0 can't hold at all. */
const escaped = (text: string): string =>
  text
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

const attributes = (given: Readonly<Record<string, string>>): string =>
  Object.entries(given)
    .map(([name, value]) => ` ${name}="${escaped(value)}"`)
    .join('');
const element = (
  name: string,
  given: Readonly<Record<string, string>>,
  inner: readonly string[] = [],
): string =>
  inner.length === 0
    ? `<${name}${attributes(given)}/>`
    : `<${name}${attributes(given)}>${inner.join('')}</${name}>`;

const spaces = {
  xmlns: 'http://www.loc.gov/METS/',
  'xmlns:csip': 'https://DILCIS.eu/XML/METS/CSIPExtensionMETS',
  'xmlns:sip': 'https://DILCIS.eu/XML/METS/SIPExtensionMETS',
  'xmlns:xlink': 'http://www.w3.org/1999/xlink',
};

/** The packages' parts, as CSIP names their file groups and divisions. */
const partOf = (path: string): 'Metadata' | 'Documentation' | 'Representations/rep1' => {
  if (path.startsWith('metadata/')) return 'Metadata';
  return path.startsWith('documentation/') ? 'Documentation' : 'Representations/rep1';
};

/** The text of `METS.xml`. Every file of the package but itself is in it, with its digest. */
export function metsOf(pack: Package): string {
  const created = pack.createdAt.toISOString();
  const named = pack.files.map((file, index) => ({
    ...file,
    id: `file-${index + 1}`,
    part: partOf(file.path),
  }));
  const located = ({ path }: PackedFile) => ({
    'xlink:type': 'simple',
    LOCTYPE: 'URL',
    'xlink:href': encodeURI(path),
  });
  const facts = ({ mediaType, sizeBytes, sha256 }: PackedFile) => ({
    MIMETYPE: mediaType,
    SIZE: String(sizeBytes),
    CREATED: created,
    CHECKSUM: sha256.toUpperCase(),
    CHECKSUMTYPE: 'SHA-256',
  });
  const metadata = named.filter(({ part }) => part === 'Metadata');
  const groups = (['Documentation', 'Representations/rep1'] as const)
    .map((part) => ({ part, files: named.filter((file) => file.part === part) }))
    .filter(({ files }) => files.length > 0);
  const groupId = (part: string) => `group-${part.toLowerCase().replace('/', '-')}`;
  const agent = (given: Record<string, string>, name: string, note: readonly [kind: string, text: string]) =>
    element('agent', given, [
      element('name', {}, [escaped(name)]),
      element('note', { 'csip:NOTETYPE': note[0] }, [escaped(note[1])]),
    ]);
  const root = element(
    'mets',
    {
      ...spaces,
      OBJID: pack.id,
      LABEL: pack.label,
      TYPE: 'ERMS',
      'csip:CONTENTINFORMATIONTYPE': 'OTHER',
      'csip:OTHERCONTENTINFORMATIONTYPE': 'Bryggan case file',
      PROFILE: 'https://earksip.dilcis.eu/profile/E-ARK-SIP.xml',
    },
    [
      element('metsHdr', { CREATEDATE: created, RECORDSTATUS: 'NEW', 'csip:OAISPACKAGETYPE': 'SIP' }, [
        agent({ ROLE: 'CREATOR', TYPE: 'OTHER', OTHERTYPE: 'SOFTWARE' }, pack.program.name, [
          'SOFTWARE VERSION',
          pack.program.version,
        ]),
        agent({ ROLE: 'ARCHIVIST', TYPE: 'ORGANIZATION' }, pack.organisation, [
          'IDENTIFICATIONCODE',
          pack.organisation,
        ]),
      ]),
      ...metadata.map((file) =>
        element('dmdSec', { ID: `dmd-${file.id}`, CREATED: created, STATUS: 'CURRENT' }, [
          element('mdRef', { ...located(file), MDTYPE: 'OTHER', OTHERMDTYPE: 'JSON', ...facts(file) }),
        ]),
      ),
      element(
        'fileSec',
        { ID: 'files' },
        groups.map(({ part, files }) =>
          element(
            'fileGrp',
            { ID: groupId(part), USE: part },
            files.map((file) =>
              element('file', { ID: file.id, ...facts(file) }, [element('FLocat', located(file))]),
            ),
          ),
        ),
      ),
      element('structMap', { ID: 'structure', TYPE: 'PHYSICAL', LABEL: 'CSIP' }, [
        element('div', { ID: 'package', LABEL: pack.id }, [
          element('div', {
            ID: 'div-metadata',
            LABEL: 'Metadata',
            ...(metadata.length === 0 ? {} : { DMDID: metadata.map(({ id }) => `dmd-${id}`).join(' ') }),
          }),
          ...groups.map(({ part }) =>
            element('div', { ID: `div-${groupId(part)}`, LABEL: part }, [
              element('fptr', { FILEID: groupId(part) }),
            ]),
          ),
        ]),
      ]),
    ],
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}
