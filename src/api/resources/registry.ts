/** `registry`, `cases/{id}/registry`: the register of papers (diarium; domain.md §3). */
import { z } from 'zod';
import { noRelation } from '../../domain/permissions.ts';
import { publicPartOf, registryNumber } from '../../domain/registry/entry.ts';
import { ruleOfKind } from '../../domain/registry/papers-of.ts';
import { readContents, saveContents } from '../../records/contents.ts';
import { listRegistry, type RegistryFilter } from '../../records/registry/read.ts';
import { registerByHand } from '../../records/registry/register.ts';
import { idFrom } from '../draft.ts';
import { grantedCase, signedIn } from '../granted.ts';
import { noteShown } from '../looks.ts';
import { keyHeader, newId } from '../new-id.ts';
import { Problem } from '../problem.ts';
import { registerAll } from '../registering.ts';
import { publicView, registryView } from '../registry.ts';
import { defineRoute, none } from '../route.ts';
import { id } from '../schemas/common.ts';
import { limit, offset, pageOf } from '../schemas/page.ts';
import {
  publicRegistryEntry,
  publicRegistryQuery,
  registryBody,
  registryEntry,
  registryEntryOfCase,
  registryQuery,
} from '../schemas/registry.ts';
import { todayAt } from '../today.ts';
import { isNamed } from '../visible.ts';

const text = z.object({ text: z.string() });

export const registryRoutes = [
  defineRoute({
    method: 'get',
    path: '/registry',
    tag: 'registry',
    access: { kind: 'action', action: 'registry.read', on: 'nothing' },
    summary: 'The register of papers',
    description:
      'What a case decides, sends and receives is entered by itself. Whoever lists it is noted at each case.',
    params: none,
    query: registryQuery,
    body: none,
    answer: { status: 200, description: 'The newest first.', schema: pageOf('entries', registryEntry) },
    async handle(call) {
      const { db } = call.deps;
      await registerAll(db);
      const { limit: most, offset: from, ...asked } = call.query;
      const filter: RegistryFilter = {
        search: asked.search,
        ...(asked.year === undefined ? {} : { year: asked.year }),
        ...(asked.direction === undefined ? {} : { direction: asked.direction }),
        ...(asked.kind === undefined ? {} : { kind: asked.kind }),
        ...(asked.secrecy === undefined ? {} : { secrecy: asked.secrecy }),
      };
      const { entries, total } = await listRegistry(db, filter, { limit: most, offset: from });
      const looking = { ...call, session: signedIn(call) };
      await noteShown(looking, 'get /api/v1/registry', noRelation, entries);
      return { status: 200, body: { entries: entries.map(registryView), total } };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/registry/public',
    tag: 'registry',
    access: { kind: 'action', action: 'registry.public', on: 'nothing' },
    summary: 'The register as anybody may see it',
    description: 'Numbers, days and kinds; what tells of a person, or of what is secret, is masked.',
    params: none,
    query: publicRegistryQuery,
    body: none,
    answer: { status: 200, description: 'The newest first.', schema: pageOf('entries', publicRegistryEntry) },
    async handle({ deps: { db }, query }) {
      await registerAll(db);
      const { limit: most, offset: from, year } = query;
      const { entries, total } = await listRegistry(db, year === undefined ? {} : { year }, {
        limit: most,
        offset: from,
      });
      const shown = entries.map((entry) => publicView(entry, publicPartOf(entry)));
      return { status: 200, body: { entries: shown, total } };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/cases/{id}/registry',
    tag: 'registry',
    access: { kind: 'action', action: 'registry.read', on: 'case' },
    summary: "A case's papers in the register",
    params: z.object({ id: id('The case.') }),
    query: z.object({ limit, offset }),
    body: none,
    answer: {
      status: 200,
      description: 'The newest first.',
      schema: pageOf('entries', registryEntryOfCase),
    },
    async handle(call) {
      const { db } = call.deps;
      await registerAll(db);
      const { file, relation } = grantedCase(call);
      const { entries, total } = await listRegistry(db, { caseId: file.id }, call.query);
      const masked = file.state.pupil.protectedIdentity && !isNamed(signedIn(call).actor, relation);
      const noteIds = masked ? [] : entries.flatMap(({ noteId }) => (noteId === null ? [] : [noteId]));
      const notes = await readContents(db, noteIds);
      const noteOf = (noteId: string | null): string | null => {
        const read = text.safeParse(noteId === null ? null : notes.get(noteId));
        return read.success ? read.data.text : null;
      };
      return {
        status: 200,
        body: { entries: entries.map((one) => ({ ...registryView(one), note: noteOf(one.noteId) })), total },
      };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/cases/{id}/registry',
    tag: 'registry',
    access: { kind: 'action', action: 'registry.enter', on: 'case' },
    summary: 'Enter a paper of a case in the register',
    description: 'It gets the next number of the year. What is entered is never changed.',
    params: z.object({ id: id('The case.') }),
    query: none,
    headers: keyHeader,
    body: registryBody,
    example: {
      direction: 'received',
      kind: 'letter',
      party: 'guardian',
      secrecy: 'weak',
      on: '2026-09-07',
      note: 'Brev på papper, i närarkivet.',
    },
    answer: {
      status: 201,
      description: 'Its number.',
      schema: z.object({ number: z.string() }).meta({ id: 'RegistryNumber' }),
    },
    async handle(call) {
      const { deps, body, now } = call;
      const { db } = deps;
      const { file } = grantedCase(call);
      const session = signedIn(call);
      const today = todayAt(now);
      const { note, ...paper } = body;
      if (paper.on > today) throw new Problem('date-in-future', { field: 'on', params: { date: paper.on } });
      const entryId = newId(call, session, `registry/${file.id}`);
      const noteId = note === null ? null : idFrom(entryId, 'note');
      if (noteId !== null && note !== null) {
        const from = { caseId: file.id, commandId: null, createdBy: session.personId };
        await saveContents(db, [{ id: noteId, kind: 'registryNote', body: { text: note } }], from);
      }
      const place = await registerByHand(db, entryId, {
        caseId: file.id,
        paper: { ...paper, rule: ruleOfKind[paper.kind] },
        registeredOn: today,
        by: session.personId,
        noteId,
      });
      return { status: 201, body: { number: registryNumber(place) } };
    },
  }),
];
