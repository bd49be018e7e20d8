/** One meeting: what mails lead to. Time, place, question, agenda, who answered; one's own answer in one press. */
import type { MeetingKind, Rsvp } from '../../domain/case/meeting-parts.ts';
import { Press } from '../components/press.tsx';
import { Table } from '../components/table.tsx';
import type { Ui } from '../ui.ts';

type DecisionLine = {
  decisionId: string;
  what: string;
  who: string;
  due: string;
  done: boolean;
  /** For those who may tell what became of it. */
  reportHref: string | null;
};

export type MeetingView = {
  caseId: string;
  number: string;
  meetingId: string;
  kind: MeetingKind;
  status: 'called' | 'cancelled' | 'held';
  day: string;
  when: string;
  where: { kind: 'place' | 'link'; words: string };
  question: string;
  people: readonly {
    participantId: string;
    name: string;
    answer: Rsvp | 'none' | 'cancelled';
    attended: boolean;
  }[];
  /** The reader's own invitation while it can be answered. */
  own: { answer: Rsvp | 'none' | 'cancelled' } | null;
  may: { change: boolean; note: boolean; write: boolean };
  minutes: { heldOn: string; note: string } | null;
  decisions: readonly DecisionLine[];
  toFollow: readonly DecisionLine[];
};

const answers: readonly Rsvp[] = ['accepted', 'declined', 'tentative'];
const agenda = [1, 2, 3, 4, 5, 6] as const;

type Props = { ui: Ui; meeting: MeetingView; sendKey: string };

export const MeetingPage = ({ ui, meeting, sendKey }: Props) => {
  const at = `/cases/${meeting.caseId}/meetings/${meeting.meetingId}`;
  return (
    <>
      <p>
        <a class="ds-link" href={`/cases/${meeting.caseId}`}>
          {ui.t('day.case', { number: meeting.number })}
        </a>
      </p>
      <h1 class="ds-heading" data-size="lg">
        {ui.t('meeting.page.title', { kind: ui.t(`meeting.kind.${meeting.kind}`), date: meeting.day })}
      </h1>
      {meeting.status === 'cancelled' && (
        <div class="ds-alert" data-color="warning">
          <p class="ds-paragraph">{ui.t('meeting.status.cancelled')}</p>
        </div>
      )}
      {meeting.own !== null && <Own ui={ui} at={at} answer={meeting.own.answer} sendKey={sendKey} />}
      <Facts ui={ui} meeting={meeting} />
      <People ui={ui} meeting={meeting} />
      {(meeting.may.change || meeting.may.write) && (
        <p class="buttons">
          {meeting.may.write && (
            <a class="ds-button" href={`${at}/minutes`}>
              {ui.t('meeting.page.write')}
            </a>
          )}
          {meeting.may.note && (
            <a class="ds-button" data-variant="secondary" href={`${at}/answers`}>
              {ui.t('meeting.page.note')}
            </a>
          )}
          {meeting.may.change && (
            <>
              <a class="ds-button" data-variant="secondary" href={`${at}/changes`}>
                {ui.t('meeting.page.change')}
              </a>
              <a class="ds-button" data-variant="tertiary" href={`${at}/cancellation`}>
                {ui.t('meeting.page.cancel')}
              </a>
            </>
          )}
        </p>
      )}
      {meeting.status === 'called' && <Agenda ui={ui} />}
      <Decisions ui={ui} title={ui.t('meeting.page.toFollow')} lines={meeting.toFollow} />
      {meeting.minutes !== null && (
        <section>
          <h2 class="ds-heading" data-size="sm">
            {ui.t('meeting.page.minutes')}
          </h2>
          <p class="hint">{meeting.minutes.heldOn}</p>
          <p class="ds-paragraph story">{meeting.minutes.note}</p>
          <p>
            <a class="ds-link" href={`${at}/minutes.pdf`}>
              {ui.t('meeting.page.pdf')}
            </a>
          </p>
        </section>
      )}
      <Decisions ui={ui} title={ui.t('meeting.page.decisions')} lines={meeting.decisions} />
    </>
  );
};

