/** The source's organisations as school units, and where in the tree a duty or an enrolment is. */
import type { SchoolUnitCode } from '../../domain/ids.ts';
import type { Facts } from './facts.ts';

export type Organisation = Facts['organisation'] & { id: string };

/** SS 12000's school types as the CSV's words; which of several a unit is registered as, the first wins. */
const forms: readonly (readonly [string, string])[] = [
  ['GR', 'GR'],
  ['SAM', 'GR'],
  ['SP', 'GR'],
  ['GRS', 'GRS'],
  ['GRAN', 'GRS'],
  ['GY', 'GY'],
  ['GYS', 'GYS'],
  ['GYAN', 'GYS'],
  ['FKLASS', 'FSKL'],
  ['FSK', 'FSKL'],
  ['FS', 'FS'],
];

/** Public bodies' numbers begin with 2; without a number, a municipality code or the name tells. */
const isPublic = ({ number, municipality, name }: Organisation): boolean => {
  if (number !== null) return number.replace(/^16/, '').startsWith('2');
  return municipality !== null || /\b(kommun|stad|region)\b/i.test(name ?? '');
};

/** The whole tree of a source's organisations. */
export class Organisations {
  private readonly byId: Map<string, Organisation>;
  private readonly children = new Map<string, Organisation[]>();

  /** The municipality whose own source it is; null where nobody has said. */
  readonly home: string | null;

  constructor(all: readonly Organisation[], home: string | null) {
    this.home = home;
    this.byId = new Map(all.map((one) => [one.id, one]));
    for (const one of all) {
      if (one.parent === null) continue;
      this.children.set(one.parent, [...(this.children.get(one.parent) ?? []), one]);
    }
  }

  get(id: string | null): Organisation | null {
    return id === null ? null : (this.byId.get(id) ?? null);
  }

  /** The code of the school unit, or null when it is none. */
  unitCode(id: string | null): SchoolUnitCode | null {
    return this.get(id)?.code ?? null;
  }

  /** The units at or under an organisation; a whole school authority is nobody's workplace, so none for it. */
  unitCodes(id: string | null): SchoolUnitCode[] {
    const found = this.get(id);
    if (found === null || found.type === 'Huvudman' || found.type === 'Stadsdel') return [];
    return this.under(found, new Set());
  }

  private under(one: Organisation, seen: Set<string>): SchoolUnitCode[] {
    if (seen.has(one.id)) return [];
    seen.add(one.id);
    if (one.code !== null) return [one.code];
    return (this.children.get(one.id) ?? []).flatMap((child) => this.under(child, seen));
  }

  /** The school authority above; the topmost organisation where none is named so. */
  private authorityOf(one: Organisation): Organisation {
    const seen = new Set<string>();
    for (let at = one; ;) {
      seen.add(at.id);
      const parent = this.get(at.parent);
      if (at.type === 'Huvudman' || parent === null || seen.has(parent.id)) return at;
      at = parent;
    }
  }

  /** The municipality in which a unit is: as it says, or the municipality that runs it. A company's seat says nothing. */
  municipalityOf(id: string | null): string | null {
    const unit = this.get(id);
    if (unit === null || unit.municipality !== null) return unit?.municipality ?? null;
    const authority = this.authorityOf(unit);
    return isPublic(authority) ? authority.municipality : null;
  }

  /** A unit's row as the CSV would write it; null when it is no school unit of a form that the product follows. */
  unitRow(one: Organisation): Record<string, string> | null {
    if (one.code === null) return null;
    const form = forms.find(([type]) => one.schoolTypes.includes(type))?.[1];
    if (form === undefined) return null;
    return {
      skolenhetskod: one.code,
      namn: one.name ?? '',
      skolform: form,
      huvudman: isPublic(this.authorityOf(one)) ? 'kommunal' : 'fristående',
    };
  }
}
