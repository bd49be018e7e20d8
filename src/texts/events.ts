/** What happened in a case, as the time line says it. One title for each event; nothing personal stands in it. */
import type { CaseEvent } from '../domain/case/events.ts';
import type { EhtOutcome, RectorStepKind } from '../domain/case/ladder-parts.ts';

type Title = Readonly<{ sv: string; en: string }>;

const eventTexts: Readonly<Record<CaseEvent['type'], Title>> = {
  absenceNoticed: { sv: 'Frånvaron har passerat gränsen', en: 'Absence passed the limit' },
  concernRaised: { sv: 'Oro är anmäld inom skolan', en: 'A concern was raised within the school' },
  guardianTalkRecorded: { sv: 'Samtal med vårdnadshavare är hållet', en: 'A talk with guardians was held' },
  reportedToEht: { sv: 'Anmält till elevhälsan', en: 'Reported to the pupil health team' },
  ehtDecisionMade: { sv: 'Elevhälsan har beslutat', en: 'The pupil health team decided' },
  mentorTold: { sv: 'Mentorn har fått återkoppling', en: 'The mentor was told the answer' },
  rectorStepRecorded: { sv: 'Rektor har tagit ett steg', en: 'The rector took a step' },
  supportMeasureBegun: { sv: 'En insats har börjat', en: 'A measure began' },
  supportMeasureEnded: { sv: 'En insats har avslutats', en: 'A measure ended' },
  noticedEnded: { sv: 'Det som uppmärksammats kräver inget mer', en: 'What was noticed needs nothing more' },
  orderDrafted: { sv: 'Beställningen är sparad som utkast', en: 'The order was kept as a draft' },
  orderPlaced: { sv: 'Beställningen är lagd', en: 'The order was placed' },
  orderReturned: { sv: 'Beställningen är returnerad', en: 'The order was returned' },
  ehtDecided: {
    sv: 'Elevhälsan har beslutat om koordinator',
    en: 'The pupil health team decided on a coordinator',
  },
  consentGiven: { sv: 'Samtycke är lämnat', en: 'Consent was given' },
  consentRefused: { sv: 'Samtycke lämnades inte', en: 'Consent was refused' },
  consentWithdrawn: { sv: 'Samtycke är återkallat', en: 'Consent was withdrawn' },
  consentExpired: { sv: 'Samtycke har gått ut', en: 'Consent expired' },
  maturityJudged: { sv: 'Elevens mognad är bedömd', en: "The pupil's maturity was judged" },
  allocated: { sv: 'Uppdraget är fördelat', en: 'The assignment was allocated' },
  handedOver: { sv: 'Uppdraget är överlämnat', en: 'The assignment was handed over' },
  contactRecorded: { sv: 'Kontakt är antecknad', en: 'A contact was recorded' },
  papersRequested: { sv: 'Handlingar är begärda', en: 'Papers were asked for' },
  papersReceived: { sv: 'Handlingar har kommit', en: 'Papers were received' },
  concernReported: { sv: 'Orosanmälan är antecknad', en: 'A report to social services was recorded' },
  mappingPartRecorded: { sv: 'En del av kartläggningen är gjord', en: 'A part of the mapping was made' },
  planMade: { sv: 'Handlingsplanen är gjord', en: 'The plan was made' },
  followUpHeld: { sv: 'Uppföljning är hållen', en: 'A follow-up was held' },
  followUpMissed: { sv: 'Uppföljning blev inte av', en: 'A follow-up was missed' },
  followUpNotHeldBecauseOfLov: {
    sv: 'Uppföljning hölls inte på grund av lov',
    en: 'A follow-up was not held because of lov',
  },
  monthlyReviewHeld: { sv: 'Månadens genomgång är gjord', en: "The month's review was held" },
  monthlyReviewMissed: { sv: 'Månadens genomgång blev inte av', en: "The month's review was missed" },
  evaluationHeld: { sv: 'Utvärdering är hållen', en: 'An evaluation was held' },
  meetingAskedFor: { sv: 'Möte är önskat', en: 'A meeting was asked for' },
  meetingCalled: { sv: 'Kallat till möte', en: 'A meeting was called' },
  meetingChanged: { sv: 'Mötet är ändrat', en: 'The meeting was changed' },
  meetingTakenOver: {
    sv: 'Mötet har fått annan koordinator',
    en: 'Another coordinator took over the meeting',
  },
  invitationCancelled: { sv: 'En inbjudan är återtagen', en: 'An invitation was taken back' },
  meetingCancelled: { sv: 'Mötet är inställt', en: 'The meeting was cancelled' },
  meetingReminded: { sv: 'Påminnelse om mötet', en: 'A reminder of the meeting' },
  invitationAnswered: { sv: 'Inbjudan är besvarad', en: 'An invitation was answered' },
  minutesRecorded: { sv: 'Minnesanteckningar är skrivna', en: 'Minutes were recorded' },
  decisionReported: { sv: 'Ett beslut är återrapporterat', en: 'A decision was reported on' },
  extended: { sv: 'Uppdraget är förlängt', en: 'The assignment was extended' },
  extensionRefused: { sv: 'Förlängning är avslagen', en: 'An extension was refused' },
  lapsed: { sv: 'Uppdragets tid har gått ut', en: 'The assignment lapsed' },
  closed: { sv: 'Uppdraget är avslutat', en: 'The assignment was closed' },
  checkUpHeld: { sv: 'Uppföljning efter avslut är gjord', en: 'A check-up after closing was held' },
  checkUpMissed: { sv: 'Uppföljning efter avslut blev inte av', en: 'A check-up after closing was missed' },
  ended: { sv: 'Ärendet är avslutat', en: 'The case ended' },
  reopened: { sv: 'Ärendet är öppnat igen', en: 'The case was reopened' },
  deadlineMoved: { sv: 'En tidsgräns är flyttad', en: 'A deadline was moved' },
  escalated: { sv: 'Ett åtagande har gått vidare uppåt', en: 'A duty was escalated' },
  policyChanged: { sv: 'Arbetssättet är ändrat', en: 'The policy was changed' },
  pupilUpdated: { sv: 'Elevens uppgifter är ändrade', en: "The pupil's details changed" },
  cameOfAge: { sv: 'Eleven har blivit myndig', en: 'The pupil came of age' },
  bandChanged: { sv: 'Frånvaron har bytt nivå', en: 'Absence changed its band' },
  foundUndeliverable: { sv: 'Ett mejl kom inte fram', en: 'A mail could not be delivered' },
  addressCorrected: { sv: 'En adress är rättad', en: 'An address was corrected' },
};

