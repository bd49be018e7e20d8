/** `/cases/{id}/mapping/{part}`: one of the three parts of the mapping. */
import type { MappingPart, MappingPartKind } from '../../../domain/case/assignment-parts.ts';
import type { Party } from '../../../domain/case/parts.ts';
import { mappingParts } from '../../../domain/case/mapping.ts';
import { nameOfPointer, type Field, type FormSpec } from '../../../ui/forms/spec.ts';
import { dayOf } from '../../../ui/words.ts';
import { grantedCase } from '../../granted.ts';
import { Problem } from '../../problem.ts';
import { apiRoute } from '../ask.ts';
import { defineForm, withDone, type FormCall } from '../form.ts';
import { backToCase } from './back.ts';
import { optionsOf } from './options.ts';
import { textsOf } from './texts-of.ts';
import { talkGuide } from './talk-guide.ts';

/** Fields of the one note, in the order of Aspeflo's model (seed 004); each becomes a heading in it. */
const sections = ['pattern', 'triggering', 'maintaining', 'promoting', 'needs', 'analysis'] as const;

const respondents: Readonly<Record<MappingPartKind, readonly Party[]>> = {
  pupil: ['pupil', 'guardian', 'mentor'],
  educators: ['mentor', 'rector', 'pupilHealth'],
  guardians: ['guardian'],
};

function partOf({ params }: FormCall): MappingPartKind {
  const part = mappingParts.find((one) => one === params['part']);
  if (part === undefined) throw new Problem('not-found');
  return part;
}

export const mappingForm = defineForm({
  path: '/cases/{id}/mapping/{part}',
  route: apiRoute('post', '/cases/{id}/mapping/{part}'),
  spec: mappingSpec,
  initial: (call) => ({
    date: [call.today],
    ...(partOf(call) === 'guardians' ? { respondent: ['guardian'] } : {}),
  }),
  toBody: ({ instruments, ...typed }, { ui }) => {
    const note = sections
      .filter((name) => typeof typed[name] === 'string')
      .map((name) => `${ui.t(`mapping.${name}`)}\n${String(typed[name])}`)
      .join('\n\n');
    const asked = Object.fromEntries(Object.entries(typed).filter(([name]) => !isSection(name)));
    return {
      ...asked,
      instruments: Array.isArray(instruments) ? instruments.map(withScores) : [],
      ...(note === '' ? {} : { note }),
    };
  },
  nameOf: (pointer) => (pointer === '/note' ? sections[0] : nameOfPointer(pointer)),
  back: backToCase,
  done: (call) => withDone(`/cases/${call.params['id']}`, 'mapping'),
});

const isSection = (name: string): boolean => sections.some((one) => one === name);

/** `Slippa obehag: 4,2` on a line of its own becomes a scale and its score; what isn't a number is refused. */
function withScores(instrument: unknown): unknown {
  const row: Record<string, unknown> = { ...Object(instrument) };
  const lines = String(row['scores'] ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const scores = lines.map((line): [string, number | string] => {
    const at = line.lastIndexOf(':');
    const words = line.slice(at + 1).trim();
    const score = Number(words.replace(',', '.'));
    return at > 0 && words !== '' && Number.isFinite(score)
      ? [line.slice(0, at).trim(), score]
      : [line, words];
  });
  return { ...row, scores: Object.fromEntries(scores) };
}

async function mappingSpec(call: FormCall): Promise<FormSpec> {
  const { ui } = call;
  const part = partOf(call);
  const before = grantedCase(call).file.state.mapping[part];
  return {
    title: ui.t(`mapping.title.${part}`),
    send: ui.t('mapping.send'),
    steps: [
      {
        id: 'talk',
        title: ui.t('mapping.talk'),
        intro: ui.t('mapping.talk.intro'),
        fields: [
          ...(before === undefined ? [] : [await wordsBefore(call, before)]),
          {
            kind: 'choice',
            name: 'respondent',
            label: ui.t('mapping.respondent'),
            ...(part === 'pupil' ? { hint: ui.t('mapping.respondent.hint') } : {}),
            options: optionsOf(ui, 'party', respondents[part]),
          },
          { kind: 'date', name: 'date', label: ui.t('mapping.date') },
        ],
      },
      {
        id: 'picture',
        title: ui.t('mapping.picture'),
        intro: ui.t('mapping.picture.intro'),
        fields: [
          talkGuide(ui, 'mapping'),
          { kind: 'story', name: 'pattern', label: ui.t('mapping.pattern'), rows: 3 },
          {
            kind: 'story',
            name: 'triggering',
            label: ui.t('mapping.triggering'),
            hint: ui.t('mapping.triggering.hint'),
            rows: 3,
          },
          { kind: 'story', name: 'maintaining', label: ui.t('mapping.maintaining'), rows: 3 },
          {
            kind: 'story',
            name: 'promoting',
            label: ui.t('mapping.promoting'),
            hint: ui.t('mapping.promoting.hint'),
            rows: 3,
          },
          { kind: 'story', name: 'needs', label: ui.t('mapping.needs'), rows: 3 },
        ],
      },
      { id: 'understanding', title: ui.t('mapping.understanding'), fields: understanding(call) },
    ],
  };
}

async function wordsBefore({ ui, deps }: FormCall, part: MappingPart): Promise<Field> {
  const text = await textsOf(deps.db, [part.contentId]);
  return {
    kind: 'words',
    text: ui.t('mapping.before', { date: dayOf(ui, part.date), note: text(part.contentId) }),
  };
}

const understanding = ({ ui }: FormCall): Field[] => [
  {
    kind: 'choices',
    name: 'functions',
    label: ui.t('mapping.functions'),
    hint: ui.t('mapping.functions.hint'),
    optional: true,
    options: optionsOf(ui, 'mapping.function', [
      'avoidDiscomfort',
      'escapeEvaluation',
      'attention',
      'rewardsOutside',
    ]),
  },
  { kind: 'story', name: 'analysis', label: ui.t('mapping.analysis'), optional: true },
  {
    kind: 'rows',
    name: 'instruments',
    label: ui.t('mapping.instruments'),
    hint: ui.t('mapping.instruments.hint'),
    one: ui.t('mapping.instrument.one'),
    add: ui.t('mapping.instrument.add'),
    shown: 0,
    max: 10,
    fields: [
      {
        kind: 'choice',
        name: 'instrument',
        label: ui.t('mapping.instrument'),
        options: optionsOf(ui, 'mapping.instrument', ['SRAS-R', 'SNACK']),
      },
      { kind: 'line', name: 'version', label: ui.t('mapping.version'), width: 'short' },
      {
        kind: 'choice',
        name: 'respondent',
        label: ui.t('mapping.filledIn'),
        options: optionsOf(ui, 'mapping.filledIn', ['pupil', 'parent']),
      },
      { kind: 'date', name: 'date', label: ui.t('mapping.filledInOn') },
      {
        kind: 'story',
        name: 'scores',
        label: ui.t('mapping.scores'),
        hint: ui.t('mapping.scores.hint'),
        rows: 4,
      },
    ],
  },
];
