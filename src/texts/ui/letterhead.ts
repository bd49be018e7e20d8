/** The municipality's name and logo on its papers. */
export const sv = {
  'settings.place.letterhead': 'Papperens huvud',
  'settings.place.letterhead.about': 'Kommunens logotyp överst på blanketter, planer och protokoll.',
  'letterhead.title': 'Papperens huvud',
  'letterhead.intro':
    'Så här börjar varje papper som skrivs ut: samtycket, beställningen, planen, protokollet.',
  'letterhead.alt': 'Logotyp för {name}',
  'letterhead.add': 'Lägg till en logotyp',
  'letterhead.change': 'Byt logotyp',
  'letterhead.remove': 'Ta bort logotypen',
  'letterhead.form.title': 'Kommunens logotyp',
  'letterhead.form.intro':
    'Den trycks omkring fem centimeter bred. En bild med vit eller genomskinlig botten blir bäst.',
  'letterhead.form.file': 'Bilden',
  'letterhead.form.hint': 'PNG eller JPEG, högst {limit}.',
  'letterhead.form.send': 'Spara logotypen',
  'done.logoSaved': 'Logotypen är sparad. Nästa papper har den.',
  'done.logoRemoved': 'Logotypen är borttagen. Papperen har kommunens namn.',
} as const;

export const en: Record<keyof typeof sv, string> = {
  'settings.place.letterhead': 'Letterhead',
  'settings.place.letterhead.about': 'The municipality’s logo on top of forms, plans and minutes.',
  'letterhead.title': 'Letterhead',
  'letterhead.intro': 'This is how each printed paper begins: consent, order, plan, minutes.',
  'letterhead.alt': 'Logo of {name}',
  'letterhead.add': 'Add a logo',
  'letterhead.change': 'Change the logo',
  'letterhead.remove': 'Take the logo away',
  'letterhead.form.title': 'The municipality’s logo',
  'letterhead.form.intro':
    'It is printed some five centimetres wide. A picture on white or nothing looks best.',
  'letterhead.form.file': 'The picture',
  'letterhead.form.hint': 'PNG or JPEG, at most {limit}.',
  'letterhead.form.send': 'Save the logo',
  'done.logoSaved': 'The logo is saved. The next paper has it.',
  'done.logoRemoved': 'The logo is gone. Papers carry the municipality’s name.',
};
