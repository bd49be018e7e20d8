/** The field's words (domain.md §5), a sentence each: said on every page that uses them. */
export const sv = {
  'terms.title': 'Ord på sidan',
  'term.eht': 'EHT',
  'term.eht.says':
    'Elevhälsoteamet på skolan: rektor, kurator, skolsköterska, specialpedagog och andra som möts om elever.',
  'term.bup': 'BUP',
  'term.bup.says': 'Barn- och ungdomspsykiatrin, i regionens sjukvård.',
  'term.sip': 'SIP',
  'term.sip.says':
    'Samordnad individuell plan: region och kommun är skyldiga att göra den när barnet behöver insatser från båda.',
  'term.huvudman': 'Huvudman',
  'term.huvudman.says': 'Den som driver skolan: kommunen, eller ett företag eller en stiftelse.',
  'term.validAbsence': 'Giltig frånvaro',
  'term.validAbsence.says': 'Frånvaro som är anmäld eller beviljad, som sjukdom eller ledighet.',
  'term.invalidAbsence': 'Ogiltig frånvaro',
  'term.invalidAbsence.says': 'Frånvaro som ingen har anmält eller beviljat.',
  'term.firstDayCall': 'Samtal första frånvarodagen',
  'term.firstDayCall.says': 'Skolan ringer hem samma dag som en elev är borta utan att det är anmält.',
  'term.assignment': 'Uppdrag',
  'term.assignment.says':
    'Koordinatorns arbete med en elev, beställt av rektor och begränsat i tid. Ärendet är hela tråden, från det som märks till arkivet.',
  'term.mapping': 'Kartläggning',
  'term.mapping.says': 'Vad som gör skolan svår och vad som hjälper, i tre delar: elev, hem och skola.',
  'term.plan': 'Handlingsplan',
  'term.plan.says': 'Vad som ska göras, av vem och till när, gjord tillsammans med elev och vårdnadshavare.',
  'term.actionProgramme': 'Åtgärdsprogram',
  'term.actionProgramme.says': 'Skolans beslut om särskilt stöd enligt skollagen 3 kap. 9 §.',
  'term.collaboration': 'Samverkansmöte',
  'term.collaboration.says':
    'Möte med familjen och dem som samtycket släpper in. Varje beslut får en ansvarig och en dag.',
  'term.monitoring': 'Bevakning',
  'term.monitoring.says':
    'Tiden efter avslutet, då koordinatorn hör av sig några gånger för att se att det håller.',
  'term.concernReport': 'Orosanmälan',
  'term.concernReport.says':
    'Anmälan till socialnämnden när ett barn kan fara illa. Alla som arbetar med barn är skyldiga att göra den.',
  'term.protected': 'Skyddade personuppgifter',
  'term.protected.says': 'Eleven eller familjen är hotad: namn och skola visas bara för namngivna personer.',
  'term.registrar': 'Registrator',
  'term.registrar.says': 'Tar emot kommunens post och håller reda på diariet.',
} as const;

export const en: Record<keyof typeof sv, string> = {
  'terms.title': 'Words on this page',
  'term.eht': 'EHT',
  'term.eht.says':
    'The school’s pupil health team: rector, counsellor, nurse, special educator and others who meet about pupils.',
  'term.bup': 'BUP',
  'term.bup.says': 'Child and youth psychiatry, in the region’s health care.',
  'term.sip': 'SIP',
  'term.sip.says':
    'Coordinated individual plan: region and municipality must make it when a child needs help from both.',
  'term.huvudman': 'School authority',
  'term.huvudman.says': 'Whoever runs the school: the municipality, or a company or a foundation.',
  'term.validAbsence': 'Valid absence',
  'term.validAbsence.says': 'Absence that was reported or granted, as illness or leave.',
  'term.invalidAbsence': 'Invalid absence',
  'term.invalidAbsence.says': 'Absence that nobody has reported or granted.',
  'term.firstDayCall': 'First-day call',
  'term.firstDayCall.says': 'The school calls home on the same day as a pupil is away without a report.',
  'term.assignment': 'Assignment',
  'term.assignment.says':
    'The coordinator’s work with a pupil, ordered by the rector and limited in time. The case is the whole thread, from what was noticed to the archive.',
  'term.mapping': 'Mapping',
  'term.mapping.says': 'What makes school hard and what helps, in three parts: pupil, home and school.',
  'term.plan': 'Plan',
  'term.plan.says': 'What is to be done, by whom and by when, made together with pupil and guardians.',
  'term.actionProgramme': 'Action programme',
  'term.actionProgramme.says': 'The school’s decision on special support by skollagen 3:9.',
  'term.collaboration': 'Collaboration meeting',
  'term.collaboration.says':
    'A meeting with the family and those whom consent lets in. Each decision has an owner and a day.',
  'term.monitoring': 'Monitoring',
  'term.monitoring.says': 'The time after closing, when the coordinator checks a few times that it holds.',
  'term.concernReport': 'Concern report',
  'term.concernReport.says':
    'A report to social services when a child may come to harm. Everyone who works with children must make it.',
  'term.protected': 'Protected identity',
  'term.protected.says':
    'The pupil or the family is under threat: name and school are shown to named people alone.',
  'term.registrar': 'Registrar',
  'term.registrar.says': 'Receives the municipality’s post and keeps its register.',
};
