/** Siblings' cases, and the map of whom the family has to do with. */
import { networkOf } from '../../../domain/case/network.ts';
import { may, relationToCase } from '../../../domain/permissions.ts';
import { findCase, newestCaseOf } from '../../../records/cases.ts';
import { pupilFacts } from '../../../records/pupil-facts.ts';
import { siblingsOf } from '../../../records/pupils.ts';
import type { NetworkView } from '../../../ui/pages/case/network.tsx';
import type { OverviewView } from '../../../ui/pages/case/overview.tsx';
import { compactDayOf } from '../../../ui/words.ts';
import type { CaseReading } from '../../case-view.ts';
import { signedIn } from '../../granted.ts';
import { fullName } from '../../session.ts';
import { isNamed } from '../../visible.ts';
import type { PageCall } from '../page.ts';
import { noteShown } from '../../looks.ts';

/**
 * The newest cases of siblings that the reader may see as well. Whose identity is protected is named to nobody by
 * whom they are related to: neither from this case nor to it.
 */
export async function siblingsIn(
  call: PageCall<unknown, unknown>,
  { file, masked }: CaseReading,
): Promise<OverviewView['siblings']> {
  if (masked) return [];
  const { deps, ui } = call;
  const { actor } = signedIn(call);
  const found = await Promise.all(
    (await siblingsOf(deps.db, file.pupilId)).map(async (pupil) => {
      const newest = await newestCaseOf(deps.db, pupil.id);
      const [theirs, facts] = await Promise.all([
        newest === null ? null : findCase(deps.db, newest.id),
        pupilFacts(deps.db, pupil.id),
      ]);
      if (theirs === null || facts === null) return [];
      const relation = relationToCase(actor, { ...theirs.state, pupil: facts });
      const hidden = facts.protectedIdentity && !isNamed(actor, relation);
      if (hidden || !may(actor, 'case.read', relation)) return [];
      const looking = { ...call, session: signedIn(call) };
      const told = [{ caseId: theirs.id, pupilId: theirs.pupilId }];
      await noteShown(looking, 'page get /cases/{id}/siblings', relation, told);
      const number = ui.t('day.case', { number: theirs.number });
      const label = `${fullName(pupil)}: ${number}, ${ui.t(`phase.${theirs.phase}`)}`;
      return [{ href: `/cases/${theirs.id}`, label }];
    }),
  );
  return found.flat();
}

export function networkView({ ui, today }: PageCall<unknown, unknown>, { state }: CaseReading): NetworkView {
  const nodes = networkOf(state, today).map((tie) => ({
    who: ui.t(`network.with.${tie.with}`),
    contacts: tie.contacts,
    meetings: tie.meetings,
    papers: tie.papers.asked === 0 ? '–' : ui.t('network.papers', tie.papers),
    last: tie.lastOn === null ? '–' : compactDayOf(ui, tie.lastOn),
    consent: ui.t(`network.consent.${tie.consent}`),
    covered: tie.consent === 'notNeeded' || tie.consent === 'all',
  }));
  return { nodes };
}
