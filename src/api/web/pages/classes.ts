/** `/classes`, `/classes/{id}`, `/schools/{id}/weekly-review`: attendance looked through each week (seed 003 step 1). */
import { randomUUID } from 'node:crypto';
import { h } from 'preact';
import { z } from 'zod';
import { classIdOf, parseClassId } from '../../../domain/class-id.ts';
import { may } from '../../../domain/permissions.ts';
import { mondayOfWeek } from '../../../domain/school-day/weekly-review.ts';
import { addDays, isoWeekKey, localDate, type LocalDate } from '../../../domain/time.ts';
import { findPerson, mentoredClasses } from '../../../records/people.ts';
import { first } from '../../../ui/forms/spec.ts';
import { ClassWeekPage } from '../../../ui/pages/class-week.tsx';
import { ChoosePage, SchoolWeekPage } from '../../../ui/pages/school-week.tsx';
import type { WeekView } from '../../../ui/pages/week-head.tsx';
import { relationToClass } from '../../class-access.ts';
import { signedIn } from '../../granted.ts';
import { none } from '../../route.ts';
import { id } from '../../schemas/common.ts';
import { classReview, isoWeek, schoolReview } from '../../schemas/weekly-review.ts';
import { apiRoute, askBody, type Asking } from '../ask.ts';
import { withDone } from '../form.ts';
import { definePage, type PageReply } from '../page.ts';
import { definePress } from '../press.ts';
import { ownSchools } from '../own-schools.ts';

const readClass = apiRoute('get', '/classes/{id}/weekly-review');
const seeClass = apiRoute('post', '/classes/{id}/weekly-review');
const readSchool = apiRoute('get', '/schools/{id}/weekly-review');
const switchLadder = apiRoute('post', '/schools/{id}/ladder');

const week = z.looseObject({ week: isoWeek.optional() });
const orDay = (day: string | null): LocalDate | null => (day === null ? null : localDate(day));

/** The page's path, with the class's name encoded as in every link. */
export const classPath = (classId: string): string => {
  const named = parseClassId(classId);
  return `/classes/${named === null ? encodeURIComponent(classId) : classIdOf(named)}`;
};

type Head = Pick<z.output<typeof classReview>, 'week' | 'on' | 'about' | 'due' | 'dataSilentSince'>;

function weekView(head: Head, path: string, today: LocalDate): WeekView {
  const monday = mondayOfWeek(head.week) ?? today;
  const later = isoWeekKey(addDays(monday, 7));
  return {
    path,
    week: head.week,
    weekNo: Number(head.week.slice(-2)),
    on: orDay(head.on),
    about: head.about === null ? null : { from: localDate(head.about.from), to: localDate(head.about.to) },
    due: orDay(head.due),
    silentSince: orDay(head.dataSilentSince),
    earlier: isoWeekKey(addDays(monday, -7)),
    later: later > isoWeekKey(today) ? null : later,
  };
}

/** A class's week as the API tells it, for who may read it. */
export const classWeek = async (asking: Asking, classId: string, of: string | undefined) =>
  classReview.parse(
    await askBody(asking, readClass, {
      params: { id: classId },
      query: of === undefined ? {} : { week: of },
    }),
  );

/** One place is gone to at once; several are chosen among. */
const choose = (
  title: string,
  hint: string,
  places: readonly { href: string; label: string }[],
): PageReply => {
  const [only] = places;
  if (only !== undefined && places.length === 1) return { kind: 'go', to: only.href };
  return { kind: 'page', title, body: h(ChoosePage, { title, hint, places }) };
};

export const classPages = [
  definePage({
    path: '/classes',
    access: { kind: 'action', action: 'weeklyReview.read', on: 'body' },
    params: none,
    query: z.looseObject({}),
    async handle(call) {
      const { deps, ui } = call;
      const { actor, personId, role } = signedIn(call);
      const title = ui.t('week.classes');
      if (role !== 'mentor') {
        const schools = await ownSchools(deps.db, actor);
        const places = schools.map(({ code, name }) => ({
          href: `/schools/${code}/weekly-review`,
          label: name,
        }));
        return choose(title, ui.t('week.chooseSchool'), places);
      }
      const person = await findPerson(deps.db, personId);
      const places = mentoredClasses(person).map((named) => ({
        href: `/classes/${classIdOf(named)}`,
        label: ui.t('day.class', { class: named.class }),
      }));
      return choose(title, ui.t(places.length === 0 ? 'week.noClass' : 'week.chooseClass'), places);
    },
  }),
  definePage({
    path: '/classes/{id}',
    access: readClass.access,
    params: z.object({ id: id('The class.') }),
    query: week,
    async handle(call) {
      const { ui, params, query, today, deps } = call;
      const { actor } = signedIn(call);
      const review = await classWeek(call, params.id, query.week);
      const relation = await relationToClass(deps.db, actor, review);
      const view = {
        ...weekView(review, classPath(review.id), today),
        id: review.id,
        class: review.class,
        state: review.state,
        doneOn: orDay(review.doneOn),
        doneBy: review.doneBy?.name ?? null,
        pupils: review.pupils.map((pupil) => ({
          ...pupil,
          percentOf:
            pupil.percentOf === null
              ? null
              : { minutes: pupil.percentOf.minutes, from: localDate(pupil.percentOf.from) },
        })),
        maySee: may(actor, 'weeklyReview.do', relation),
        sendKey: randomUUID(),
      };
      const title = ui.t('week.title', { class: view.class, week: view.weekNo });
      return { kind: 'page', title, body: h(ClassWeekPage, { ui, view }) };
    },
  }),
  definePress({
    path: '/classes/{id}/seen',
    route: seeClass,
    json: ({ form }) => {
      const pupilId = first(form, 'pupil');
      const seen = pupilId === '' ? 'class' : [{ pupilId, how: 'seen' }];
      return { week: first(form, 'week'), seen };
    },
    to: ({ params, form }) => {
      const pupil = first(form, 'pupil');
      const page = `${classPath(params['id'] ?? '')}?week=${encodeURIComponent(first(form, 'week'))}`;
      return pupil === '' ? withDone(page, 'classSeen') : `${page}#p-${encodeURIComponent(pupil)}`;
    },
  }),
  definePage({
    path: '/schools/{id}/weekly-review',
    access: readSchool.access,
    params: z.object({ id: id('The school unit.') }),
    query: week,
    async handle(call) {
      const { ui, params, query, today } = call;
      const { actor } = signedIn(call);
      const review = schoolReview.parse(
        await askBody(call, readSchool, {
          params,
          query: query.week === undefined ? {} : { week: query.week },
        }),
      );
      const own = 'schoolUnits' in actor && actor.schoolUnits.includes(params.id);
      const view = {
        ...weekView(review, `/schools/${params.id}/weekly-review`, today),
        schoolUnit: review.schoolUnit,
        name: review.name,
        ladder: review.ladder,
        maySwitch: may(actor, 'ladder.switch', new Set(own ? ['ownSchool'] : [])),
        classes: review.classes.map(({ mentors, ...one }) => ({
          ...one,
          mentors: mentors.map(({ name }) => name),
        })),
        sendKey: randomUUID(),
      };
      const title = ui.t('schoolWeek.title', { school: view.name, week: view.weekNo });
      return { kind: 'page', title, body: h(SchoolWeekPage, { ui, view }) };
    },
  }),
  definePress({
    path: '/schools/{id}/ladder',
    route: switchLadder,
    json: ({ form }) => ({ on: first(form, 'on') === 'yes' }),
    to: ({ params }) => withDone(`/schools/${params['id']}/weekly-review`, 'ladder'),
  }),
];
