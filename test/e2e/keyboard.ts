/** A person who uses the keyboard alone: Tab, Enter, Space, arrows and letters. Each stop must be seen and marked. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

type Stop = {
  /** What a screen reader calls it. */
  name: string;
  /** Of the group that it stands in. */
  group: string;
  tag: string;
  type: string;
  value: string;
  checked: boolean;
  isSeen: boolean;
  isMarked: boolean;
};

const focused = `(() => {
  const one = document.activeElement;
  if (one === null || one === document.body) return null;
  const style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  // Where a link or a script puts the focus, as the page's main part, there is nothing to press.
  const isReached = one.tabIndex >= 0;
  const words = isReached ? (one.labels?.[0]?.innerText ?? one.getAttribute('aria-label') ?? one.innerText ?? '') : '';
  const groups = [];
  for (let set = one.closest('fieldset'); set; set = set.parentElement.closest('fieldset'))
    groups.push(set.querySelector('legend')?.innerText ?? '');
  return {
    name: words.trim(),
    group: groups.join(' '),
    tag: one.tagName,
    type: one.type ?? '',
    value: one.tagName === 'SELECT' ? one.selectedOptions[0]?.text ?? '' : one.value ?? '',
    checked: one.checked === true,
    isSeen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
    isMarked: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none',
  };
})()`;

/** More than any page has. */
const mostStops = 250;

const fits = (name: string, wanted: string | RegExp): boolean =>
  typeof wanted === 'string' ? name === wanted : wanted.test(name);

export type Keyboard = {
  stop(): Promise<Stop | null>;
  /** Over the menu to the page's own words, by the link that is the page's first stop. */
  skip(): Promise<void>;
  /** On by Tab until something is called so; `group` is what stands over it. */
  to(name: string | RegExp, group?: RegExp): Promise<Stop>;
  /** To a link or button, and Enter; waits for the page it leads to. */
  press(name: string | RegExp): Promise<void>;
  /** To a field, what stands there is replaced. */
  type(name: string | RegExp, text: string, group?: RegExp): Promise<void>;
  /** A radio button or a box. */
  check(name: string | RegExp, group: RegExp): Promise<void>;
  /** In a list to choose from. */
  select(name: string | RegExp, option: string): Promise<void>;
  date(name: string | RegExp, day: string, group?: RegExp): Promise<void>;
};

export function keyboardOf(page: Page): Keyboard {
  const press = (key: string) => page.keyboard.press(key);
  const stop = (): Promise<Stop | null> => page.evaluate(focused);

  const keyboard: Keyboard = {
    stop,
    async skip() {
      await press('Tab');
      expect((await stop())?.name).toBe('Hoppa till innehållet');
      await press('Enter');
    },
    async to(name, group = /(?:)/) {
      const seen: string[] = [];
      for (let stops = 0; stops < mostStops; stops += 1) {
        const here = await stop();
        if (here !== null && fits(here.name, name) && group.test(here.group)) {
          expect([here.name, here.isSeen, here.isMarked]).toEqual([here.name, true, true]);
          return here;
        }
        seen.push(here?.name ?? '–');
        await press('Tab');
      }
      throw new Error(`${page.url()}: no stop is called ${String(name)}: ${[...new Set(seen)].join(' | ')}`);
    },
    async press(name) {
      await keyboard.to(name);
      await Promise.all([page.waitForEvent('load'), press('Enter')]);
    },
    async type(name, text, group) {
      await keyboard.to(name, group);
      await press('Control+a');
      await page.keyboard.type(text);
    },
    async check(name, group) {
      // Of radio buttons Tab stops at one; arrows lead to the others, and choose.
      const first = await keyboard.to(/(?:)/, group);
      if (first.type !== 'radio') {
        const box = await keyboard.to(name, group);
        if (!box.checked) await press('Space');
        return;
      }
      if (!first.checked) await press('Space');
      for (let at = 0; at < 20; at += 1) {
        if (fits((await stop())?.name ?? '', name)) return;
        await press('ArrowDown');
      }
      throw new Error(`${page.url()}: nothing to choose is called ${String(name)}`);
    },
    async select(name, option) {
      await keyboard.to(name);
      await page.keyboard.type(option);
      expect((await stop())?.value).toBe(option);
    },
    async date(name, day, group) {
      await keyboard.to(name, group);
      const [year = '', month = '', date = ''] = day.split('-');
      // In the order of the browser's own language.
      for (const digits of [`${month}${date}${year}`, `${year}${month}${date}`]) {
        await page.keyboard.type(digits);
        if ((await stop())?.value === day) return;
        for (const key of ['ArrowLeft', 'ArrowLeft']) await press(key);
      }
      throw new Error(`${page.url()}: ${day} could not be typed`);
    },
  };
  return keyboard;
}