/** Each step of the rector's by law says which: skollagen 7:19 a, 7:22, 3:7. */
const rectorStepTexts: Readonly<Record<RectorStepKind, Title>> = {
  inquiryOpened: { sv: 'Utredning av frånvaron är inledd', en: 'An inquiry into the absence was opened' },
  inquiryUnneeded: { sv: 'Utredning är bedömd som obehövlig', en: 'An inquiry was judged unneeded' },
  inquiryCompleted: { sv: 'Utredningen är klar', en: 'The inquiry was completed' },
  authorityTold: { sv: 'Huvudmannen är informerad', en: 'The school authority was told' },
  homeMunicipalityTold: { sv: 'Hemkommunen är informerad', en: 'The home municipality was told' },
  supportExamined: {
    sv: 'Behovet av särskilt stöd är utrett',
    en: 'The need of special support was looked into',
  },
  measuresBegun: { sv: 'Åtgärder har börjat', en: 'Measures began' },
};

const outcomeTexts: Readonly<Record<EhtOutcome, Title>> = {
  coordinator: {
    sv: 'Elevhälsan har beslutat: koordinator',
    en: 'The pupil health team decided: a coordinator',
  },
  otherMeasures: {
    sv: 'Elevhälsan har beslutat: andra insatser',
    en: 'The pupil health team decided: other measures',
  },
  inquiry: { sv: 'Elevhälsan har beslutat: utredning', en: 'The pupil health team decided: an inquiry' },
  wait: { sv: 'Elevhälsan har beslutat: avvakta', en: 'The pupil health team decided: to wait' },
  noAction: { sv: 'Elevhälsan har beslutat: ingen åtgärd', en: 'The pupil health team decided: no action' },
};

/** The title of an event, in both languages. */
export const eventTitle = (event: CaseEvent): Title => {
  switch (event.type) {
    case 'rectorStepRecorded':
      return rectorStepTexts[event.step.kind];
    case 'ehtDecisionMade':
      return outcomeTexts[event.decision.outcome];
    default:
      return eventTexts[event.type];
  }
};
