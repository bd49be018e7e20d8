/** `orders/external`: an order on paper from a school outside the municipality's data, entered by who received it. */
import { z } from 'zod';
import { placementOf } from '../../domain/placement.ts';
import { parseCivicNumber } from '../../integrations/csv/civic-number.ts';
import { saveExternal, type ExternalGuardian } from '../../records/external-pupils.ts';
import { readMunicipality } from '../../records/settings.ts';
import { fieldTexts, type FieldCode } from '../../texts/problems.ts';
import { commandRequest } from '../command-request.ts';
import { createDraft } from '../draft.ts';
import { signedIn } from '../granted.ts';
import { noteShown } from '../looks.ts';
import { noRelation } from '../../domain/permissions.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none } from '../route.ts';
import { commandAnswer, commandHeaders } from '../schemas/answers.ts';
import { line, optional, schoolFormValues } from '../schemas/common.ts';
import { runForPupil } from '../to-pupil.ts';
import { orderBody, orderExample, orderInput } from './order.ts';

const civicNo = z
  .string()
  .max(13)
  .meta({ description: 'Personnummer or coordination number, YYYYMMDD-NNNN.', example: '20120514-0013' });

const body = z
  .strictObject({
    school: z.strictObject({
      code: optional(
        z
          .string()
          .regex(/^\d{8}$/)
          .meta({ description: 'Skolenhetskod, where the paper says it.', example: '12345678' }),
      ),
      name: line("The school's name.", 'Bergaskolan'),
      contact: line('How to reach the rector there.', 'Rektor Bo Ek, 0500-12 34 56'),
      schoolForm: z.enum(schoolFormValues),
      authority: z.enum(['municipal', 'independent']),
    }),
    pupil: z.strictObject({
      civicNo,
      givenName: line('Given name.', 'Alva'),
      familyName: line('Family name.', 'Berg'),
      year: line('F, 1–10, gy1–gy4, an1–an10 or förskola.', '8'),
      class: optional(line('The class, as the school calls it.', '8B')),
      securityMarking: z
        .enum(['none', 'secrecy', 'protectedRegistration'])
        .default('none')
        .meta({ description: 'Protected identity. A marking that the records hold is never taken away.' }),
      municipalityCode: optional(
        z
          .string()
          .regex(/^\d{4}$/)
          .meta({ description: 'Where the pupil is registered (skriven); left out: this municipality.' }),
      ),
    }),
    guardians: z
      .array(
        z.strictObject({
          civicNo,
          givenName: line('Given name.', 'Eva'),
          familyName: line('Family name.', 'Berg'),
          email: optional(z.email().max(254)),
          mobile: optional(line('Mobile number.', '070-0120956')),
          relation: z.enum(['guardian', 'appointed', 'other']).default('guardian'),
        }),
      )
      .max(10)
      .default([]),
    order: orderBody,
  })
  .meta({ id: 'ExternalOrderBody' });

/** An invalid field, told as the schema's own complaints are. */
const badField = (field: string, code: FieldCode): Problem => {
  const { sv, en } = fieldTexts[code];
  return new Problem('invalid-request', { field, errors: [{ field, detail: sv, detail_en: en }] });
};

function civicNumberAt(text: string, field: string) {
  const parsed = parseCivicNumber(text);
  if (parsed === null) throw badField(field, 'invalid-civic-number');
  return parsed;
}

export const externalOrderRoutes = [
  defineRoute({
    method: 'post',
    path: '/orders/external',
    tag: 'commands',
    access: { kind: 'action', action: 'order.external', on: 'nothing' },
    summary: 'Enter an order from a school outside the data',
    description: [
      'A rector whose school sends no data has no sign-in here: the order comes on paper, and the registrar or the team leader enters it.',
      "The form asks for what isn't known: the school and how to reach it, the pupil by civic number, the guardians. School, pupil and guardians are kept as the paper says; what the municipality's data knows of a guardian stays, and a protected identity stays protected.",
      'The order itself is as `POST /cases`: placed when it is complete, kept as a draft that says what is missing when it is not. It may be completed with `POST /cases/{id}/order` and returned like any other.',
      'A school or pupil that is in the data is refused: its own rector orders.',
    ].join('\n\n'),
    params: none,
    query: none,
    headers: commandHeaders,
    body,
    example: {
      school: {
        code: null,
        name: 'Bergaskolan',
        contact: 'Rektor Bo Ek, 0500-12 34 56',
        schoolForm: 'compulsory',
        authority: 'independent',
      },
      pupil: {
        civicNo: '20120514-0013',
        givenName: 'Alva',
        familyName: 'Berg',
        year: '8',
        class: '8B',
        securityMarking: 'none',
        municipalityCode: null,
      },
      guardians: [
        { civicNo: '19800101-0019', givenName: 'Eva', familyName: 'Berg', email: null, mobile: null },
      ],
      order: orderExample,
    },
    answer: { status: 201, description: 'The order is entered.', schema: commandAnswer },
    async handle(call) {
      const session = signedIn(call);
      const { deps } = call;
      const { school, pupil, guardians, order } = call.body;
      const placement = placementOf(school.schoolForm, pupil.year);
      if (placement === null) throw badField('/pupil/year', 'year-not-at-school');
      const who = civicNumberAt(pupil.civicNo, '/pupil/civicNo');
      const near = guardians.map((one, index): ExternalGuardian => ({
        ...one,
        civicNo: civicNumberAt(one.civicNo, `/guardians/${index}/civicNo`).civicNo,
      }));
      const request = commandRequest(call, session, 'post', '/orders/external');
      const own = (await readMunicipality(deps.db))?.code ?? '';
      const saved = await saveExternal(deps.db, {
        school,
        pupil: {
          ...who,
          givenName: pupil.givenName,
          familyName: pupil.familyName,
          yearLabel: pupil.year,
          placement,
          class: pupil.class ?? pupil.year,
          securityMarking: pupil.securityMarking,
          municipalityCode: pupil.municipalityCode ?? own,
        },
        guardians: near,
      });
      if (!saved.ok) {
        throw saved.known === 'pupil'
          ? new Problem('pupil-known', { field: '/pupil/civicNo' })
          : new Problem('school-known', { field: '/school' });
      }
      const told = [{ pupilId: saved.pupilId }];
      await noteShown({ ...call, session }, 'post /api/v1/orders/external', noRelation, told);
      const draft = createDraft(request.commandId);
      return runForPupil(call, session, request, {
        pupilId: saved.pupilId,
        pupilField: '/pupil/civicNo',
        command: { type: 'placeOrder', order: orderInput(order, draft) },
        draft,
        within: null,
        joins: 'noticed',
      });
    },
  }),
];
