/** The head of every page of a case: number, pupil, what kind of case it is, its parts. */
import type { ComponentChildren } from 'preact';
import type { Ui } from '../../ui.ts';

export type CaseHead = {
  number: string;
  /** Name, class and school; null where they are protected and kept from the reader. */
  pupil: string | null;
  voluntary: boolean;
  /** The reader has it by emergency access alone. */
  emergency: boolean;
  phase: string;
  tabs: readonly { href: string; label: string; current: boolean }[];
};

export const CaseFrame = ({
  ui,
  head,
  title,
  children,
}: {
  ui: Ui;
  head: CaseHead;
  /** Of a part; the overview has none. */
  title?: string;
  children: ComponentChildren;
}) => (
  <>
    <header class="case-head">
      <h1 class="ds-heading" data-size="lg">
        {ui.t('day.case', { number: head.number })}
        {title === undefined ? '' : `: ${title}`}
      </h1>
      <p class="case-head__who">
        <strong>{head.pupil ?? ui.t('case.protected')}</strong>{' '}
        <span class="ds-tag" data-color="info">
          {head.phase}
        </span>{' '}
        {head.voluntary && (
          <span class="ds-tag" data-color="success">
            {ui.t('case.voluntary')}
          </span>
        )}
      </p>
      {head.emergency && <p class="hint">{ui.t('emergency.reading')}</p>}
      {head.pupil === null && <p class="hint">{ui.t('case.protected.hint')}</p>}
      {head.voluntary && title === undefined && <p class="hint">{ui.t('case.voluntary.hint')}</p>}
    </header>
    <nav aria-label={ui.t('case.tabs')}>
      <ul class="tabs">
        {head.tabs.map(({ href, label, current }) => (
          <li key={href}>
            <a href={href} aria-current={current ? 'page' : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
    {children}
  </>
);
