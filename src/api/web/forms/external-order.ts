/** `/orders/external/new`: an order on paper from a school that sends no data, as the paper says. */
import { z } from 'zod';
import { policyFor } from '../../../records/policies.ts';
import { nameOfPointer, type Step } from '../../../ui/forms/spec.ts';
import type { Ui } from '../../../ui/ui.ts';
import { commandAnswer } from '../../schemas/answers.ts';
import { schoolFormValues } from '../../schemas/common.ts';
import { apiRoute } from '../ask.ts';
import { defineForm, withDone } from '../form.ts';
import { optionsOf } from './options.ts';
import {
  needsOf,
  orderBodyOf,
  orderNameOf,
  orderSteps,
  remarkOnMissing,
  type OrderNeeds,
} from './order-fields.ts';

/** The paper may be for any school form: what its own doesn't ask for is left blank. */
const allNeeds: OrderNeeds = {
  preconditions: [
    'absenceNoticed',
    'inquiryMade',
    'reportedToAuthority',
    'measuresBegun',
    'otherActorsNeedCoordination',
  ],
  attachments: ['absenceFigures', 'mapping', 'inquiry', 'actionProgramme', 'measuresTried'],
};

const schoolStep = (ui: Ui): Step => ({
  id: 'school',
  title: ui.t('external.school'),
  intro: ui.t('external.intro'),
  fields: [
    { kind: 'line', name: 'school.name', label: ui.t('external.school.name') },
    {
      kind: 'line',
      name: 'school.code',
      label: ui.t('external.school.code'),
      hint: ui.t('external.school.code.hint'),
      optional: true,
      width: 'short',
      inputMode: 'numeric',
    },
    {
      kind: 'choice',
      name: 'school.schoolForm',
      label: ui.t('external.school.form'),
      options: optionsOf(ui, 'schoolForm', schoolFormValues),
    },
    {
      kind: 'choice',
      name: 'school.authority',
      label: ui.t('external.school.authority'),
      options: optionsOf(ui, 'external.authority', ['municipal', 'independent']),
    },
    {
      kind: 'line',
      name: 'school.contact',
      label: ui.t('external.school.contact'),
      hint: ui.t('external.school.contact.hint'),
    },
  ],
});

const pupilStep = (ui: Ui): Step => ({
  id: 'pupil',
  title: ui.t('external.pupil'),
  fields: [
    {
      kind: 'line',
      name: 'pupil.civicNo',
      label: ui.t('external.civicNo'),
      hint: ui.t('external.civicNo.hint'),
      width: 'short',
    },
    { kind: 'line', name: 'pupil.givenName', label: ui.t('external.givenName') },
    { kind: 'line', name: 'pupil.familyName', label: ui.t('external.familyName') },
    {
      kind: 'line',
      name: 'pupil.year',
      label: ui.t('external.year'),
      hint: ui.t('external.year.hint'),
      width: 'short',
    },
    { kind: 'line', name: 'pupil.class', label: ui.t('external.class'), optional: true, width: 'short' },
    {
      kind: 'choice',
      name: 'pupil.securityMarking',
      label: ui.t('external.marking'),
      options: optionsOf(ui, 'external.marking', ['none', 'secrecy', 'protectedRegistration']),
    },
    {
      kind: 'line',
      name: 'pupil.municipalityCode',
      label: ui.t('external.municipality'),
      hint: ui.t('external.municipality.hint'),
      optional: true,
      width: 'short',
      inputMode: 'numeric',
    },
  ],
});

const guardianStep = (ui: Ui): Step => ({
  id: 'guardians',
  title: ui.t('external.guardians'),
  fields: [
    {
      kind: 'rows',
      name: 'guardians',
      label: ui.t('external.guardians'),
      one: ui.t('external.guardian'),
      add: ui.t('external.guardian.add'),
      shown: 2,
      max: 10,
      fields: [
        {
          kind: 'line',
          name: 'civicNo',
          label: ui.t('external.civicNo'),
          hint: ui.t('external.civicNo.hint'),
          width: 'short',
        },
        { kind: 'line', name: 'givenName', label: ui.t('external.givenName') },
        { kind: 'line', name: 'familyName', label: ui.t('external.familyName') },
        { kind: 'line', name: 'email', label: ui.t('external.email'), optional: true, inputMode: 'email' },
        { kind: 'line', name: 'mobile', label: ui.t('external.mobile'), optional: true, width: 'short' },
      ],
    },
  ],
});

const typedSchool = z.object({
  school: z.object({ schoolForm: z.enum(schoolFormValues) }),
});

export const externalOrderForm = defineForm({
  path: '/orders/external/new',
  route: apiRoute('post', '/orders/external'),
  files: true,
  spec: async (call) => ({
    title: call.ui.t('external.title'),
    send: call.ui.t('order.send'),
    steps: [
      schoolStep(call.ui),
      pupilStep(call.ui),
      guardianStep(call.ui),
      ...(await orderSteps(call, allNeeds)),
    ],
  }),
  initial: () => ({ 'pupil.securityMarking': ['none'], 'school.authority': ['independent'] }),
  toBody({ school, pupil, guardians, ...order }) {
    return { school, pupil, guardians, order: orderBodyOf(order) };
  },
  nameOf: (pointer, typed) =>
    pointer.startsWith('/order') ? orderNameOf(pointer, typed, '/order') : nameOfPointer(pointer),
  async remark(typed, { ui, deps, today }) {
    const found = typedSchool.safeParse(typed);
    if (!found.success) return null;
    const { schoolForm } = found.data.school;
    const policy = await policyFor(deps.db, schoolForm, today);
    if (policy === null) return null;
    return remarkOnMissing(ui, typed, needsOf(policy, schoolForm), policy.start.completeWithinDays);
  },
  back: ({ ui }) => ({ href: '/', label: ui.t('menu.myDay') }),
  done(_, reply) {
    const { caseId, events } = commandAnswer.parse(reply.body);
    return withDone(`/cases/${caseId}`, events.includes('orderPlaced') ? 'orderPlaced' : 'orderDrafted');
  },
});
