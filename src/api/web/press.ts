/** One button: a POST page that asks a route of the API and goes on. What is typed at length has a form (`form.ts`). */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { first } from '../../ui/forms/spec.ts';
import type { Access } from '../access.ts';
import { Problem } from '../problem.ts';
import type { Reply, Route } from '../route.ts';
import { parseOrRefuse } from '../validate.ts';
import { ask } from './ask.ts';
import type { FormCall } from './form.ts';
import type { WebPage } from './page.ts';

export type PressDefinition = {
  path: `/${string}`;
  route: Route;
  /** Only where the page's address names other things than the route's. */
  access?: Access;
  /** Of the route's address: by default the page's own. */
  params?(call: FormCall): Record<string, string>;
  /** Of the route's address, beside its params. */
  query?: Record<string, string>;
  json?(call: FormCall): unknown;
  /** Where to go on to. */
  to(call: FormCall, reply: Reply): string;
};

const words = z.record(z.string(), z.string().max(500));

/** A refusal is a page of its own that says why. */
export const definePress = (press: PressDefinition): WebPage => ({
  method: 'post',
  path: press.path,
  access: press.access ?? press.route.access,
  async run(asked) {
    const params = parseOrRefuse(words, asked.params, 'path');
    const call: FormCall = { ...asked, params, query: parseOrRefuse(words, asked.query, 'query') };
    const answered = await ask(call, press.route, {
      params: press.params?.(call) ?? params,
      query: press.query ?? {},
      json: await press.json?.(call),
      headers: { 'idempotency-key': first(call.form, '_key') || randomUUID() },
    });
    if (answered.ok) {
      const { session } = answered.reply;
      const to = press.to(call, answered.reply);
      return { kind: 'go', to, ...(session === undefined ? {} : { session }) };
    }
    const { code, status, params: values } = answered.problem;
    throw new Problem(code, { status, ...(values === undefined ? {} : { params: values }) });
  },
});
