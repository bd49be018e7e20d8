/** The standard's enumerations, those of 2.0 and of 2.1 together: other words are noted as unknown. */

export const organisationTypes = [
  'Huvudman',
  'Stadsdel',
  'Rektorsområde',
  'Skola',
  'Skolenhet',
  'Övrigt',
] as const;

/** Of 2.0, and the names that adapted school forms got in 2023. */
export const schoolTypes = [
  'FS',
  'FKLASS',
  'FTH',
  'OPPFTH',
  'GR',
  'GRS',
  'GRAN',
  'SP',
  'SAM',
  'GY',
  'GYS',
  'GYAN',
  'KOMVUX',
  'SARVUX',
  'SFI',
  'KU',
  'YH',
  'FHS',
  'STF',
  'KKU',
  'HS',
  'ABU',
  'AU',
] as const;

export const securityMarkings = ['Ingen', 'Sekretessmarkering', 'Skyddad folkbokföring'] as const;

export const groupTypes = [
  'Undervisning',
  'Klass',
  'Mentor',
  'Provgrupp',
  'Schema',
  'Avdelning',
  'Personalgrupp',
  'Övrigt',
] as const;

/** Of 2020, and those that the national subset added for pupils' health. */
export const dutyRoles = [
  'Rektor',
  'Biträdande rektor',
  'Lärare',
  'Förskollärare',
  'Barnskötare',
  'Övrig pedagogisk personal',
  'Förskolechef',
  'Annan personal',
  'Kurator',
  'Skolkurator',
  'Skolsköterska',
  'Skolpsykolog',
  'Skolläkare',
  'Speciallärare/specialpedagog',
  'Specialpedagog',
  'Speciallärare',
  'Elevassistent',
  'Studie- och yrkesvägledare',
  'Bibliotekarie',
  'Administratör',
  'Fritidspedagog',
  'Elevhälsopersonal',
] as const;

export const assignmentRoleTypes = [
  'Mentor',
  'Förskollärare',
  'Barnskötare',
  'Fritidspedagog',
  'Specialpedagog',
  'Elevhälsopersonal',
  'Pedagogisk ledare',
  'Schemaläggare',
] as const;

export const relationTypes = [
  'Vårdnadshavare',
  'Annan ansvarig',
  'Annan behörig',
  'God man',
  'Förälder',
] as const;
