/** `forms`, `guides`, `cases/{id}/guardian-talks/{talkId}/form.pdf`: what the talk with guardians is held with (seed 003). */
import { z } from 'zod';
import { isInquiredInto } from '../../domain/case/inquired-into.ts';
import type { GuardianTalk } from '../../domain/case/ladder-parts.ts';
import { presets } from '../../domain/presets.ts';
import { may } from '../../domain/permissions.ts';
import { writePdf, type PdfPages } from '../../integrations/pdf/write-pdf.ts';
import type { CaseFile } from '../../records/cases.ts';
import type { Db } from '../../records/connect.ts';
import { findContent } from '../../records/contents.ts';
import { findPeople } from '../../records/people.ts';
import { policyFor } from '../../records/policies.ts';
import { findPupil, guardiansOf } from '../../records/pupils.ts';
import { guardianTalkForm } from '../../texts/forms/guardian-talk.ts';
import { partyTexts } from '../../texts/forms/parties.ts';
import { firstDayCallGuides } from '../../texts/guides/first-day-call.ts';
import { guardianTalkGuide } from '../../texts/guides/guardian-talk.ts';
import type { Guide } from '../../texts/guides/guide.ts';
import { emptyForm, formPages, informationPages, type FilledForm } from '../forms/guardian-talk-form.ts';
import { grantedCase, signedIn } from '../granted.ts';
import { letterheadOf } from '../letterhead.ts';
import { Problem } from '../problem.ts';
import { todayAt } from '../today.ts';
import { defineRoute, none, type Reply } from '../route.ts';
import { id, schoolFormValues } from '../schemas/common.ts';
import { keptForm } from '../schemas/ladder.ts';
import { fullName } from '../session.ts';
import { isNamed } from '../visible.ts';

const language = z.object({
  lang: z.enum(['sv', 'en']).default('sv').meta({ description: 'Swedish unless English is asked for.' }),
});

const everyone = {
  kind: 'signedIn',
  why: 'Forms and guides say nothing of anyone.',
} as const;

const guide = z
  .object({
    title: z.string(),
    intro: z.string(),
    parts: z.array(z.object({ heading: z.string(), points: z.array(z.string()) })),
  })
  .meta({ id: 'Guide', description: 'A checklist in parts.' });

const pdfAnswer = {
  status: 200,
  description: 'The pages, tagged for screen readers.',
  mediaType: 'application/pdf',
};

async function pdfReply(db: Db, pages: PdfPages, fileName: string): Promise<Reply> {
  return {
    status: 200,
    body: await writePdf({ ...pages, letterhead: await letterheadOf(db) }),
    mediaType: 'application/pdf',
    headers: { 'content-disposition': `inline; filename="${fileName}"` },
  };
}

/** A talk's form with the names that the reader may see; a protected pupil's stay away from those not near. */
async function filledForm(
  db: Db,
  file: CaseFile,
  talk: GuardianTalk,
  shown: { lang: 'sv' | 'en'; masked: boolean; texts: boolean },
): Promise<FilledForm> {
  const hidden = guardianTalkForm[shown.lang].protected;
  const pupil = shown.masked ? null : await findPupil(db, file.pupilId);
  const guardians = shown.masked ? [] : await guardiansOf(db, file.pupilId);
  const mentors = await findPeople(db, file.state.pupil.mentorIds);
  const kept = shown.texts ? keptForm((await findContent(db, talk.contentId))?.body) : null;
  const pupilName = pupil === null ? hidden : fullName(pupil);
  const met = guardians.filter((one) => talk.guardianIds.includes(one.id)).map(fullName);
  const others = talk.present.filter((one) => one !== 'pupil' && one !== 'guardian' && one !== 'mentor');
  const mentor = mentors[0];
  return {
    pupil: pupilName,
    class: shown.masked ? hidden : (pupil?.class ?? null),
    guardians: shown.masked ? [hidden] : guardians.map(fullName),
    heldOn: talk.heldOn,
    absences: talk.absences,
    howCome: kept?.howCome ?? null,
    pupilChanges: kept?.mustChange.pupil ?? null,
    guardiansChange: kept?.mustChange.guardians ?? null,
    classTeacherChanges: kept?.mustChange.classTeacher ?? null,
    important: kept?.important ?? null,
    present: {
      pupil: talk.present.includes('pupil') ? pupilName : null,
      guardians: met.length > 0 ? met : [null],
      classTeacher: talk.present.includes('mentor') && mentor !== undefined ? fullName(mentor) : null,
      others: others.map((one) => partyTexts[one][shown.lang]),
    },
  };
}

