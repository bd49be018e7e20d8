/** School units. */
import type { SchoolUnitCode } from '../domain/ids.ts';
import type { SchoolForm } from '../domain/policy.ts';
import type { Db } from './connect.ts';
import { byName } from './sql.ts';

export type School = {
  code: SchoolUnitCode;
  name: string;
  /** As the unit is registered: `compulsory` holds förskoleklass as well. */
  schoolForm: SchoolForm;
  authority: 'municipal' | 'independent';
};

/** All school units by name. */
export async function listSchools(db: Db): Promise<School[]> {
  return schools(db).orderBy(byName('name')).orderBy('code').execute();
}

const schools = (db: Db) =>
  db.selectFrom('school_unit').select(['code', 'name', 'school_form as schoolForm', 'authority']);
