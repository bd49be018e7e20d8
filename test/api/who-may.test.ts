/**
 * Every route and every page about a case or a pupil, asked for by every role, near and far: the gate answers as the
 * table of permissions says, and who stands in no relation isn't told that there is anything (404, never 403).
 * What is right stands in `forty-scenarios.test.ts`; here nothing may be left out.
 */
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Access } from '../../src/api/access.ts';
import { routes } from '../../src/api/routes.ts';
import { webPages } from '../../src/api/web/pages-of-web.ts';
import type { Actor } from '../../src/domain/case/parts.ts';
import { may, mayCommand, mayCommandAs, needOf, relationToCase } from '../../src/domain/permissions.ts';
import { mayEverCommand, noRelation } from '../../src/domain/permissions.ts';
import { findCase } from '../../src/records/cases.ts';
import { identify } from '../../src/api/session.ts';
import { allocated, pupils, served, type Served } from './served.ts';
import { everyone, openInEmergency, strangers, type Who } from './who.ts';

let api: Served;
let server: Server;
let caseId = '';
const tokens = new Map<Who, string>();
const actors = new Map<Who, Actor>();

beforeAll(async () => {
  api = await served();
  await strangers(api);
  caseId = await allocated(api, pupils.first);
  await openInEmergency(api, caseId);
  for (const who of everyone) {
    const { token } = await api.as(who.id, who.role);
    tokens.set(who, token);
    const found = await identify(api.town.records.db, who.id, who.role);
    if (found === null) throw new Error(`${who.name} isn't there`);
    actors.set(who, found.actor);
  }
  server = api.app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await api.close();
});

type Asked = { method: 'get' | 'post' | 'delete'; path: string; access: Access };

const all: Asked[] = [...routes, ...webPages].map(({ method, path, access }) => ({ method, path, access }));

/** What the gate looks up before anything else. */
const isAbout = ({ access }: Asked): 'case' | 'pupil' | null => {
  if (access.kind === 'command')
    return access.on === undefined ? 'case' : access.on === 'pupil' ? 'pupil' : null;
  return access.kind === 'action' && (access.on === 'case' || access.on === 'pupil') ? access.on : null;
};

/** A list is no form and no body: what is let in is refused afterwards, so that nothing is done. */
async function statusOf({ method, path }: Asked, who: Who, id: string): Promise<number> {
  const { port } = server.address() as AddressInfo;
  const at = path.replace('{id}', encodeURIComponent(id)).replaceAll(/\{\w+\}/g, 'x');
  const response = await fetch(`http://127.0.0.1:${port}${at}`, {
    method: method.toUpperCase(),
    redirect: 'manual',
    headers: {
      authorization: `Bearer ${tokens.get(who)}`,
      ...(method === 'post' ? { 'content-type': 'application/json' } : {}),
    },
    ...(method === 'post' ? { body: '[]' } : {}),
  });
  // An open page's stream of changes never ends by itself.
  await response.body?.cancel();
  return response.status;
}

async function isAllowed({ access }: Asked, actor: Actor): Promise<boolean> {
  const file = await findCase(api.town.records.db, caseId);
  if (file === null) throw new Error('no case');
  const relation = relationToCase(actor, file.state);
  if (access.kind === 'command') {
    return access.on === 'pupil'
      ? mayCommandAs(actor, access.command, relation)
      : mayCommand(actor, access.command, file.state);
  }
  if (access.kind !== 'action') return false;
  const { orCommand } = access;
  return (
    may(actor, access.action, relation) ||
    (orCommand !== undefined && mayCommand(actor, orCommand, file.state))
  );
}

const actorOf = (who: Who): Actor => {
  const actor = actors.get(who);
  if (actor === undefined) throw new Error(`${who.name} isn't signed in`);
  return actor;
};

describe.each(everyone)('$name', (who) => {
  it('is let in to a case or pupil where the table says so, else told no or nothing', async () => {
    const wrong: string[] = [];
    let asked = 0;
    for (const one of all) {
      const about = isAbout(one);
      if (about === null) continue;
      asked += 1;
      const status = await statusOf(one, who, about === 'case' ? caseId : pupils.first);
      const allowed = await isAllowed(one, actorOf(who));
      const right = allowed
        ? status !== 401 && status !== 403 && status < 500
        : status === (who.far ? 404 : 403);
      if (!right)
        wrong.push(`${one.method} ${one.path}: ${allowed ? 'allowed' : 'denied'}, answered ${status}`);
    }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(100);
  });

  it('is told nothing of a case or pupil that there isn’t', async () => {
    const wrong: string[] = [];
    for (const one of all.filter((asking) => isAbout(asking) !== null)) {
      const status = await statusOf(one, who, '00000000-0000-4000-8000-000000000404');
      if (status !== 404) wrong.push(`${one.method} ${one.path}: answered ${status}`);
    }
    expect(wrong).toEqual([]);
  });

  it('is refused what the role may never do anywhere', async () => {
    const wrong: string[] = [];
    for (const one of all) {
      const { access } = one;
      const never =
        (access.kind === 'command' && access.on === 'body' && !mayEverCommand(who.role, access.command)) ||
        (access.kind === 'action' && access.on === 'body' && needOf(who.role, access.action) === null) ||
        (access.kind === 'action' &&
          access.on === 'nothing' &&
          !may(actorOf(who), access.action, noRelation));
      if (!never) continue;
      const status = await statusOf(one, who, 'x');
      if (status !== 403) wrong.push(`${one.method} ${one.path}: answered ${status}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe('the tables of routes and pages', () => {
  it('say for each what it needs, and nothing about a case is open', () => {
    const aboutCases = all.filter(({ path }) => /\/(cases|pupils)\/\{id\}/.test(path));
    expect(aboutCases.length).toBeGreaterThan(120);
    expect(
      aboutCases.filter((one) => isAbout(one) === null).map(({ method, path }) => `${method} ${path}`),
    ).toEqual([]);
  });
});