const guideRoute = (
  path: `/guides/${string}`,
  summary: string,
  description: string,
  read: (lang: 'sv' | 'en') => unknown,
  schema: z.ZodType,
) =>
  defineRoute({
    method: 'get',
    path,
    tag: 'guides',
    access: everyone,
    summary,
    description,
    params: none,
    query: language,
    body: none,
    answer: { status: 200, description: 'The guide.', schema },
    handle: ({ query }) => Promise.resolve({ status: 200, body: read(query.lang) }),
  });

export const formRoutes = [
  guideRoute(
    '/guides/guardian-talk',
    'What to think of before, during and after the talk with guardians',
    'With tips and pitfalls (seed 003).',
    (lang): Guide => guardianTalkGuide.talk[lang],
    guide,
  ),
  guideRoute(
    '/guides/first-day-call',
    'Points for the first-day call',
    'In F–5 the guardian is called, in 6–9 the pupil, in the gymnasium as the policy says (seed 004).',
    (lang) => ({ guardian: firstDayCallGuides.guardian[lang], pupil: firstDayCallGuides.pupil[lang] }),
    z.object({ guardian: guide, pupil: guide }).meta({ id: 'FirstDayCallGuides' }),
  ),
  defineRoute({
    method: 'get',
    path: '/forms/guardian-talk.pdf',
    tag: 'guides',
    access: everyone,
    summary: 'The empty form of the talk with guardians, to print and fill in by hand',
    params: none,
    query: language,
    body: none,
    answer: pdfAnswer,
    handle: ({ deps, query, now }) =>
      pdfReply(deps.db, formPages(query.lang, emptyForm, now), 'motesblankett.pdf'),
  }),
  defineRoute({
    method: 'get',
    path: '/forms/guardian-talk-information.pdf',
    tag: 'guides',
    access: everyone,
    summary: 'The written information to hand over at the talk',
    description: "With the limit of the municipality's own policy for the school form.",
    params: none,
    query: language.extend({ schoolForm: z.enum(schoolFormValues).default('compulsory') }),
    body: none,
    answer: pdfAnswer,
    async handle({ deps, query, now }) {
      const { limit } = (await policyFor(deps.db, query.schoolForm, todayAt(now))) ?? presets.uppsala;
      const dutyToAttend = isInquiredInto(query.schoolForm);
      const { percent, measure } = limit;
      return pdfReply(
        deps.db,
        informationPages(query.lang, { percent, measure, dutyToAttend }, now),
        'information.pdf',
      );
    },
  }),
  defineRoute({
    method: 'get',
    path: '/cases/{id}/guardian-talks/{talkId}/form.pdf',
    tag: 'cases',
    access: { kind: 'action', action: 'content.read', on: 'case' },
    summary: "A talk's form as it was filled in, to print and sign",
    params: z.object({ id: id('The case.'), talkId: id('The talk.') }),
    query: language,
    body: none,
    answer: pdfAnswer,
    async handle(call) {
      const { actor } = signedIn(call);
      const { file, relation } = grantedCase(call);
      const { deps, params, query, now } = call;
      const talk = file.state.ladder.talks.find((one) => one.guardianTalkId === params.talkId);
      if (talk === undefined) throw new Problem('not-found', { field: 'path/talkId' });
      const masked = file.state.pupil.protectedIdentity && !isNamed(actor, relation);
      const texts = may(actor, 'content.read', relation);
      const form = await filledForm(deps.db, file, talk, { lang: query.lang, masked, texts });
      return pdfReply(deps.db, formPages(query.lang, form, now), `motesblankett-${file.number}.pdf`);
    },
  }),
];
