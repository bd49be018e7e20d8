/** A talk with guardians that was held: what is left to do, and the papers to print. */
import type { LocalDate } from '../../domain/time.ts';
import { Links } from '../components/links.tsx';
import type { Ui } from '../ui.ts';
import { dayOf } from '../words.ts';

export type GuardianTalkView = {
  heldOn: LocalDate;
  after: { heading: string; points: readonly string[] } | null;
  pdf: string;
  information: string;
  /** The form with its signatures, as it was scanned. */
  scans: readonly { label: string; href: string }[];
  addScan: string | null;
  caseHref: string;
};

export const GuardianTalkPage = ({ ui, view }: { ui: Ui; view: GuardianTalkView }) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {ui.t('talk.saved')}
    </h1>
    <p class="hint">{dayOf(ui, view.heldOn)}</p>
    <p class="ds-paragraph">{ui.t('talk.saved.rector')}</p>
    {view.after !== null && (
      <section>
        <h2 class="ds-heading" data-size="sm">
          {view.after.heading}
        </h2>
        <ul class="ds-list">
          {view.after.points.map((point) => (
            <li key={point}>{point}</li>
          ))}
          <li>
            <a class="ds-link" href={view.pdf}>
              {ui.t('talk.filledPdf')}
            </a>
          </li>
          <li>
            <a class="ds-link" href={view.information}>
              {ui.t('talk.informationPdf')}
            </a>
          </li>
        </ul>
      </section>
    )}
    <section>
      <h2 class="ds-heading" data-size="sm">
        {ui.t('document.talk.there')}
      </h2>
      {view.scans.length === 0 ? (
        <p class="ds-paragraph">{ui.t('talk.scan.none')}</p>
      ) : (
        <Links links={view.scans} />
      )}
      {view.addScan !== null && (
        <p>
          <a class="ds-link" href={view.addScan}>
            {ui.t(view.scans.length === 0 ? 'talk.scan.add' : 'talk.scan.more')}
          </a>
        </p>
      )}
    </section>
    <p>
      <a class="ds-button" data-variant="secondary" href={view.caseHref}>
        {ui.t('talk.toCase')}
      </a>
    </p>
  </>
);
