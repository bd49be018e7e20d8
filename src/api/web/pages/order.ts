/** `/order`: the rector chooses the pupil. */
import { h } from 'preact';
import { z } from 'zod';
import { relationToPupil } from '../../../domain/permissions.ts';
import { listCases, type CaseSummary } from '../../../records/cases.ts';
import { classesOf, listPupils, type Pupil } from '../../../records/pupils.ts';
import { OrderPupilsPage, type PupilLine } from '../../../ui/pages/order-pupils.tsx';
import type { Ui } from '../../../ui/ui.ts';
import { signedIn } from '../../granted.ts';
import { none } from '../../route.ts';
import { fullName } from '../../session.ts';
import { isNamed, visiblePupils } from '../../visible.ts';
import { definePage, type PageCall, type PageReply } from '../page.ts';
import { noteShown, relationOfLists } from '../../looks.ts';

/** A whole small school without typing. */
const shownAtMost = 200;

const query = z.looseObject({
  search: z.string().max(100).default(''),
  class: z.string().max(40).default(''),
});

async function pupilsPage(call: PageCall<unknown, z.output<typeof query>>): Promise<PageReply> {
  const { deps, ui, today } = call;
  const { actor } = signedIn(call);
  const asked = call.query;
  const scope = await visiblePupils(deps.db, actor, 'pupil.list', today);
  const schoolUnits = scope?.schoolUnits ?? [];
  const [{ pupils, total }, classes] = await Promise.all([
    listPupils(
      deps.db,
      {
        schoolUnits,
        ...(asked.class === '' ? {} : { class: asked.class }),
        ...(asked.search === '' ? {} : { search: asked.search }),
      },
      { limit: shownAtMost },
    ),
    classesOf(deps.db, schoolUnits),
  ]);
  const newest = await newestCases(call, pupils);
  const told = pupils.map((pupil) => ({ pupilId: pupil.id, caseId: newest.get(pupil.id)?.id ?? null }));
  const by = relationOfLists(actor, 'pupil.read');
  await noteShown({ ...call, session: signedIn(call) }, 'page get /order', by, told);
  const lines = pupils.map((pupil): PupilLine => {
    const relation = relationToPupil(actor, {
      pupilId: pupil.id,
      schoolUnit: pupil.schoolUnit,
      guardianIds: [],
      mentorIds: [],
      ofAge: false,
      caseId: null,
      protectedIdentity: pupil.securityMarking !== 'none',
      coordinatorIds: [],
    });
    const hidden = pupil.securityMarking !== 'none' && !isNamed(actor, relation);
    const found = newest.get(pupil.id);
    return {
      id: pupil.id,
      name: hidden ? ui.t('orderPupil.protected') : fullName(pupil),
      class: hidden ? '' : pupil.class,
      standing: standingOf(ui, found),
      action: doing(ui, pupil, found),
    };
  });
  const view = { search: asked.search, class: asked.class, classes, pupils: lines, total };
  return { kind: 'page', title: ui.t('orderPupil.title'), body: h(OrderPupilsPage, { ui, view }) };
}

async function newestCases(
  { deps }: Pick<PageCall<unknown, unknown>, 'deps'>,
  pupils: readonly Pupil[],
): Promise<Map<string, CaseSummary>> {
  const pupilIds = pupils.map(({ id }) => id);
  const { cases } = await listCases(deps.db, { pupilIds }, { limit: shownAtMost * 5 });
  // The newest come first: the last that is put in must be the newest.
  return new Map(cases.toReversed().map((one) => [one.pupilId, one]));
}

const standingOf = (ui: Ui, found: CaseSummary | undefined): string =>
  found === undefined
    ? ui.t('orderPupil.noCase')
    : ui.t('orderPupil.case', { number: found.number, phase: ui.t(`phaseIs.${found.phase}`) });

function doing(ui: Ui, pupil: Pupil, found: CaseSummary | undefined): PupilLine['action'] {
  switch (found?.phase) {
    case undefined:
    case 'ended':
      return { href: `/pupils/${pupil.id}/order`, label: ui.t('orderPupil.begin') };
    case 'noticed':
      return { href: `/cases/${found?.id}/order`, label: ui.t('orderPupil.begin') };
    case 'ordering':
      return { href: `/cases/${found?.id}/order`, label: ui.t('orderPupil.complete') };
    case 'monitoring':
      return { href: `/cases/${found?.id}/reopening`, label: ui.t('orderPupil.again') };
    case 'ordered':
    case 'assigned':
      return { href: `/cases/${found?.id}`, label: ui.t('orderPupil.open') };
  }
}

export const orderPages = [
  definePage({
    path: '/order',
    access: { kind: 'action', action: 'case.open', on: 'body' },
    params: none,
    query,
    handle: pupilsPage,
  }),
];
