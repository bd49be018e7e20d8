/** A case at a glance: how far it has come, what is next and by whom, its line, its map, what else can be done. */
import type { Ui } from '../../ui.ts';
import { Duty } from '../../components/duty.tsx';
import { Links } from '../../components/links.tsx';
import { CourseSection, type CourseView } from './course.tsx';
import { CaseFrame, type CaseHead } from './frame.tsx';
import { NetworkSection, type NetworkView } from './network.tsx';

export type CaseDuty = {
  key: string;
  what: string;
  overdue: boolean;
  /** By when, by whom, whether it went upwards. */
  told: string;
  rule: string;
  source: string;
  /** Null where the reader can't do it. */
  action: { href: string; label: string } | null;
  /** Where its day is moved; null where the reader may not. */
  move: string | null;
};

export type Fact = { label: string; value: string; hint?: string };

export type OverviewView = {
  head: CaseHead;
  facts: readonly Fact[];
  duties: readonly CaseDuty[];
  later: readonly CaseDuty[];
  course: CourseView;
  network: NetworkView;
  siblings: readonly { href: string; label: string }[];
  more: readonly { title: string; links: readonly { href: string; label: string }[] }[];
  /** In rehearsal: where to become one of those around the pupil, and come back here. */
  become: string | null;
};

export const OverviewPage = ({ ui, view }: { ui: Ui; view: OverviewView }) => (
  <CaseFrame ui={ui} head={view.head}>
    <dl class="facts">
      {view.facts.map(({ label, value, hint }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
          {hint !== undefined && <dd class="facts__hint">{hint}</dd>}
        </div>
      ))}
    </dl>
    <section>
      <h2 class="ds-heading" data-size="sm">
        {ui.t('case.next')}
      </h2>
      {view.duties.length === 0 && <p class="ds-paragraph">{ui.t('case.next.none')}</p>}
      <Duties ui={ui} duties={view.duties} />
      {view.later.length > 0 && (
        <details class="ds-details">
          <summary>{ui.t('case.next.later', { count: view.later.length })}</summary>
          <Duties ui={ui} duties={view.later} />
        </details>
      )}
    </section>
    {view.more.length > 0 && (
      <details class="ds-details" id="more">
        <summary>{ui.t('case.more')}</summary>
        <div class="columns">
          {view.more.map(({ title, links }) => (
            <section key={title}>
              <h2 class="ds-heading" data-size="2xs">
                {title}
              </h2>
              <Links links={links} />
            </section>
          ))}
        </div>
      </details>
    )}
    <CourseSection ui={ui} course={view.course} />
    <NetworkSection ui={ui} network={view.network} />
    {view.siblings.length > 0 && (
      <section>
        <h2 class="ds-heading" data-size="sm">
          {ui.t('siblings.title')}
        </h2>
        <Links links={view.siblings} />
      </section>
    )}
    {view.become !== null && (
      <p>
        <a class="ds-link" href={view.become}>
          {ui.t('case.become')}
        </a>
      </p>
    )}
  </CaseFrame>
);

const Duties = ({ ui, duties }: { ui: Ui; duties: readonly CaseDuty[] }) =>
  duties.length === 0 ? null : (
    <ul class="duties">
      {duties.map(({ key, overdue, move, ...duty }) => (
        <Duty
          key={key}
          ui={ui}
          {...duty}
          tag={
            overdue && (
              <span class="ds-tag" data-color="danger">
                {ui.t('day.overdue')}
              </span>
            )
          }
          more={
            move !== null && (
              <p>
                <a class="ds-link" href={move} aria-label={ui.t('case.next.move.of', { what: duty.what })}>
                  {ui.t('case.next.move')}
                </a>
              </p>
            )
          }
        />
      ))}
    </ul>
  );
