/** Why each kind of duty is there, in a sentence, and where that comes from. */
export const sv = {
  'rule.completeOrder':
    'Beställningen saknar något eller har skickats tillbaka. Den ska vara komplett inom det antal dagar som kommunen har bestämt.',
  'rule.giveConsent':
    'Utan skriftligt samtycke får inget delas över sekretessgränser. Den som har sagt nej blir inte frågad igen.',
  'rule.renewConsent': 'Ett samtycke går snart ut. Därefter får det som det gällde inte delas längre.',
  'rule.allocate':
    'En beställning väntar på en koordinator. Den ska fördelas inom det antal dagar som kommunen har bestämt.',
  'rule.firstContact':
    'Familjen ska höra av koordinatorn kort efter starten. Klart när någon i familjen har nåtts.',
  'rule.startMeeting': 'Arbetet börjar med ett uppstartssamtal, där alla säger vad de kan bidra med.',
  'rule.mapPupil': 'Kartläggningen har tre delar, och alla behövs: eleven, skolan och vårdnadshavarna.',
  'rule.mapEducators': 'Kartläggningen har tre delar, och alla behövs: eleven, skolan och vårdnadshavarna.',
  'rule.mapGuardians': 'Kartläggningen har tre delar, och alla behövs: eleven, skolan och vårdnadshavarna.',
  'rule.makePlan': 'Handlingsplanen görs tillsammans med elev och vårdnadshavare när orsakerna är kartlagda.',
  'rule.revisePlan': 'Utvärderingen sade att planen ska ändras.',
  'rule.followUp':
    'Varje aktiv plan följs upp varje skolvecka med skola och elev, och varje skoldag vid full frånvaro. En vecka med lov räknas inte som missad.',
  'rule.monthlyReview': 'Elevhälsan och koordinatorn går varje månad igenom alla elever vid gränsen.',
  'rule.evaluate': 'Planen utvärderas efter sex veckor och sedan var sjätte vecka: räcker insatserna?',
  'rule.callMeeting': 'Familjen har bett om ett möte.',
  'rule.writeMinutes': 'Mötet har hållits. Vad som bestämdes, av vem och till när ska stå skrivet.',
  'rule.carryOutDecision':
    'Mötet bestämde att du gör det här. Det är kvar tills du har berättat hur det gick.',
  'rule.followUpSip': 'Den samordnade planen (SIP) har en dag för uppföljning.',
  'rule.receivePapers': 'Handlingar är begärda från någon annan och har inte kommit.',
  'rule.decideOnExtension':
    'Uppdraget är tidsbegränsat och fortsätter bara med ett nytt beslut. Infaller slutet på sommaren tas beslutet före terminens slut.',
  'rule.finalEvaluation': 'Ett uppdrag slutar med en utvärdering av plan och resultat.',
  'rule.closeAssignment': 'Uppdraget är slut eller utvärderat till sitt slut, men inte avslutat.',
  'rule.checkUp': 'De flesta behöver stöd länge: efter avslutet hör någon efter hur det går.',
  'rule.prepareComingOfAge':
    'Eleven fyller snart 18. Då upphör vårdnadshavarnas samtycke, och elevens eget behövs.',
  'rule.correctAddress': 'Ett mejl kunde inte lämnas. Utan rätt adress når inga påminnelser fram.',
  'rule.guardianTalk': 'Vid upprepad frånvaro ringer skolan hem och håller ett samtal med vårdnadshavarna.',
  'rule.reportToEht':
    'Frånvaron är över gränsen. Mentorn tar upp det med elevhälsan, på en öppen tid eller skriftligt.',
  'rule.decideInEht': 'Elevhälsan har fått en anmälan och ska bestämma vad som händer.',
  'rule.tellMentor': 'Mentorn ska få svar om vad elevhälsan gör.',
  'rule.openInquiry':
    'Vid upprepad eller lång frånvaro, giltig eller ogiltig, ska frånvaron utredas skyndsamt, om det inte är obehövligt.',
  'rule.completeInquiry': 'En utredning om frånvaron är inledd och ska slutföras skyndsamt.',
  'rule.tellAuthority': 'När en utredning om frånvaro är inledd ska huvudmannen få veta det snarast.',
  'rule.tellHomeMunicipality': 'En fristående skola underrättar också elevens hemkommun.',
  'rule.placeOrder': 'Elevhälsan har bestämt att en koordinator behövs. Rektorn beställer.',
  'rule.considerNoticed':
    'Ingen har gjort något på en tid, och inget stängs av sig självt: någon behöver ta ställning.',
  'rule.pupilLeft':
    'Eleven finns inte längre i skolans uppgifter. Ärendet avslutas eller fortsätter genom ett beslut.',
  'rule.weeklyReview': 'Mentorn går igenom klassens närvaro varje skolvecka.',
  'rule.firstDayCall':
    'Första frånvarodagen ringer skolan: hem till de yngre, till eleven själv i de högre åren.',
  'rule.yearWheelTask': 'En uppgift i kommunens årshjul för elevhälsan.',
  'rule.dataSilence':
    'Ingen frånvaro har kommit från skolan på mer än fem skoldagar. Så länge räknas ingen som tillbaka i skolan.',
  'rule.source.uppsala': 'Uppsala kommun: Koordinatorer för ökad skolnärvaro',
  'rule.source.dalsed': 'Dals-Eds kommun: Insatskoordinator och Frånvaro till närvaro',
  'rule.source.samverkan': 'Aktiv samverkan för ökad skolnärvaro (Persson och Hjorton)',
  'rule.source.sip': 'Socialtjänstlagen 10 kap. 8–9 §§, hälso- och sjukvårdslagen 16 kap. 4 §',
  'rule.source.cap':
    'Uppsala kommun: Koordinatorer för ökad skolnärvaro; lagen (1930:173) om beräkning av lagstadgad tid',
  'rule.source.secrecy': 'Föräldrabalken 9 kap. 1 §; offentlighets- och sekretesslagen',
  'rule.source.own': 'Bryggans egen ordning',
  'rule.source.law19a': 'Skollagen 7 kap. 19 a §',
  'rule.source.law22': 'Skollagen 7 kap. 22 §',
} as const;

