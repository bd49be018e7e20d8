/** The few calls of SS 12000 that the product makes, each one page at a time; what is on a page is read elsewhere. */
import { z } from 'zod';
import { requestJson, SourceFailure, type Surroundings } from './http.ts';
import type { Bearer } from './token.ts';

export type Resource =
  | 'organisations'
  | 'persons'
  | 'duties'
  | 'groups'
  | 'calendarEvents'
  | 'attendances'
  | 'aggregatedAttendance'
  | 'absences'
  | 'deletedEntities';

/** `items` as they came; `next` is null on the last page. */
export type Page = { items: unknown[]; next: string | null };

export type Subscription = { id: string; expires: number };

export type SourceClient = {
  /**
   * One page: with a `pageToken` only that and the limit are sent, as the standard says. Throws SourceFailure;
   * `endpoint` when the source hasn't got the resource, `refused` also when it no longer knows the page token.
   */
  page(resource: Resource, filter: Record<string, string>, pageToken: string | null): Promise<Page>;
  /** `/deletedEntities`, whose one page holds ids by resource. */
  deleted(
    filter: Record<string, string>,
    pageToken: string | null,
  ): Promise<{ ids: Record<string, string[]>; next: string | null }>;
  /** Entities by id; what the source doesn't know is left out. */
  lookup(resource: Resource, ids: readonly string[], expand: string | null): Promise<unknown[]>;
  subscribe(subscription: {
    name: string;
    target: string;
    resources: readonly string[];
  }): Promise<Subscription>;
  renew(id: string, expires: number): Promise<Subscription>;
};

const token = z
  .string()
  .nullish()
  .transform((text) => (text === undefined || text === null || text === '' ? null : text));
const pageShape = z.looseObject({ data: z.array(z.unknown()).nullish(), pageToken: token });
const deletedShape = z.looseObject({
  data: z.record(z.string(), z.array(z.unknown()).nullish()).nullish(),
  pageToken: token,
});
const subscriptionShape = z.looseObject({
  id: z.string().min(1),
  expires: z.iso.datetime({ offset: true }).transform(Date.parse),
});

/** `baseUrl` holds the version's path, `https://api.leverantor.se/v2.0`; `limit` is asked for on each page. */
export const createSourceClient = (args: {
  baseUrl: URL;
  bearer: Bearer;
  surroundings: Surroundings;
  limit: number;
}): SourceClient => {
  const at = (path: string, query: Record<string, string> = {}): URL => {
    const url = new URL(args.baseUrl);
    url.pathname = `${url.pathname.replace(/\/$/, '')}/${path}`;
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return url;
  };
  const ask = (asked: Parameters<typeof requestJson>[0]) =>
    requestJson(asked, args.bearer, args.surroundings);
  const limit = String(args.limit);

  /** JSON of another shape than the standard's is a broken page: asked for again, like one that was cut short. */
  const askFor = async <T>(shape: z.ZodType<T>, asked: Parameters<typeof requestJson>[0]): Promise<T> => {
    const { patience, pause } = args.surroundings;
    for (let tried = 1; ; tried += 1) {
      const read = shape.safeParse(await ask(asked));
      if (read.success) return read.data;
      if (tried >= patience.tries)
        throw new SourceFailure('unreadable', 200, 'the answer has not the shape of a page');
      await pause(Math.min(patience.longestPauseMs, patience.firstPauseMs * 2 ** (tried - 1)));
    }
  };
  const listing = (resource: Resource, filter: Record<string, string>, pageToken: string | null) => ({
    url: at(resource, pageToken === null ? { ...filter, limit } : { pageToken, limit }),
  });

  return {
    async page(resource, filter, pageToken) {
      const { data, pageToken: next } = await askFor(pageShape, listing(resource, filter, pageToken));
      return { items: data ?? [], next };
    },
    async deleted(filter, pageToken) {
      const { data, pageToken: next } = await askFor(
        deletedShape,
        listing('deletedEntities', filter, pageToken),
      );
      const ids = Object.entries(data ?? {}).map(([resource, list]): [string, string[]] => [
        resource,
        (list ?? []).filter((id) => typeof id === 'string'),
      ]);
      return { ids: Object.fromEntries(ids), next };
    },
    async lookup(resource, ids, expand) {
      const url = at(`${resource}/lookup`, expand === null ? {} : { expand });
      const found = await askFor(z.union([z.array(z.unknown()), pageShape]), {
        method: 'POST',
        url,
        body: { ids },
      });
      return Array.isArray(found) ? found : (found.data ?? []);
    },
    async subscribe({ name, target, resources }) {
      const body = { name, target, resourceTypes: resources.map((resource) => ({ resource })) };
      const { id, expires } = await askFor(subscriptionShape, {
        method: 'POST',
        url: at('subscriptions'),
        body,
      });
      return { id, expires };
    },
    async renew(id, expires) {
      const renewed = await askFor(subscriptionShape, {
        method: 'PATCH',
        url: at(`subscriptions/${encodeURIComponent(id)}`),
        body: { expires: new Date(expires).toISOString() },
      });
      return { id: renewed.id, expires: renewed.expires };
    },
  };
};
