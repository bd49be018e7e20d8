/** The classes and schools to which the reader may hand out a survey, as a form's choice and as the API's two fields. */
import { classIdOf, parseClassId } from '../../../domain/class-id.ts';
import { needOf } from '../../../domain/permissions.ts';
import { findPerson, mentoredClasses } from '../../../records/people.ts';
import { classesOf } from '../../../records/pupils.ts';
import { listSchools } from '../../../records/schools.ts';
import type { Option } from '../../../ui/forms/spec.ts';
import { signedIn } from '../../granted.ts';
import type { FormCall } from '../form.ts';
import { ownSchools } from '../own-schools.ts';

/** A class is chosen by its id, a school as a whole by its code. */
export async function groupOptions(call: FormCall): Promise<Option[]> {
  const { deps, ui } = call;
  const { actor, personId } = signedIn(call);
  if (needOf(actor.role, 'survey.hand') === 'ownPupil') {
    const own = mentoredClasses(await findPerson(deps.db, personId));
    return own.map((named) => ({
      value: classIdOf(named),
      label: ui.t('day.class', { class: named.class }),
    }));
  }
  const schools =
    needOf(actor.role, 'survey.hand') === 'any'
      ? await listSchools(deps.db)
      : await ownSchools(deps.db, actor);
  const options = await Promise.all(
    schools.map(async ({ code, name }) => [
      { value: code, label: ui.t('surveys.wholeSchool', { school: name }) },
      ...(await classesOf(deps.db, [code])).map((one) => ({
        value: classIdOf({ schoolUnit: code, class: one }),
        label: ui.t('surveys.classOf', { school: name, class: one }),
      })),
    ]),
  );
  return options.flat();
}

/** What the API asks for. */
export const groupOf = (chosen: unknown): { schoolUnit: string; class: string | null } => {
  const value = typeof chosen === 'string' ? chosen : '';
  return parseClassId(value) ?? { schoolUnit: value, class: null };
};

/** Both of its fields are the form's one. */
export const nameOfGroup = (pointer: string): string | null =>
  pointer === '/schoolUnit' || pointer === '/class' ? 'group' : null;
