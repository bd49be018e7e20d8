/**
 * The whole life of a case in a real browser, through pages and links alone, by a person who never touches a mouse:
 * from the sign-in as rector to a check-up after closing. Each stop on the way is seen and marked.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { served, type Served } from '../api/served.ts';
import { school } from '../factories/parts.ts';
import { keyboardOf, type Keyboard } from './keyboard.ts';
import { openPages, type Pages } from './pages.ts';

let api: Served;
let pages: Pages;
let page: Page;
let keys: Keyboard;

beforeAll(async () => {
  api = await served();
  pages = await openPages(api);
  page = await pages.anonymous();
  keys = keyboardOf(page);
});
afterAll(async () => {
  await pages.close();
  await api.close();
});

const shows = async (...words: string[]) => {
  const text = await page.locator('main').innerText();
  for (const one of words) expect(text).toContain(one);
};

/** By the band at the top, to one of those around the case; of two with one name the second is `nth` 1. */
async function become(name: RegExp, nth = 0): Promise<void> {
  await keys.press('Byt person');
  await shows('Med i ärendet');
  for (let at = 0; at < nth; at += 1) {
    await keys.to(name);
    await page.keyboard.press('Tab');
  }
  await keys.press(name);
}

async function moveClockTo(day: string, words: string): Promise<void> {
  await keys.press('Flytta klockan');
  await keys.date('Till ett datum', day);
  await keys.press('Flytta dit');
  await page.getByText('Det här hände').waitFor();
  expect(await page.locator('#rehearsal-now').innerText()).toContain(words);
  await keys.press('Tillbaka till sidan där du var');
}

/** What isn't owed just now is a stop further, behind a summary that Enter opens. */
async function doElse(name: string): Promise<void> {
  await keys.to('Gör något annat i ärendet');
  await page.keyboard.press('Enter');
  await keys.press(name);
}

it('is ordered by the rector, with what is missing told before it is sent', async () => {
  await page.goto('/');
  await keys.press(`rector Prov, Skolan ${school}`);
  await shows('Du har inget att göra just nu.', 'Det här är en övning.');
  await keys.press('Beställ en koordinator för en elev');
  await keys.type('Sök på namn', 'Första');
  await keys.press('Sök');
  await keys.skip();
  await keys.press(/^Beställ/);
  for (const group of [/uppmärksammad/, /utredd/, /informerad/, /har börjat/, /samordnas/]) {
    await keys.date('Vilken dag?', '2026-09-01', group);
    await keys.type('Var framgår det?', 'Finns i akten.', group);
  }
  await keys.press('Fortsätt');
  for (const group of [/månaders/, /kartläggning/, /Åtgärdsprogram/, /prövats/])
    await keys.type(/^Skriv kort/, 'Bifogas.', group);
  await keys.press('Fortsätt');
  await keys.type('Vad behöver ni hjälp med?', 'Hjälp oss att samordna vägen tillbaka.');
  await keys.press('Fortsätt');
  await shows('inte komplett', '– Utredningen');
  await keys.press('Ändra underlag');
  await keys.type(/^Skriv kort/, 'Skickas med.', /Utredningen/);
  await keys.press('Fortsätt');
  await keys.press('Fortsätt');
  expect(await page.locator('main').innerText()).not.toContain('inte komplett');
  await keys.press('Skicka beställningen');
  await shows('Beställningen är skickad', 'Första Elev', 'Hämta in samtycke: Vårdnadshavare Prov');
}, 300_000);

it('is consented to by both guardians, and allocated by the team leader', async () => {
  for (const nth of [0, 1]) {
    await become(/^Vårdnadshavare Prov, vårdnadshavare$/, nth);
    await keys.press('Ge samtycke');
    await keys.press('Jag samtycker');
    await shows('Tack. Ditt samtycke är sparat.');
  }
  await become(/^teamLeader Prov, teamledare$/);
  await keys.press('Fördela');
  await keys.check(/^coordinator Prov/, /Vem ska arbeta/);
  await keys.press('Fördela');
  await shows('Uppdraget är fördelat.');
}, 300_000);

