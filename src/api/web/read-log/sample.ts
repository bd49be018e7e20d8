/** `/read-log`: samples of what staff have read, to go through. */
import { h } from 'preact';
import { z } from 'zod';
import { addDays, parseLocalDate } from '../../../domain/time.ts';
import { noRelation } from '../../../domain/permissions.ts';
import { findLook } from '../../../records/read-log.ts';
import { SamplePage, type SampleView } from '../../../ui/pages/read-log.tsx';
import type { Ui } from '../../../ui/ui.ts';
import { momentOf } from '../../../ui/words.ts';
import { instant } from '../../../domain/time.ts';
import { signedIn } from '../../granted.ts';
import { noteShown, toldBy } from '../../looks.ts';
import { Problem } from '../../problem.ts';
import { sampleView } from '../../read-log.ts';
import { none } from '../../route.ts';
import { readLogSample } from '../../schemas/read-log.ts';
import { apiRoute, askBody } from '../ask.ts';
import { defineForm, withDone, type FormCall } from '../form.ts';
import { oneStep } from '../forms/one-step.ts';
import { definePage, type WebPage } from '../page.ts';
import { chainWords, lineOf } from './words.ts';

const draw = apiRoute('get', '/read-log/sample');
const review = apiRoute('post', '/read-log/{id}/reviews');
const weekDays = 7;

type Sampled = z.output<typeof readLogSample>['looks'][number];

/** A row in words: the looks of before this version have no area, and say their address. */
const lineOfSampled = (ui: Ui, look: Sampled) =>
  lineOf(ui, look.id, { ...look, what: look.what === null ? [] : [look.what] });

const text = z.string().max(60).catch('').default('');

const page = definePage({
  path: '/read-log',
  access: draw.access,
  params: none,
  query: z.looseObject({ from: text, to: text, size: text, seed: text, verify: text }),
  async handle(call) {
    const { ui, query, today, mayOpen } = call;
    // The week that ended yesterday, unless somebody chose.
    const asked = {
      from: query.from || addDays(today, -weekDays),
      to: query.to || addDays(today, -1),
      size: query.size || '20',
      seed: query.seed || today,
    };
    const size = Number(asked.size);
    const wrong =
      parseLocalDate(asked.from) === null ||
      parseLocalDate(asked.to) === null ||
      asked.from > asked.to ||
      asked.to >= today ||
      !Number.isInteger(size) ||
      size < 1 ||
      size > 100 ||
      asked.seed.length > 40;
    const again = new URLSearchParams(asked).toString();
    const told = wrong
      ? null
      : readLogSample.parse(
          await askBody(call, draw, { query: { ...asked, verify: query.verify === 'yes' ? 'yes' : 'no' } }),
        );
    const view: SampleView = {
      asked,
      wrong,
      looks: (told?.looks ?? []).map((look) => {
        const href = `/cases/${look.caseId}`;
        return {
          ...lineOfSampled(ui, look),
          number: look.caseNumber ?? '–',
          href: look.caseId !== null && mayOpen(href) ? href : null,
          reviews: look.reviews.map(({ by, at, note }) =>
            ui.t('readLogSample.by', {
              name: by ?? ui.t('readLog.unknown'),
              date: momentOf(ui, instant(Date.parse(at))),
              note,
            }),
          ),
          review: `/read-log/${look.id}/review?${again}`,
        };
      }),
      chain: told === null ? null : chainWords(ui, told.chain, `/read-log?${again}&verify=yes`),
    };
    return {
      kind: 'page',
      title: ui.t('readLogSample.title'),
      body: h(SamplePage, { ui, view }),
      wide: true,
    };
  },
});

/** Back to the sample that it was drawn in. */
const home = ({ query }: FormCall): string => {
  const kept = ['from', 'to', 'size', 'seed'].flatMap((name) => {
    const value = query[name];
    return value === undefined ? [] : [[name, value]];
  });
  return `/read-log?${new URLSearchParams(kept).toString()}`;
};

const mark = defineForm({
  path: '/read-log/{id}/review',
  route: review,
  async spec(call) {
    const { ui, deps, params } = call;
    const { id = '' } = params;
    const found = /^\d{1,9}$/.test(id) ? await findLook(deps.db, Number(id)) : null;
    if (found === null) throw new Problem('not-found', { field: 'path/id' });
    const [look] = await sampleView(deps.db, [found]);
    if (look === undefined) throw new Problem('not-found', { field: 'path/id' });
    const looking = { ...call, session: signedIn(call) };
    await noteShown(looking, 'page get /read-log/{id}/review', noRelation, [toldBy(found)]);
    const { who, role, when, what, why } = lineOfSampled(ui, look);
    return oneStep(
      ui.t('readLogSample.review'),
      ui.t('readLogSample.review.send'),
      [
        {
          kind: 'story',
          name: 'note',
          label: ui.t('readLogSample.review.note'),
          hint: ui.t('readLogSample.review.note.hint'),
          rows: 3,
        },
      ],
      ui.t('readLogSample.review.intro', { who, role, when, what, why }),
    );
  },
  back: (call) => ({ href: home(call), label: call.ui.t('readLogSample.title') }),
  done: (call) => withDone(home(call), 'reviewed'),
});

export const samplePages: readonly WebPage[] = [page, ...mark];
