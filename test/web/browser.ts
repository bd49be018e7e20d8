/** A browser without scripts: signs in, follows links, fills in and sends forms as they stand in the page. */
import { load, type CheerioAPI } from 'cheerio';
import type { Express } from 'express';
import request from 'supertest';
import { boundary, multipart, type ChosenFile } from './multipart.ts';
import type { SessionRole } from '../../src/api/session.ts';

export type Page = {
  status: number;
  path: string;
  $: CheerioAPI;
  /** The words of `<main>`. */
  text: string;
  title: string;
};

export type Browser = {
  open(path: string): Promise<Page>;
  /**
   * Sends the page's form with these fields changed, by the button whose value is `go`. `form` chooses among
   * several, `files` are chosen in its file controls. Throws when the page has no such field: nobody can fill in
   * what isn't asked.
   */
  send(
    page: Page,
    fields: Record<string, string | string[]>,
    options?: { go?: string; form?: string; files?: Record<string, ChosenFile> },
  ): Promise<Page>;
  /** Follows the link with these words. */
  follow(page: Page, words: string): Promise<Page>;
};

/** Signs in as a person by the sign-in page's own form; `search` finds whom it doesn't list at first. */
export async function browse(
  app: Express,
  personId: string,
  role: SessionRole,
  search = '',
): Promise<Browser> {
  const browser = openBrowser(app);
  // Of the families the page shows one for each school, and a pupil's by the pupil.
  const whom =
    role === 'pupil' && search === '' ? `pupil=${personId}` : `search=${encodeURIComponent(search)}`;
  const signIn = await browser.open(`/sign-in?${whom}`);
  const form = `form:has(input[name="personId"][value="${personId}"]):has(input[name="role"][value="${role}"])`;
  await browser.send(signIn, {}, { form });
  return browser;
}

/**
 * A browser in which nobody is signed in. `elsewhere` is what becomes of a redirect to another server: it gives the
 * path with which that leads back.
 */
export function openBrowser(app: Express, elsewhere?: (url: string) => Promise<string>): Browser {
  const cookies = new Map<string, string>();

  const keep = (response: request.Response) => {
    const sent: unknown = response.headers['set-cookie'];
    for (const one of Array.isArray(sent) ? sent : []) {
      const [pair = ''] = String(one).split(';');
      const [name = '', ...value] = pair.split('=');
      cookies.set(name, value.join('='));
    }
  };
  const cookieHeader = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

  const arrive = async (response: request.Response, path: string, hops = 0): Promise<Page> => {
    keep(response);
    if (response.status >= 300 && response.status < 400 && hops < 5) {
      const to = String(response.headers['location']).replace(/#.*$/, '');
      return get(/^https?:/.test(to) && elsewhere !== undefined ? await elsewhere(to) : to, hops + 1);
    }
    // A file has no words.
    const $ = load(response.text ?? '');
    return {
      status: response.status,
      path,
      $,
      text: $('main').text().replaceAll(/\s+/g, ' ').trim(),
      title: $('title').text(),
    };
  };
  const get = async (path: string, hops = 0): Promise<Page> =>
    arrive(await request(app).get(path).set('cookie', cookieHeader()), path, hops);

  const browser: Browser = {
    open: (path) => get(path),
    async send(page, fields, { go, form = 'main form', files = {} } = {}) {
      const { $ } = page;
      const chosen = $(form).first();
      if (chosen.length === 0)
        throw new Error(`${page.path} has no form ${form}: ${page.text.slice(0, 300)}`);
      const values = new Map<string, string[]>();
      for (const { name, value } of chosen.serializeArray())
        values.set(name, [...(values.get(name) ?? []), value]);
      for (const name of Object.keys(files)) {
        if (chosen.find(`input[type="file"][name="${name}"]`).length === 0) {
          throw new Error(`${page.path} asks for no file ${name}`);
        }
      }
      for (const [name, value] of Object.entries(fields)) {
        if (chosen.find(`[name="${name}"]`).length === 0) {
          throw new Error(`${page.path} doesn't ask for ${name}: ${page.text.slice(0, 300)}`);
        }
        values.set(name, [value].flat());
      }
      const button = go ?? chosen.find('button[type="submit"]').first().attr('value');
      const name = chosen.find('button[type="submit"]').first().attr('name');
      if (button !== undefined && name !== undefined) values.set(name, [button]);
      const sent = [...values].flatMap(([key, all]) => all.map((one): [string, string] => [key, one]));
      const action = chosen.attr('action') ?? page.path;
      const post = request(app).post(action).set({ cookie: cookieHeader(), 'sec-fetch-site': 'same-origin' });
      if (chosen.attr('enctype') === 'multipart/form-data') {
        const controls = chosen.find('input[type="file"]').toArray();
        const attached = controls.map((one): [string, ChosenFile | null] => {
          const control = $(one).attr('name') ?? '';
          return [control, files[control] ?? null];
        });
        const body = multipart(sent, attached);
        return arrive(await post.type(`multipart/form-data; boundary=${boundary}`).send(body), action);
      }
      const body = sent.map(([key, one]) => `${encodeURIComponent(key)}=${encodeURIComponent(one)}`);
      return arrive(await post.type('form').send(body.join('&')), action);
    },
    async follow(page, words) {
      const link = page
        .$('a')
        .filter((_, one) => page.$(one).text().trim() === words)
        .first();
      const href = link.attr('href');
      if (href === undefined)
        throw new Error(`${page.path} has no link «${words}»: ${page.text.slice(0, 500)}`);
      return get(href.replace(/#.*$/, ''));
    },
  };

  return browser;
}