it('is begun: a refused contact leads to its fields, then maturity, mapping and plan', async () => {
  await become(/^coordinator Prov, koordinator$/);
  await keys.press('Skriv in kontakten');
  await keys.press('Spara kontakten');
  expect(await page.evaluate('document.activeElement.id')).toBe('errors');
  expect(await page.title()).toContain('Att rätta');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect((await keys.stop())?.name).toBe('Vad var det?');
  await keys.select('Vad var det?', 'Uppstartssamtal');
  await keys.check('Stödjande', /Vilken sorts insats/);
  await keys.check('Eleven', /Med vilka/);
  await keys.type(/^Vad sades/, 'Vi sågs hemma.');
  await keys.press('Spara kontakten');
  await shows('Kontakten är sparad.');

  await doElse('Bedöm om eleven talar för sig själv');
  await keys.check('Nej, vårdnadshavarna bestämmer', /mogen/);
  await keys.type('Vad bygger bedömningen på?', 'Samtal med eleven.');
  await keys.press('Spara bedömningen');
  await shows('Bedömningen är sparad.');

  for (let part = 0; part < 3; part += 1) {
    await keys.press('Skriv in kartläggningen');
    await keys.check(/(?:)/, /Vem berättade/);
    await keys.press('Fortsätt');
    await keys.type('Vad utlöser frånvaron?', 'Idrotten.');
    await keys.press('Fortsätt');
    await keys.check(/^Slippa obehag/, /funktion/);
    await keys.press('Fortsätt');
    await shows('Kontrollera innan du skickar', 'Idrotten.', 'Slippa obehag');
    await keys.press('Spara delen');
    await shows('Delen är sparad.');
  }

  await keys.press('Skriv planen');
  await keys.type('Hur är det nu?', 'Två dagar i veckan.');
  await keys.press('Fortsätt');
  await keys.type('Vad vill ni uppnå?', 'Tre dagar.');
  await keys.press('Fortsätt');
  await keys.type('Vad görs?', 'Möter vid grinden.');
  await keys.select('Vem svarar för det?', 'mentor Prov, mentor');
  await keys.type('Hur märks det om det hjälper?', 'Antal mornar.');
  for (let step = 0; step < 3; step += 1) await keys.press('Fortsätt');
  await shows('Möter vid grinden.', 'mentor Prov, mentor');
  await keys.press('Spara planen');
  await shows('Planen är sparad');
}, 400_000);

it('is followed up, met about, and evaluated after six weeks', async () => {
  await moveClockTo('2026-09-11', 'fredag 11 september');
  await keys.press('Skriv in uppföljningen');
  await keys.check('Skolan', /Med vem/);
  await keys.check('Eleven', /Med vem/);
  await keys.check('Ja', /Möter vid grinden/);
  await keys.type(/^Elevens egen skattning/, '6');
  await keys.press('Spara uppföljningen');
  await shows('Uppföljningen är sparad.');

  await doElse('Kalla till ett möte');
  await keys.type('Mötets gemensamma fråga', 'Hur kommer eleven till bilden?');
  await keys.press('Fortsätt');
  await keys.date('Dag', '2026-09-16');
  await keys.press('Fortsätt');
  await keys.type(/^Plats/, 'Rum 12');
  await keys.press('Fortsätt');
  await keys.press('Fortsätt');
  await shows('Rum 12');
  await keys.press('Skicka kallelsen');
  await moveClockTo('2026-09-17', 'torsdag 17 september');
  await keys.press('Skriv minnesanteckningar');
  await keys.check('Eleven', /Vilka kom/);
  await keys.type('Vad sades?', 'Bilden är bra.');
  await keys.select('Vem?', 'mentor Prov, mentor');
  await keys.type('Vad?', 'Följer med till bilden.');
  await keys.date('Senast', '2026-09-25');
  await keys.press('Spara anteckningarna');
  await shows('Följer med till bilden.');
  await keys.press(/^Ärende 2026-/);

  await moveClockTo('2026-10-21', 'onsdag 21 oktober');
  await keys.press('Utvärdera');
  await keys.check('Nej, arbetet går vidare', /slututvärderingen/);
  await keys.check('Insatserna räcker, fortsätt', /Vad kom ni fram till/);
  await keys.type('Hur har det gått, och varför?', 'Det går framåt.');
  await keys.press('Spara utvärderingen');
  await shows('Utvärderingen är sparad.');
}, 400_000);

it('is extended by the rector, closed after a final evaluation, and asked about again', async () => {
  await moveClockTo('2027-02-10', 'onsdag 10 februari 2027');
  await become(/^rector Prov, rektor$/);
  await keys.press('Besluta om förlängning');
  await keys.type('Varför behövs mer tid?', 'Inte stadigt än.');
  await keys.press('Förläng uppdraget');
  await shows('Uppdraget är förlängt.');

  await become(/^coordinator Prov, koordinator$/);
  await doElse('Avsluta uppdraget');
  await shows('Slututvärderingen är inte gjord');
  await keys.press('Gör utvärderingen nu');
  await keys.check('Uppdraget kan avslutas', /Vad kom ni fram till/);
  await keys.type('Hur har det gått, och varför?', 'Målen är nådda.');
  await keys.press('Spara utvärderingen');
  await keys.press('Avsluta');
  await keys.check('Eleven är tillbaka i skolan', /Varför avslutas/);
  await keys.type('Hur slutar det, och vem håller kontakten?', 'Tillbaka i klassen.');
  await keys.press('Avsluta');
  await shows('Uppdraget är avslutat');

  await moveClockTo('2027-04-28', 'onsdag 28 april 2027');
  await keys.press('Skriv in hur det går');
  await keys.check('Stabilt', /Hur går det/);
  await keys.press('Spara');
  await shows('Uppföljningen är sparad.', 'I periferin');
  await become(/^Vårdnadshavare Prov, vårdnadshavare$/);
  await shows('Arbetet är avslutat');
}, 400_000);
