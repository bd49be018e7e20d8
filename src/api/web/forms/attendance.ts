/** `/cases/{id}/attendance/new`: a period's figures that no attendance system sends. */
import { apiRoute } from '../ask.ts';
import { defineForm, withDone } from '../form.ts';
import { backToCase } from './back.ts';

export const attendanceForm = defineForm({
  path: '/cases/{id}/attendance/new',
  route: apiRoute('post', '/cases/{id}/attendance'),
  spec: ({ ui }) => {
    const unit = ui.t('attendance.minutes');
    return {
      title: ui.t('attendance.title'),
      send: ui.t('attendance.send'),
      steps: [
        {
          id: 'attendance',
          title: ui.t('attendance.title'),
          intro: ui.t('attendance.intro'),
          fields: [
            { kind: 'date', name: 'from', label: ui.t('attendance.from') },
            { kind: 'date', name: 'to', label: ui.t('attendance.to') },
            { kind: 'number', name: 'offeredMinutes', label: ui.t('attendance.offered'), unit },
            {
              kind: 'number',
              name: 'validMinutes',
              label: ui.t('attendance.valid'),
              hint: ui.t('attendance.valid.hint'),
              unit,
            },
            {
              kind: 'number',
              name: 'invalidMinutes',
              label: ui.t('attendance.invalid'),
              hint: ui.t('attendance.invalid.hint'),
              unit,
            },
          ],
        },
      ],
    };
  },
  back: backToCase,
  done: (call) => withDone(`/cases/${call.params['id']}`, 'attendance'),
});
