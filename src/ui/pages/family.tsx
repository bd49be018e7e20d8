/** The family's first page: where each case stands, what is asked of them, what the plan says, what they have let be shared. */
import type { Ui } from '../ui.ts';

export type FamilyCase = {
  id: string;
  title: string;
  stand: string;
  facts: readonly { label: string; value: string }[];
  /** What is asked of the reader; each with one or two things to do. */
  asked: readonly { what: string; actions: readonly { href: string; label: string }[] }[];
  meetings: readonly { href: string; what: string; answer: string | null }[];
  plan: { madeOn: string; situation: string; goals: readonly string[]; measures: readonly string[] } | null;
  consents: readonly { href: string; receiver: string; kinds: string; until: string }[];
  /** Whether anything can be done in it still. */
  open: boolean;
};

export const FamilyPage = ({ ui, cases }: { ui: Ui; cases: readonly FamilyCase[] }) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {ui.t('family.title', { name: ui.reader?.name ?? '' })}
    </h1>
    <p class="ds-paragraph">{ui.t(cases.length === 0 ? 'family.nothing' : 'family.intro')}</p>
    {cases.map((one) => (
      <Case key={one.id} ui={ui} one={one} />
    ))}
  </>
);

const Case = ({ ui, one }: { ui: Ui; one: FamilyCase }) => (
  <section aria-labelledby={`case-${one.id}`}>
    <h2 class="ds-heading" data-size="md" id={`case-${one.id}`}>
      {one.title}
    </h2>
    <p class="ds-paragraph">{one.stand}</p>
    {one.facts.length > 0 && (
      <dl class="facts">
        {one.facts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    )}
    <Asked ui={ui} one={one} />
    <Meetings ui={ui} one={one} />
    {one.plan !== null && <Plan ui={ui} plan={one.plan} />}
    <Consents ui={ui} one={one} />
    <h3 class="ds-heading" data-size="xs">
      {ui.t('family.more')}
    </h3>
    <ul class="ds-list">
      {one.open && (
        <>
          <li>
            <a class="ds-link" href={`/cases/${one.id}/meeting-request`}>
              {ui.t('family.askMeeting')}
            </a>
          </li>
          <li>
            <a class="ds-link" href={`/cases/${one.id}/consents/new`}>
              {ui.t('family.consents.more')}
            </a>
          </li>
        </>
      )}
      <li>
        <a class="ds-link" href={`/cases/${one.id}`}>
          {ui.t('family.open')}
        </a>
      </li>
    </ul>
  </section>
);

const Asked = ({ ui, one }: { ui: Ui; one: FamilyCase }) => (
  <>
    <h3 class="ds-heading" data-size="xs">
      {ui.t('family.asked')}
    </h3>
    {one.asked.length === 0 ? (
      <p class="ds-paragraph">{ui.t('family.askedNothing')}</p>
    ) : (
      <ul class="duties">
        {one.asked.map(({ what, actions }) => (
          <li key={what}>
            <div class="duties__what">{what}</div>
            <div class="buttons">
              {actions.map(({ href, label }, index) => (
                <a
                  key={href}
                  class="ds-button"
                  data-size="sm"
                  data-variant={index === 0 ? 'primary' : 'secondary'}
                  href={href}
                >
                  {label}
                </a>
              ))}
            </div>
          </li>
        ))}
      </ul>
    )}
  </>
);

const Meetings = ({ ui, one }: { ui: Ui; one: FamilyCase }) =>
  one.meetings.length === 0 ? null : (
    <>
      <h3 class="ds-heading" data-size="xs">
        {ui.t('family.meetings')}
      </h3>
      <ul class="ds-list">
        {one.meetings.map(({ href, what, answer }) => (
          <li key={href}>
            <a class="ds-link" href={href}>
              {what}
            </a>
            {answer !== null && <span>{`. ${answer}`}</span>}
          </li>
        ))}
      </ul>
    </>
  );

const Plan = ({ ui, plan }: { ui: Ui; plan: NonNullable<FamilyCase['plan']> }) => (
  <>
    <h3 class="ds-heading" data-size="xs">
      {ui.t('family.plan')}
    </h3>
    <p class="hint">{ui.t('family.plan.made', { date: plan.madeOn })}</p>
    <dl class="answers">
      <div class="answers__row">
        <dt>{ui.t('family.plan.situation')}</dt>
        <dd>{plan.situation}</dd>
      </div>
      <PlanList label={ui.t('family.plan.goals')} lines={plan.goals} />
      <PlanList label={ui.t('family.plan.measures')} lines={plan.measures} />
    </dl>
  </>
);

const PlanList = ({ label, lines }: { label: string; lines: readonly string[] }) =>
  lines.length === 0 ? null : (
    <div class="answers__row">
      <dt>{label}</dt>
      <dd>
        <ul class="ds-list">
          {lines.map((line, index) => (
            <li key={index}>{line}</li>
          ))}
        </ul>
      </dd>
    </div>
  );

const Consents = ({ ui, one }: { ui: Ui; one: FamilyCase }) => (
  <>
    <h3 class="ds-heading" data-size="xs">
      {ui.t('family.consents')}
    </h3>
    {one.consents.length === 0 ? (
      <p class="ds-paragraph">{ui.t('family.consents.none')}</p>
    ) : (
      <ul class="duties">
        {one.consents.map(({ href, receiver, kinds, until }) => (
          <li key={href}>
            <div class="duties__what">
              <strong>{receiver}</strong>
              <br />
              <span>{ui.t('family.consents.what', { kinds, until })}</span>
            </div>
            <a
              class="ds-button"
              data-size="sm"
              data-variant="secondary"
              href={href}
              aria-label={`${ui.t('family.consents.withdraw')}: ${receiver}`}
            >
              {ui.t('family.consents.withdraw')}
            </a>
          </li>
        ))}
      </ul>
    )}
  </>
);
