/** Forms as somebody without scripts fills them in: step by step, and sent back with what was wrong. */
import { expect } from 'vitest';
import type { Browser, Page } from './browser.ts';

export type Typed = Record<string, string | string[]>;

/** What the page says was done. */
export const said = (page: Page): string => page.$('#done').text();

/** Fills in a form step by step, as many as given, and sends it from the last page. */
export async function fillIn(who: Browser, path: string, steps: Typed[]): Promise<Page> {
  let page = await who.open(path);
  expect(page.status, path).toBe(200);
  for (const typed of steps) {
    const several = page.$('main form button[name="_go"][value="next"]').length > 0;
    page = await who.send(page, typed, { go: several ? 'next' : 'send' });
    expect(page.$('#errors').text(), path).toBe('');
  }
  return page;
}

/** Sends what can't be taken: it comes back with the field named, linked to, and everything as it was typed. */
export async function refused(who: Browser, page: Page, typed: Typed, field: string): Promise<Page> {
  const back = await who.send(page, typed);
  expect([409, 422], `${page.path}: ${back.text.slice(0, 300)}`).toContain(back.status);
  expect(back.title).toMatch(/^Att rätta: /);
  const named = back
    .$('#errors a')
    .map((_, one) => back.$(one).attr('href'))
    .get();
  expect(named, back.$('#errors').text()).toContain(`#f-${field.replaceAll('.', '-')}`);
  for (const link of named) expect(back.$(link)).toHaveLength(1);
  for (const [name, value] of Object.entries(typed))
    expect(standsIn(back, name), name).toEqual([value].flat());
  return back;
}

/** What stands in a form's control, or is chosen among several. */
function standsIn({ $ }: Page, name: string): string[] {
  const controls = $(`main form [name="${name}"]`);
  if (controls.is('input[type="radio"], input[type="checkbox"]')) {
    return controls
      .filter('[checked]')
      .map((_, one) => $(one).attr('value'))
      .get();
  }
  return [String(controls.val() ?? '')];
}
