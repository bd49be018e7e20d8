/** School units. */
import type { ClassName } from '../domain/class-id.ts';
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

/** Whether anyone is in a class: it has no record of its own. */
export async function classHasPupils(db: Db, named: ClassName): Promise<boolean> {
  const row = await db
    .selectFrom('pupil')
    .select('id')
    .where('school_unit', '=', named.schoolUnit)
    .where('class', '=', named.class)
    .where('active', '=', true)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

const schools = (db: Db) =>
  db.selectFrom('school_unit').select(['code', 'name', 'school_form as schoolForm', 'authority']);
