/** `/classes/{id}/weeks/{week}/pupils/{pupilId}/measure`: what the mentor does about a pupil's absence this week. */
import { parseClassId } from '../../../domain/class-id.ts';
import { apiRoute } from '../ask.ts';
import { defineForm, withDone, type FormCall } from '../form.ts';
import { classPath, classWeek } from '../pages/classes.ts';
import { Problem } from '../../problem.ts';

const back = ({ params }: FormCall): string =>
  `${classPath(params['id'] ?? '')}?week=${encodeURIComponent(params['week'] ?? '')}`;

export const classMeasureForm = defineForm({
  path: '/classes/{id}/weeks/{week}/pupils/{pupilId}/measure',
  route: apiRoute('post', '/classes/{id}/weekly-review'),
  async spec(call) {
    const { ui, params } = call;
    const review = await classWeek(call, params['id'] ?? '', params['week']);
    const pupil = review.pupils.find(({ pupilId }) => pupilId === params['pupilId']);
    if (pupil === undefined) throw new Problem('not-found', { field: 'path/pupilId' });
    const title = ui.t('week.measure.title', { name: pupil.name ?? ui.t('week.protected') });
    return {
      title,
      send: ui.t('week.measure.send'),
      steps: [
        {
          id: 'measure',
          title,
          fields: [
            {
              kind: 'story',
              name: 'note',
              label: ui.t('week.measure.note'),
              hint: ui.t('week.measure.note.hint'),
              rows: 3,
            },
          ],
        },
      ],
    };
  },
  toBody: ({ note }, { params }) => ({
    week: params['week'],
    seen: [{ pupilId: params['pupilId'], how: 'measure', note: note ?? '' }],
  }),
  nameOf: (pointer) => (pointer === '/seen/0/note' ? 'note' : ''),
  back: (call) => ({
    href: back(call),
    label: call.ui.t('week.title', {
      class: parseClassId(call.params['id'] ?? '')?.class ?? '',
      week: Number(call.params['week']?.slice(-2)),
    }),
  }),
  done: (call) => withDone(back(call), 'classMeasure'),
});
