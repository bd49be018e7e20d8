/**
 * Open pages follow their case: `/cases/{id}/live` says `changed` when the records show a newer version than the
 * page does. One question a moment for all the cases that are open in this process, none while there is none.
 */
import { z } from 'zod';
import type { CaseId } from '../../domain/ids.ts';
import { projectedVersions, type CaseFile } from '../../records/cases.ts';
import type { Db } from '../../records/connect.ts';
import type { Deps } from '../deps.ts';
import { grantedCase } from '../granted.ts';
import { id } from '../schemas/common.ts';
import { definePage } from './page.ts';

const askEveryMs = 1_500;

type Follower = { caseId: CaseId; version: number; tell(): void };
type Watch = { followers: Set<Follower>; timer: NodeJS.Timeout | null };

/** By database: an API has one, a test several. */
const watches = new WeakMap<Db, Watch>();

function watchOf(db: Db): Watch {
  const there = watches.get(db);
  if (there !== undefined) return there;
  const made: Watch = { followers: new Set(), timer: null };
  watches.set(db, made);
  return made;
}

/** Tells once, when the case is past `version`. Gives what ends it. */
function follow({ db, log }: Pick<Deps, 'db' | 'log'>, follower: Follower): () => void {
  const watch = watchOf(db);
  watch.followers.add(follower);
  watch.timer ??= setInterval(() => {
    look(db, watch).catch((error: unknown) => log.warn({ err: error }, 'open pages could not be told'));
  }, askEveryMs);
  // Nobody's page keeps a process from ending.
  watch.timer.unref();
  return () => {
    watch.followers.delete(follower);
    if (watch.followers.size > 0 || watch.timer === null) return;
    clearInterval(watch.timer);
    watch.timer = null;
  };
}

async function look(db: Db, watch: Watch): Promise<void> {
  const ids = new Set([...watch.followers].map(({ caseId }) => caseId));
  const versions = await projectedVersions(db, [...ids]);
  for (const follower of watch.followers) {
    if ((versions.get(follower.caseId) ?? 0) <= follower.version) continue;
    watch.followers.delete(follower);
    follower.tell();
  }
}

/** Where a page of this case listens. */
export const liveOf = ({ id, version }: Pick<CaseFile, 'id' | 'version'>): string =>
  `/cases/${id}/live?version=${version}`;

export const livePages = [
  definePage({
    path: '/cases/{id}/live',
    access: { kind: 'action', action: 'case.read', on: 'case' },
    unused: 'unused',
    params: z.object({ id: id('The case.') }),
    query: z.object({ version: z.coerce.number().int().min(0).max(1e9) }),
    handle(call) {
      const { file } = grantedCase(call);
      const { version } = call.query;
      return Promise.resolve({
        kind: 'events',
        follow: (tell) => follow(call.deps, { caseId: file.id, version, tell: () => tell('changed') }),
      });
    },
  }),
];
