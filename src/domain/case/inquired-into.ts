import type { SchoolForm } from '../policy.ts';

/** skollagen 7:19 a: the forms whose absence is inquired into; the gymnasium isn't among them, nor the preschool. */
const inquiredInto: ReadonlySet<SchoolForm> = new Set<SchoolForm>([
  'preschoolClass',
  'compulsory',
  'adaptedCompulsory',
]);

export const isInquiredInto = (schoolForm: SchoolForm): boolean => inquiredInto.has(schoolForm);
