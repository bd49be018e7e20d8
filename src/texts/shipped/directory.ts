/**
 * Places to guide families to, in general words and without telephone numbers: a municipality fills in its own. No
 * entry promises what a place must do; each says what such a place usually does.
 */
import type { DirectoryEntry } from '../../domain/directory/entry.ts';

const anyAge = { from: null, to: null };
const asked = { retired: false, phone: null, web: null };

export const shippedDirectory: readonly DirectoryEntry[] = [
  {
    ...asked,
    id: 'bup',
    name: { sv: 'BUP, barn- och ungdomspsykiatri', en: 'Child and adolescent psychiatry (BUP)' },
    does: {
      sv: 'Utreder och behandlar psykisk ohälsa hos barn och unga, och stödjer föräldrar. Utreder också utveckling och uppmärksamhet.',
      en: 'Assesses and treats mental ill health of children and young people, and supports parents. Also assesses development and attention.',
    },
    howToReach: {
      sv: 'Regionens första linje eller vårdcentralen är ofta rätt början. Vid akut fara: 112.',
      en: "The region's first line or the health centre is often the right start. In acute danger: 112.",
    },
    selfReferral: {
      sv: 'Vårdnadshavaren, och den äldre eleven själv, kan skriva en egenremiss på 1177. Beskriv vad som är svårt, sedan när, hur det påverkar skola, sömn och mat, och vad som redan är prövat. Skolan kan hjälpa till att skriva och skicka med sin kartläggning om familjen vill.',
      en: 'The guardian, and the older pupil, may write an application of their own on 1177. Say what is hard, since when, how it touches school, sleep and food, and what has been tried. The school may help to write it and enclose its mapping if the family wants.',
    },
    needs: ['mentalHealth', 'development'],
    ages: { from: 0, to: 17 },
  },
  {
    ...asked,
    id: 'firstLine',
    name: {
      sv: 'Första linjen för barns och ungas psykiska hälsa',
      en: 'First line for young mental health',
    },
    does: {
      sv: 'Samtal och kortare behandling vid oro, nedstämdhet, sömnproblem och svårigheter i familjen.',
      en: 'Talks and shorter treatment for worry, low mood, trouble with sleep and difficulties in the family.',
    },
    howToReach: { sv: 'Genom 1177 eller vårdcentralen.', en: 'Through 1177 or the health centre.' },
    selfReferral: {
      sv: 'Familjen söker själv; ingen remiss behövs i de flesta regioner.',
      en: 'The family applies by itself; most regions ask for no referral.',
    },
    needs: ['mentalHealth', 'parenting'],
    ages: { from: 6, to: 17 },
  },
  {
    ...asked,
    id: 'socialServices',
    name: {
      sv: 'IFO, individ- och familjeomsorgen (socialtjänsten)',
      en: 'Social services for individuals and families (IFO)',
    },
    does: {
      sv: 'Råd, familjebehandling, stöd i hemmet, kontaktperson, ekonomiskt stöd; skydd när ett barn far illa.',
      en: 'Advice, family treatment, support at home, contact person, economic support; protection when a child is ill treated.',
    },
    howToReach: {
      sv: 'Kommunens växel eller mottagningsgruppen. Oro för ett barn anmäls till socialtjänsten och behöver inget samtycke.',
      en: "The municipality's exchange or reception group. Worry for a child is reported to the social services and needs no consent.",
    },
    selfReferral: {
      sv: 'Familjen ansöker själv om stöd, muntligt eller skriftligt. Många kommuner har råd och stöd utan ansökan och utan journal.',
      en: 'The family applies for support, by word or in writing. Many municipalities give advice without application and without records.',
    },
    needs: ['parenting', 'socialSupport', 'violence', 'addiction'],
    ages: anyAge,
  },
  {
    ...asked,
    id: 'childHealthCentre',
    name: { sv: 'BVC, barnavårdscentral', en: 'Child health centre (BVC)' },
    does: {
      sv: 'Följer små barns hälsa och utveckling och stödjer föräldrar från födseln till skolstart.',
      en: "Follows young children's health and development and supports parents from birth to the start of school.",
    },
    howToReach: { sv: 'Vid vårdcentral eller familjecentral.', en: 'At a health centre or family centre.' },
    selfReferral: { sv: 'Familjen ringer själv.', en: 'The family calls by itself.' },
    needs: ['development', 'parenting', 'physicalHealth'],
    ages: { from: 0, to: 6 },
  },
  {
    ...asked,
    id: 'habilitation',
    name: { sv: 'Barn- och ungdomshabilitering', en: 'Habilitation for children and young people' },
    does: {
      sv: 'Stöd, träning och hjälpmedel vid varaktig funktionsnedsättning, och råd till familj och skola.',
      en: 'Support, training and aids for a lasting disability, and advice to family and school.',
    },
    howToReach: { sv: 'Genom regionen.', en: 'Through the region.' },
    selfReferral: {
      sv: 'Oftast behövs en utredning eller remiss först. Egenremiss tas emot i flera regioner: bifoga utredningen.',
      en: 'Usually an assessment or referral is needed first. Several regions take an own application: enclose the assessment.',
    },
    needs: ['disability', 'development'],
    ages: { from: 0, to: 20 },
  },
  {
    ...asked,
    id: 'pupilHealth',
    name: { sv: 'Elevhälsan på skolan', en: "The school's pupil health" },
    does: {
      sv: 'Skolsköterska, skolläkare, kurator, psykolog och specialpedagog: främjar hälsa och lärande och hjälper när skolan är svår.',
      en: 'School nurse, school doctor, counsellor, psychologist and special educator: promotes health and learning and helps when school is hard.',
    },
    howToReach: {
      sv: 'På skolan, genom mentor eller direkt.',
      en: 'At school, through the mentor or directly.',
    },
    selfReferral: { sv: 'Elever kan söka själva.', en: 'Pupils may come by themselves.' },
    needs: ['schoolSupport', 'mentalHealth', 'physicalHealth', 'development'],
    ages: { from: 5, to: 20 },
  },
  {
    ...asked,
    id: 'youthClinic',
    name: { sv: 'Ungdomsmottagning', en: 'Youth clinic' },
    does: {
      sv: 'Samtal om kropp, känslor, relationer, sex och stress, med barnmorska, kurator eller psykolog. Kostnadsfritt.',
      en: 'Talks about body, feelings, relations, sex and stress, with a midwife, counsellor or psychologist. Free of charge.',
    },
    howToReach: {
      sv: 'Den unga bokar själv; umo.se visar var.',
      en: 'The young person books; umo.se shows where.',
    },
    selfReferral: { sv: 'Ingen remiss behövs.', en: 'No referral is needed.' },
    needs: ['sexualHealth', 'mentalHealth', 'addiction', 'violence'],
    ages: { from: 12, to: 22 },
  },
  {
    ...asked,
    id: 'healthCentre',
    name: { sv: 'Vårdcentral', en: 'Health centre' },
    does: {
      sv: 'Värk, magont, sömn och annat i kroppen som gör det svårt att komma till skolan; remiss vidare vid behov.',
      en: 'Aches, stomach pain, sleep and other things of the body that make school hard; refers on where needed.',
    },
    howToReach: { sv: 'Ring eller boka på 1177.', en: 'Call, or book on 1177.' },
    selfReferral: { sv: 'Familjen bokar själv.', en: 'The family books by itself.' },
    needs: ['physicalHealth', 'mentalHealth'],
    ages: anyAge,
  },
  {
    ...asked,
    id: 'familyCentre',
    name: { sv: 'Familjecentral och öppen förskola', en: 'Family centre and open preschool' },
    does: {
      sv: 'Mötesplats för föräldrar med små barn: BVC, öppen förskola och socialtjänstens råd under ett tak.',
      en: 'Meeting place for parents of young children: child health, open preschool and advice under one roof.',
    },
    howToReach: { sv: 'Besök utan att boka.', en: 'Visit without booking.' },
    selfReferral: { sv: 'Ingen remiss behövs.', en: 'No referral is needed.' },
    needs: ['parenting', 'activities'],
    ages: { from: 0, to: 6 },
  },
  {
    ...asked,
    id: 'disabilityService',
    name: { sv: 'LSS-handläggare i kommunen', en: "The municipality's disability service (LSS)" },
    does: {
      sv: 'Prövar rätt till stöd enligt LSS: avlösare, kontaktperson, korttidsvistelse, ledsagning.',
      en: 'Examines the right to support under LSS: relief, contact person, short stays, companion.',
    },
    howToReach: { sv: 'Kommunens växel.', en: "The municipality's exchange." },
    selfReferral: {
      sv: 'Familjen ansöker själv; skolan kan stödja.',
      en: 'The family applies; the school may support.',
    },
    needs: ['disability', 'socialSupport'],
    ages: anyAge,
  },
  {
    ...asked,
    id: 'leisureActivities',
    name: { sv: 'Fritidsgård, förening och kulturskola', en: 'Youth centre, clubs and school of arts' },
    does: {
      sv: 'Sammanhang utanför skolan som kan ge vänner, rutiner och lust.',
      en: 'Company outside school that may give friends, routines and joy.',
    },
    howToReach: {
      sv: 'Kommunens webbplats eller fritidsledaren.',
      en: "The municipality's website or leisure leader.",
    },
    selfReferral: null,
    needs: ['activities', 'socialSupport'],
    ages: { from: 7, to: 20 },
  },
];
