/** `classes/{id}/absence`, `schools/{id}/absence`: who is away, how much of what, and as of when. */
import { z } from 'zod';
import { classIdOf } from '../../domain/class-id.ts';
import type { Actor } from '../../domain/case/parts.ts';
import type { SchoolUnitCode } from '../../domain/ids.ts';
import type { Relation } from '../../domain/permissions.ts';
import type { LocalDate } from '../../domain/time.ts';
import type { DataUntil } from '../../records/absence-days.ts';
import { figuresOf, type PupilFigures } from '../../records/absence-figures.ts';
import type { Db } from '../../records/connect.ts';
import { listPupils, type Pupil } from '../../records/pupils.ts';
import { figuresDay } from '../absence-day.ts';
import { schoolCalendar } from '../calendar.ts';
import { requireClass, requireSchool } from '../class-access.ts';
import { signedIn } from '../granted.ts';
import { defineRoute, none } from '../route.ts';
import {
  bandValues,
  dataUntilSchema,
  dataUntilView,
  figureQuery,
  type FigureQuery,
  standing,
  standingView,
} from '../schemas/absence.ts';
import { id, schoolFormValues } from '../schemas/common.ts';
import { limit, offset } from '../schemas/page.ts';
import { fullName } from '../session.ts';
import { todayAt } from '../today.ts';
import { isNamed } from '../visible.ts';
import { noteShown } from '../looks.ts';

const pupilRow = z
  .object({
    pupilId: z.string().nullable().meta({
      description: 'Null with the name: in a list of a school the id would tell where someone goes.',
    }),
    name: z.string().nullable().meta({ description: 'Null where the identity is protected.' }),
    class: z.string().nullable(),
    schoolForm: z.enum(schoolFormValues),
    masked: z.boolean(),
    ...standing,
  })
  .meta({ id: 'PupilAbsence' });

const list = {
  schoolUnit: z.string(),
  asOf: z.string(),
  dataUntil: dataUntilSchema,
  pupils: z.array(pupilRow),
  total: z.int().meta({ description: 'How many there are in all.' }),
};
const classAbsence = z.object({ id: z.string(), class: z.string(), ...list }).meta({ id: 'ClassAbsence' });
const schoolAbsence = z.object({ name: z.string(), ...list }).meta({ id: 'SchoolAbsence' });

/** More than any school has. */
const everyone = { limit: 10_000 };

type Row = { pupil: Pupil; masked: boolean; figures: PupilFigures };

/** A school's pupils or a class's with their figures, by class and name; who is masked stands last. */
async function rowsOf(
  db: Db,
  actor: Actor,
  relation: Relation,
  ask: { schoolUnit: SchoolUnitCode; class?: string; query: FigureQuery; today: LocalDate },
): Promise<{ asOf: LocalDate; until: DataUntil; rows: Row[] }> {
  const { query, today, ...whose } = ask;
  const { schoolUnit, class: name } = whose;
  const { asOf, until } = await figuresDay(db, schoolUnit, query.asOf, today);
  const calendar = await schoolCalendar(db, schoolUnit, asOf);
  const found = await figuresOf(db, { ...whose, calendar, asOf, by: query.denominator });
  const figures = new Map(found.map((one) => [one.pupilId, one]));
  const filter = { schoolUnits: [schoolUnit], ...(name === undefined ? {} : { class: name }) };
  const { pupils } = await listPupils(db, filter, everyone);
  const named = isNamed(actor, relation);
  const rows = pupils.flatMap((pupil): Row[] => {
    const own = figures.get(pupil.id);
    const masked = pupil.securityMarking !== 'none' && !named;
    return own === undefined ? [] : [{ pupil, masked, figures: own }];
  });
  return { asOf, until, rows: [...rows.filter((row) => !row.masked), ...rows.filter((row) => row.masked)] };
}

const rowView = ({ pupil, masked, figures }: Row, until: DataUntil): z.output<typeof pupilRow> => ({
  pupilId: masked ? null : pupil.id,
  name: masked ? null : fullName(pupil),
  class: masked ? null : pupil.class,
  schoolForm: pupil.schoolForm,
  masked,
  ...standingView(figures, until),
});

const description =
  'Valid, invalid and total absence in minutes, over the rolling weeks of the policy, the läsår and the month so far. Protected pupils are there without id, name and class, for those who are not near.';

export const absenceRoutes = [
  defineRoute({
    method: 'get',
    path: '/classes/{id}/absence',
    tag: 'absence',
    access: { kind: 'action', action: 'class.absence', on: 'body' },
    summary: "A class's absence",
    description,
    params: z.object({ id: id('School unit and class: `98000001-7A`, the class percent-encoded.') }),
    query: z.object(figureQuery),
    body: none,
    answer: { status: 200, description: 'By name.', schema: classAbsence },
    async handle(call) {
      const { deps, params, query, now } = call;
      const { actor } = signedIn(call);
      const { named, relation } = await requireClass(deps.db, actor, 'class.absence', params.id);
      const ask = { ...named, query, today: todayAt(now) };
      const { asOf, until, rows } = await rowsOf(deps.db, actor, relation, ask);
      const told = rows.map(({ pupil }) => ({ pupilId: pupil.id }));
      const looking = { ...call, session: signedIn(call) };
      await noteShown(looking, 'get /api/v1/classes/{id}/absence', relation, told);
      const body: z.output<typeof classAbsence> = {
        id: classIdOf(named),
        ...named,
        asOf,
        dataUntil: dataUntilView(until),
        pupils: rows.map((row) => rowView(row, until)),
        total: rows.length,
      };
      return { status: 200, body };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/schools/{id}/absence',
    tag: 'absence',
    access: { kind: 'action', action: 'school.absence', on: 'body' },
    summary: "A school's absence; with `band=over`, who is over the limit",
    description,
    params: z.object({ id: id('The school unit code.') }),
    query: z.object({
      ...figureQuery,
      band: z
        .enum([...bandValues, 'over'])
        .optional()
        .meta({ description: '`over`: over the limit, preschool left out. Else those in one band.' }),
      limit,
      offset,
    }),
    body: none,
    answer: { status: 200, description: 'A page of pupils by class and name.', schema: schoolAbsence },
    async handle(call) {
      const { deps, params, query, now } = call;
      const { actor } = signedIn(call);
      const { school, relation } = await requireSchool(deps.db, actor, 'school.absence', params.id);
      const ask = { schoolUnit: school.code, query, today: todayAt(now) };
      const { asOf, until, rows } = await rowsOf(deps.db, actor, relation, ask);
      const { band } = query;
      const chosen = rows.filter(
        ({ figures }) => band === undefined || (band === 'over' ? figures.overLimit : figures.band === band),
      );
      const page = chosen.slice(query.offset, query.offset + query.limit);
      const told = page.map(({ pupil }) => ({ pupilId: pupil.id }));
      const looking = { ...call, session: signedIn(call) };
      await noteShown(looking, 'get /api/v1/schools/{id}/absence', relation, told);
      const body: z.output<typeof schoolAbsence> = {
        schoolUnit: school.code,
        name: school.name,
        asOf,
        dataUntil: dataUntilView(until),
        pupils: page.map((row) => rowView(row, until)),
        total: chosen.length,
      };
      return { status: 200, body };
    },
  }),
];
