/** `…/guardian-talks/new` of a pupil or a case: the talk on repeated absence with its form (seed 003 step 2). */
import { addDays, type LocalDate } from '../../../domain/time.ts';
import { absentLessonsOf } from '../../../records/absence-days.ts';
import { guardiansOf } from '../../../records/pupils.ts';
import { guardianTalkGuide } from '../../../texts/guides/guardian-talk.ts';
import type { FormSpec, FormValues, Step } from '../../../ui/forms/spec.ts';
import type { Ui } from '../../../ui/ui.ts';
import type { Reply } from '../../route.ts';
import { commandAnswer } from '../../schemas/answers.ts';
import { fullName } from '../../session.ts';
import { apiRoute } from '../ask.ts';
import { defineForm, type FormCall } from '../form.ts';
import { backToSubject, pupilOfForm } from './about-pupil.ts';
import { fileField } from './file-field.ts';
import { optionsOf } from './options.ts';
import { partyValues } from './parties.ts';

/** How far back, and how many, invalid lessons are filled in. */
const lookedBackDays = 28;
const filledInAtMost = 30;

/** A part of the checklist as it stands beside the form. */
const guide = (ui: Ui, from: number, to: number, links: readonly { href: string; label: string }[] = []) => {
  const { title, parts } = guardianTalkGuide.talk[ui.lang];
  return { kind: 'guide' as const, guide: { title, parts: parts.slice(from, to), links } };
};

async function spec(call: FormCall): Promise<FormSpec> {
  const { ui, deps } = call;
  const { pupil, masked } = await pupilOfForm(call);
  const guardians = (await guardiansOf(deps.db, pupil.id)).map((one, index) => ({
    value: one.id,
    label: masked ? ui.t('pupil.hiddenGuardian', { n: index + 1 }) : fullName(one),
  }));
  const pdfs = [
    { href: `/api/v1/forms/guardian-talk.pdf?lang=${ui.lang}`, label: ui.t('talk.emptyPdf') },
    {
      href: `/api/v1/forms/guardian-talk-information.pdf?lang=${ui.lang}&schoolForm=${pupil.schoolForm}`,
      label: ui.t('talk.informationPdf'),
    },
  ];
  const before: Step = {
    id: 'before',
    title: ui.t('talk.before'),
    fields: [
      guide(ui, 0, 1, pdfs),
      { kind: 'date', name: 'pupilToldOn', label: ui.t('talk.pupilToldOn'), optional: true },
      { kind: 'date', name: 'calledOn', label: ui.t('talk.calledOn') },
    ],
  };
  const meeting: Step = {
    id: 'meeting',
    title: ui.t('talk.meeting'),
    fields: [
      { kind: 'date', name: 'heldOn', label: ui.t('talk.heldOn') },
      {
        kind: 'choices',
        name: 'guardianIds',
        label: ui.t('talk.guardianIds'),
        hint: ui.t('talk.guardianIds.hint'),
        options: guardians,
      },
      {
        kind: 'choices',
        name: 'present',
        label: ui.t('talk.present'),
        options: optionsOf(ui, 'party', partyValues),
      },
    ],
  };
  return {
    title: ui.t('talk.title'),
    send: ui.t('talk.send'),
    steps: [before, meeting, absences(ui), together(call)],
  };
}

const absences = (ui: Ui): Step => ({
  id: 'absences',
  title: ui.t('talk.absences'),
  fields: [
    {
      kind: 'rows',
      name: 'absences',
      label: ui.t('talk.absences.list'),
      hint: ui.t('talk.absences.hint'),
      one: ui.t('talk.absences.one'),
      add: ui.t('talk.absences.add'),
      shown: 1,
      max: 200,
      fields: [
        { kind: 'date', name: 'date', label: ui.t('talk.absences.date') },
        {
          kind: 'line',
          name: 'subject',
          label: ui.t('talk.absences.subject'),
          hint: ui.t('talk.absences.subject.hint'),
          optional: true,
          width: 'short',
        },
      ],
    },
  ],
});

const together = (call: FormCall, { ui } = call): Step => ({
  id: 'form',
  title: ui.t('talk.form'),
  intro: ui.t('talk.form.intro'),
  fields: [
    guide(ui, 1, 5),
    { kind: 'story', name: 'form.howCome', label: ui.t('talk.howCome'), optional: true },
    {
      kind: 'group',
      label: ui.t('talk.mustChange'),
      fields: (['pupil', 'guardians', 'classTeacher'] as const).map((who) => ({
        kind: 'story',
        name: `form.mustChange.${who}`,
        label: ui.t(`talk.mustChange.${who}`),
        optional: true,
        rows: 3,
      })),
    },
    { kind: 'story', name: 'form.important', label: ui.t('talk.important'), optional: true, rows: 3 },
    fileField(call, {
      name: 'documentId',
      label: ui.t('document.talk.there'),
      hint: ui.t('talk.scan.hint'),
      optional: true,
    }),
  ],
});

async function initial(call: FormCall): Promise<FormValues> {
  const { today, deps } = call;
  const { pupil } = await pupilOfForm(call);
  const lessons = await absentLessonsOf(deps.db, pupil.id, addDays(today, -lookedBackDays), today);
  const invalid = new Map<string, { date: LocalDate; subject: string }>();
  for (const { date, subject, kind } of lessons) {
    if (kind === 'invalid') invalid.set(`${date}/${subject ?? ''}`, { date, subject: subject ?? '' });
  }
  const rows = [...invalid.values()].slice(-filledInAtMost);
  return {
    heldOn: [today],
    '_rows.absences': [String(rows.length)],
    ...Object.fromEntries(
      rows.flatMap(({ date, subject }, row) => [
        [`absences.${row}.date`, [date]],
        [`absences.${row}.subject`, [subject]],
      ]),
    ),
  };
}

/** To the talk, with its papers. */
function done(_: FormCall, reply: Reply): string {
  const { caseId, ids } = commandAnswer.parse(reply.body);
  return `/cases/${caseId}/guardian-talks/${ids['guardianTalkId']?.[0] ?? ''}`;
}

/** The form itself is asked for, even where nothing was written on it. */
const toBody = (body: Record<string, unknown>) => ({
  ...body,
  guardianIds: body['guardianIds'] ?? [],
  form: body['form'] ?? {},
});

const shared = { files: true as const, spec, initial, toBody, back: backToSubject, done };

export const guardianTalkForms = [
  ...defineForm({
    ...shared,
    path: '/pupils/{id}/guardian-talks/new',
    route: apiRoute('post', '/pupils/{id}/guardian-talks'),
  }),
  ...defineForm({
    ...shared,
    path: '/cases/{id}/guardian-talks/new',
    route: apiRoute('post', '/cases/{id}/guardian-talks'),
  }),
];
