/** The form of the talk with guardians and the information to hand over, as blocks of a printed page (seed 003). */
import type { LocalDate } from '../../domain/time.ts';
import type { PdfBlock, PdfPages } from '../../integrations/pdf/write-pdf.ts';
import { longDate, type Language } from '../../texts/dates.ts';
import {
  guardianTalkForm,
  guardianTalkInformation,
  type GuardianTalkFormTexts,
} from '../../texts/forms/guardian-talk.ts';

/** What a form says; null is a field to fill in by hand. */
export type FilledForm = {
  pupil: string | null;
  class: string | null;
  guardians: string[] | null;
  heldOn: LocalDate | null;
  absences: { date: LocalDate; subject: string | null }[] | null;
  howCome: string | null;
  pupilChanges: string | null;
  guardiansChange: string | null;
  classTeacherChanges: string | null;
  important: string | null;
  /** Who met, by the lines to sign on; null where nobody is named. */
  present: {
    pupil: string | null;
    guardians: (string | null)[];
    classTeacher: string | null;
    others: string[];
  };
};

/** Nothing filled in: to print and write on. Two guardians' lines. */
export const emptyForm: FilledForm = {
  pupil: null,
  class: null,
  guardians: null,
  heldOn: null,
  absences: null,
  howCome: null,
  pupilChanges: null,
  guardiansChange: null,
  classTeacherChanges: null,
  important: null,
  present: { pupil: null, guardians: [null, null], classTeacher: null, others: [] },
};

/** The form's pages. */
export function formPages(lang: Language, form: FilledForm, madeAt: number): PdfPages {
  const texts = guardianTalkForm[lang];
  const field = (label: string, value: string | null, lines = 1): PdfBlock => ({
    kind: 'field',
    label: `${label}:`,
    value,
    lines,
  });
  const question = (label: string, value: string | null, lines: number): PdfBlock => ({
    kind: 'field',
    label,
    value,
    lines,
  });
  return {
    title: texts.title,
    lang,
    madeAt,
    footer: texts.footer,
    blocks: [
      { kind: 'h1', text: texts.title },
      ...(form.pupil === null ? [{ kind: 'paragraph' as const, text: texts.empty }] : []),
      field(texts.pupil, form.pupil),
      field(texts.class, form.class),
      field(texts.guardians, form.guardians?.join(', ') ?? null),
      field(texts.heldOn, form.heldOn === null ? null : longDate(lang, form.heldOn)),
      field(texts.absences, absenceLines(lang, texts, form.absences), 3),
      question(texts.howCome, form.howCome, 4),
      { kind: 'h2', text: texts.mustChange },
      field(texts.pupilChanges, form.pupilChanges, 3),
      field(texts.guardiansChange, form.guardiansChange, 3),
      field(texts.classTeacherChanges, form.classTeacherChanges, 3),
      field(texts.important, form.important, 3),
      { kind: 'h2', text: texts.metToday },
      { kind: 'signature', label: texts.signPupil, name: form.present.pupil },
      ...form.present.guardians.map((name): PdfBlock => ({
        kind: 'signature',
        label: texts.signGuardian,
        name,
      })),
      { kind: 'signature', label: texts.signClassTeacher, name: form.present.classTeacher },
      ...(form.present.others.length === 0 ? [] : [field(texts.others, form.present.others.join(', '))]),
      { kind: 'paragraph', text: texts.copyToRector },
    ],
  };
}

function absenceLines(
  lang: Language,
  texts: GuardianTalkFormTexts,
  absences: FilledForm['absences'],
): string | null {
  if (absences === null) return null;
  return absences
    .map(({ date, subject }) => `${longDate(lang, date)}: ${subject ?? texts.wholeDay}`)
    .join('\n');
}

/** The written information, with the limit of the municipality's own policy in it. */
export function informationPages(
  lang: Language,
  facts: { percent: number; measure: 'total' | 'invalid'; dutyToAttend: boolean },
  madeAt: number,
): PdfPages {
  const texts = guardianTalkInformation[lang];
  const filled = (text: string) =>
    text
      .replaceAll('{percent}', String(facts.percent))
      .replaceAll('{measure}', texts.measure[facts.measure])
      .replaceAll('{duty}', texts.duty[facts.dutyToAttend ? 'compulsory' : 'voluntary']);
  return {
    title: texts.title,
    lang,
    madeAt,
    footer: texts.footer,
    blocks: [
      { kind: 'h1', text: texts.title },
      ...texts.blocks.flatMap(({ heading, paragraphs, points }): PdfBlock[] => [
        { kind: 'h2', text: heading },
        ...paragraphs.map((text): PdfBlock => ({ kind: 'paragraph', text: filled(text) })),
        ...(points.length === 0 ? [] : [{ kind: 'list' as const, items: points.map(filled) }]),
      ]),
    ],
  };
}