const Own = (props: { ui: Ui; at: string; answer: Rsvp | 'none' | 'cancelled'; sendKey: string }) => {
  const { ui, at, answer, sendKey } = props;
  return (
    <section class="ds-card" data-variant="tinted">
      <h2 class="ds-heading" data-size="sm">
        {ui.t('meeting.page.yours')}
      </h2>
      {answer !== 'none' && (
        <p class="ds-paragraph">
          {ui.t('meeting.page.yourAnswer', { answer: ui.t(`meeting.rsvp.${answer}`) })}
        </p>
      )}
      <div class="buttons">
        {answers.map((rsvp) => (
          <Press
            key={rsvp}
            ui={ui}
            action={`${at}/answer`}
            label={ui.t(`meeting.rsvp.${rsvp}`)}
            values={{ rsvp }}
            sendKey={`${sendKey}-${rsvp}`}
            variant={rsvp === 'accepted' ? 'primary' : 'secondary'}
          />
        ))}
      </div>
    </section>
  );
};

const Facts = ({ ui, meeting }: { ui: Ui; meeting: MeetingView }) => (
  <dl class="answers">
    <div class="answers__row">
      <dt>{ui.t('meeting.page.time')}</dt>
      <dd>{meeting.when}</dd>
    </div>
    <div class="answers__row">
      <dt>{ui.t(meeting.where.kind === 'place' ? 'meeting.page.place' : 'meeting.page.link')}</dt>
      <dd>
        {meeting.where.kind === 'link' && meeting.where.words.startsWith('https://') ? (
          <a class="ds-link" href={meeting.where.words} rel="noreferrer">
            {meeting.where.words}
          </a>
        ) : (
          meeting.where.words
        )}
      </dd>
    </div>
    <div class="answers__row">
      <dt>{ui.t('meeting.page.question')}</dt>
      <dd>{meeting.question}</dd>
    </div>
    <div class="answers__row">
      <dt>{ui.t('meeting.page.status')}</dt>
      <dd>{ui.t(`meeting.status.${meeting.status}`)}</dd>
    </div>
  </dl>
);

const People = ({ ui, meeting }: { ui: Ui; meeting: MeetingView }) => (
  <Table
    caption={ui.t('meeting.page.people')}
    columns={[ui.t('meeting.page.name'), ui.t('meeting.page.answer')]}
    rows={meeting.people.map(({ participantId, name, answer }) => ({
      key: participantId,
      head: name,
      cells: [ui.t(`meeting.rsvp.${answer}`)],
    }))}
  />
);

const Agenda = ({ ui }: { ui: Ui }) => (
  <section>
    <h2 class="ds-heading" data-size="sm">
      {ui.t('meeting.page.agenda')}
    </h2>
    <ol class="ds-list">
      {agenda.map((point) => (
        <li key={point}>{ui.t(`meeting.agenda.${point}`)}</li>
      ))}
    </ol>
  </section>
);

const Decisions = (props: { ui: Ui; title: string; lines: readonly DecisionLine[] }) => {
  const { ui, title, lines } = props;
  if (lines.length === 0) return null;
  return (
    <section>
      <h2 class="ds-heading" data-size="sm">
        {title}
      </h2>
      <Table
        caption={title}
        headed
        columns={[
          ui.t('meeting.decision.note'),
          ui.t('meeting.decision.owner'),
          ui.t('meeting.decision.due'),
          ui.t('meeting.page.status'),
        ]}
        rows={lines.map((line) => ({
          key: line.decisionId,
          head: line.what,
          cells: [
            line.who,
            line.due,
            line.done || line.reportHref === null ? (
              ui.t(line.done ? 'meeting.page.done' : 'meeting.page.open')
            ) : (
              <a class="ds-link" href={line.reportHref}>
                {ui.t('meeting.page.open')}
              </a>
            ),
          ],
        }))}
      />
    </section>
  );
};
