/** What every page of a case shows at its top, and how it is followed. */
import { isVoluntary } from '../../../domain/case/voluntary.ts';
import type { CaseHead } from '../../../ui/pages/case/frame.tsx';
import { listSchools } from '../../../records/schools.ts';
import type { CaseReading } from '../../case-view.ts';
import { readCase } from '../../case-view.ts';
import { grantedCase, signedIn } from '../../granted.ts';
import { fullName } from '../../session.ts';
import type { PageCall } from '../page.ts';

const tabs = [
  { at: '', label: 'case.tab.overview' },
  { at: '/plan', label: 'case.tab.plan' },
  { at: '/mapping', label: 'case.tab.mapping' },
  { at: '/consents', label: 'case.tab.consents' },
  { at: '/meetings', label: 'case.tab.meetings' },
  { at: '/documents', label: 'case.tab.documents' },
  { at: '/history', label: 'case.tab.history' },
] as const;

/** The case as this reader sees it. */
export function readingOf(
  call: Pick<PageCall<unknown, unknown>, 'deps' | 'session' | 'granted'>,
): Promise<CaseReading> {
  const { file, relation } = grantedCase(call);
  return readCase(call.deps.db, signedIn(call).actor, relation, file);
}

export async function headOf(call: PageCall<unknown, unknown>, reading: CaseReading): Promise<CaseHead> {
  const { ui, mayOpen, path, deps } = call;
  const { file, pupil } = reading;
  const schools = pupil === null ? [] : await listSchools(deps.db);
  const school = schools.find((one) => one.code === pupil?.schoolUnit)?.name;
  const who =
    pupil === null
      ? null
      : [
          fullName(pupil),
          ui.t('case.class', { class: pupil.class }),
          ...(school === undefined ? [] : [school]),
        ];
  return {
    number: file.number,
    pupil: who?.join(', ') ?? null,
    voluntary: isVoluntary(file.state),
    emergency: reading.relation.has('emergency'),
    phase: ui.t(`phase.${file.phase}`),
    tabs: tabs
      .map(({ at, label }) => ({ href: `/cases/${file.id}${at}`, label: ui.t(label) }))
      .filter(({ href }) => mayOpen(href))
      .map((tab) => ({ ...tab, current: tab.href === path })),
  };
}