export const en: Record<keyof typeof sv, string> = {
  'rule.completeOrder':
    'The order lacks something or was returned. It is to be complete within the number of days that the municipality has set.',
  'rule.giveConsent':
    'Without written consent nothing may be shared across secrecy borders. Whoever said no is not asked again.',
  'rule.renewConsent': 'A consent runs out soon. After that, what it covered may no longer be shared.',
  'rule.allocate':
    'An order waits for a coordinator. It is to be allocated within the number of days that the municipality has set.',
  'rule.firstContact':
    'The family is to hear from the coordinator shortly after the start. Done when somebody in the family was reached.',
  'rule.startMeeting': 'The work begins with a start meeting, where everyone says what they can contribute.',
  'rule.mapPupil': 'The mapping has three parts, all of them needed: pupil, school and guardians.',
  'rule.mapEducators': 'The mapping has three parts, all of them needed: pupil, school and guardians.',
  'rule.mapGuardians': 'The mapping has three parts, all of them needed: pupil, school and guardians.',
  'rule.makePlan': 'The plan is made with pupil and guardians once the causes are mapped.',
  'rule.revisePlan': 'The evaluation said that the plan is to be changed.',
  'rule.followUp':
    'Each active plan is followed up each school week with school and pupil, and each school day at full absence. A week of lov doesn’t count as missed.',
  'rule.monthlyReview': 'Pupil health and the coordinator go through every pupil at the limit each month.',
  'rule.evaluate':
    'The plan is evaluated after six weeks and each six weeks after that: are the measures enough?',
  'rule.callMeeting': 'The family asked for a meeting.',
  'rule.writeMinutes': 'The meeting was held. What was decided, by whom and by when is to be written down.',
  'rule.carryOutDecision': 'The meeting decided that you do this. It stays until you have told how it went.',
  'rule.followUpSip': 'The coordinated plan (SIP) has a day for its follow-up.',
  'rule.receivePapers': 'Papers were asked for from somebody else and haven’t come.',
  'rule.decideOnExtension':
    'The assignment is limited in time and goes on only by a new decision. If its end falls in the summer, the decision is taken before the term ends.',
  'rule.finalEvaluation': 'An assignment ends with an evaluation of plan and progress.',
  'rule.closeAssignment': 'The assignment is over or evaluated to its end, but not closed.',
  'rule.checkUp': 'Most need support for a long time: after closing, somebody asks how it is going.',
  'rule.prepareComingOfAge':
    'The pupil turns 18 soon. The guardians’ consent ends then, and the pupil’s own is needed.',
  'rule.correctAddress': 'A mail could not be delivered. Without the right address no reminder arrives.',
  'rule.guardianTalk': 'At repeated absence the school calls home and holds a talk with the guardians.',
  'rule.reportToEht':
    'The absence is over the limit. The mentor takes it to pupil health, at an open time or in writing.',
  'rule.decideInEht': 'Pupil health has a report and is to decide what happens.',
  'rule.tellMentor': 'The mentor is to get an answer about what pupil health does.',
  'rule.openInquiry':
    'At repeated or long absence, valid or invalid, the absence is to be inquired into promptly, unless that is unneeded.',
  'rule.completeInquiry': 'An inquiry into the absence was opened and is to be completed promptly.',
  'rule.tellAuthority':
    'Once an inquiry into absence is opened, the school authority is to be told as soon as possible.',
  'rule.tellHomeMunicipality': 'An independent school also tells the pupil’s home municipality.',
  'rule.placeOrder': 'Pupil health decided that a coordinator is needed. The rector orders.',
  'rule.considerNoticed':
    'Nobody has done anything for a while, and nothing closes by itself: somebody needs to decide.',
  'rule.pupilLeft': 'The pupil is no longer in the school’s data. The case ends or goes on by a decision.',
  'rule.weeklyReview': 'The mentor looks through the class’s attendance each school week.',
  'rule.firstDayCall':
    'On the first day away the school calls: home for the younger, the pupil themselves in the higher years.',
  'rule.yearWheelTask': 'A task of the municipality’s year’s wheel for pupil health.',
  'rule.dataSilence':
    'No absence has come from the school for more than five school days. Until it does, nobody counts as back at school.',
  'rule.source.uppsala': 'Uppsala municipality: coordinators for increased attendance',
  'rule.source.dalsed': 'Dals-Ed municipality: intervention coordinator, from absence to attendance',
  'rule.source.samverkan': 'Active collaboration for increased attendance (Persson and Hjorton)',
  'rule.source.sip': 'Social Services Act 10:8–9, Health Care Act 16:4',
  'rule.source.cap':
    'Uppsala municipality: coordinators for increased attendance; the Act on reckoning of time (1930:173)',
  'rule.source.secrecy': 'Parental Code 9:1; Public Access to Information and Secrecy Act',
  'rule.source.own': 'Bryggan’s own order',
  'rule.source.law19a': 'Education Act 7:19 a',
  'rule.source.law22': 'Education Act 7:22',
};
