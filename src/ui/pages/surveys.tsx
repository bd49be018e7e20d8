/** The municipality's surveys, and one of them with its rounds. */
import type { LocalDate } from '../../domain/time.ts';
import { Links } from '../components/links.tsx';
import { Press } from '../components/press.tsx';
import { Fields } from '../forms/fields.tsx';
import type { SimpleField } from '../forms/spec.ts';
import type { Ui } from '../ui.ts';
import { dayOf } from '../words.ts';

type Listed = { href: string; title: string; who: string; questions: number };
type Link = { href: string; label: string };

export type SurveysView = {
  surveys: readonly Listed[];
  /** No longer handed out, for those who may take them up again. */
  retired: readonly Listed[];
  /** What a new one may begin from; empty for those who write none. */
  templates: readonly Link[];
};

export const SurveysPage = ({ ui, view }: { ui: Ui; view: SurveysView }) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {ui.t('surveys.title')}
    </h1>
    <p class="hint">{ui.t('surveys.explained')}</p>
    {view.surveys.length === 0 ? (
      <p class="ds-paragraph">{ui.t('surveys.none')}</p>
    ) : (
      <List ui={ui} surveys={view.surveys} />
    )}
    {view.templates.length > 0 && (
      <section>
        <h2 class="ds-heading" data-size="sm">
          {ui.t('survey.new')}
        </h2>
        <p class="hint">{ui.t('surveys.templates')}</p>
        <Links links={view.templates} />
      </section>
    )}
    {view.retired.length > 0 && (
      <section>
        <h2 class="ds-heading" data-size="sm">
          {ui.t('surveys.retired')}
        </h2>
        <List ui={ui} surveys={view.retired} />
      </section>
    )}
  </>
);

const List = ({ ui, surveys }: { ui: Ui; surveys: readonly Listed[] }) => (
  <ul class="duties">
    {surveys.map(({ href, title, who, questions }) => (
      <li key={href}>
        <div class="duties__what">
          <a class="ds-link" href={href}>
            {title}
          </a>
          <br />
          <span class="hint">{ui.t('surveys.about', { who, questions })}</span>
        </div>
      </li>
    ))}
  </ul>
);

export type SurveyView = {
  title: string;
  intro: string;
  who: string;
  version: number;
  retired: boolean;
  /** As whoever answers sees them. */
  fields: readonly SimpleField[];
  ways: readonly Link[];
  rounds: readonly {
    id: string;
    name: string;
    moment: string;
    from: LocalDate;
    to: LocalDate;
    standing: 'ahead' | 'open' | 'closed';
    ways: readonly Link[];
    /** Where to close it, for those who may. */
    close: string | null;
  }[];
  sendKey: string;
};

const colours = { ahead: 'neutral', open: 'success', closed: 'neutral' } as const;

export const SurveyPage = ({ ui, view }: { ui: Ui; view: SurveyView }) => (
  <>
    <p>
      <a class="ds-link" href="/surveys">
        {ui.t('surveys.title')}
      </a>
    </p>
    <h1 class="ds-heading" data-size="lg">
      {view.title}
    </h1>
    <p class="hint">
      {ui.t('survey.about', { who: view.who, version: view.version })}
      {view.retired && ` ${ui.t('survey.isRetired')}`}
    </p>
    <p class="buttons">
      {view.ways.map(({ href, label }, index) => (
        <a key={href} class="ds-button" data-variant={index === 0 ? 'primary' : 'secondary'} href={href}>
          {label}
        </a>
      ))}
    </p>
    <section>
      <h2 class="ds-heading" data-size="sm">
        {ui.t('survey.rounds')}
      </h2>
      {view.rounds.length === 0 && <p class="ds-paragraph">{ui.t('survey.rounds.none')}</p>}
      <ul class="duties">
        {view.rounds.map((round) => (
          <li key={round.id}>
            <div class="duties__what">
              <strong>{round.name}</strong>{' '}
              <span class="ds-tag" data-size="sm" data-color={colours[round.standing]}>
                {ui.t(`round.${round.standing}`)}
              </span>
              <br />
              {ui.t('round.when', { from: dayOf(ui, round.from), to: dayOf(ui, round.to) })}
              <br />
              <span class="hint">{round.moment}</span>
            </div>
            <div class="buttons">
              {round.ways.map(({ href, label }) => (
                <a key={href} class="ds-button" data-size="sm" data-variant="secondary" href={href}>
                  {label}
                  <span class="ds-sr-only"> {round.name}</span>
                </a>
              ))}
              {round.close !== null && (
                <Press
                  ui={ui}
                  action={round.close}
                  label={ui.t('round.close')}
                  about={round.name}
                  sendKey={`${view.sendKey}-${round.id.slice(0, 36)}`}
                  size="sm"
                />
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
    <section class="paper">
      <h2 class="ds-heading" data-size="sm">
        {ui.t('survey.questions')}
      </h2>
      <p class="hint">{ui.t('survey.print')}</p>
      <p class="ds-paragraph">{view.intro}</p>
      <div class="stack">
        <Fields ui={ui} fields={view.fields} values={{}} errors={[]} />
      </div>
    </section>
  </>
);
