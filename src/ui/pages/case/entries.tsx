/** A part of a case as entries, the newest first: a heading, and what stands in it by name. */
import type { Ui } from '../../ui.ts';
import { CaseFrame, type CaseHead } from './frame.tsx';

export type Entry = {
  key: string;
  title: string;
  /** Nothing is shown of a value that is null: not written, or not for this reader. */
  rows: readonly { label: string; value: string | null }[];
  link?: { href: string; label: string };
};

export type EntriesView = {
  head: CaseHead;
  title: string;
  /** Where the next one is written; null where the reader may not, or it isn't time. */
  add: { href: string; label: string } | null;
  sections: readonly { title: string; none: string | null; entries: readonly Entry[] }[];
};

export const EntriesPage = ({ ui, view }: { ui: Ui; view: EntriesView }) => (
  <CaseFrame ui={ui} head={view.head} title={view.title}>
    {view.add !== null && (
      <p>
        <a class="ds-button" href={view.add.href}>
          {view.add.label}
        </a>
      </p>
    )}
    {view.sections
      .filter(({ entries, none }) => entries.length > 0 || none !== null)
      .map(({ title, none, entries }) => (
        <section key={title}>
          <h2 class="ds-heading" data-size="sm">
            {title}
          </h2>
          {entries.length === 0 && <p class="ds-paragraph">{none}</p>}
          {entries.map((entry) => (
            <OneEntry key={entry.key} entry={entry} />
          ))}
        </section>
      ))}
  </CaseFrame>
);

const OneEntry = ({ entry }: { entry: Entry }) => {
  const rows = entry.rows.filter(({ value }) => value !== null && value !== '');
  return (
    <article class="entry">
      <h3 class="ds-heading" data-size="xs">
        {entry.title}
      </h3>
      {rows.length > 0 && (
        <dl class="answers">
          {rows.map(({ label, value }, index) => (
            <div key={index} class="answers__row">
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {entry.link !== undefined && (
        <p>
          <a class="ds-link" href={entry.link.href}>
            {entry.link.label}
          </a>
        </p>
      )}
    </article>
  );
};
