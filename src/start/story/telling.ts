/** What is told: read back from the time lines and from what went out, nothing remembered. */
import { z } from 'zod';
import type { Life } from './life.ts';
import type { Speaker } from './http.ts';

const timeline = z.object({
  events: z.array(
    z.object({
      seq: z.number(),
      at: z.string(),
      type: z.string(),
      by: z.object({ role: z.string(), name: z.string().nullable() }),
      detail: z.record(z.string(), z.unknown()),
    }),
  ),
});
const mails = z.object({
  total: z.number(),
  mails: z.array(
    z.object({
      key: z.string(),
      caseId: z.string().nullable(),
      kind: z.string(),
      to: z.string().nullable(),
      subject: z.string(),
      text: z.string(),
      icsMethod: z.string().nullable(),
      status: z.string(),
      at: z.string(),
    }),
  ),
});

export type Line = {
  at: string;
  case: string | null;
  pupil: string | null;
  kind: string;
  actor: string;
  detail: string;
};

const pageSize = 500;

/** Every line of the story, by its moment. `reader` may see the cases and the mails. */
export const readLines = async (reader: Speaker, lives: Life[]): Promise<Line[]> => {
  const names = new Map(lives.map((life) => [life.caseId, life.pupil.name]));
  const numbers = new Map<string, string>();
  const lines: Line[] = [];
  for (const life of lives) {
    const { number } = z.object({ number: z.string() }).parse(await reader.get(`/cases/${life.caseId}`));
    numbers.set(life.caseId, number);
    for (let after = 0; ;) {
      const page = timeline.parse(await reader.get(`/cases/${life.caseId}/timeline?after=${after}`)).events;
      for (const event of page)
        lines.push({
          at: event.at,
          case: number,
          pupil: life.pupil.name,
          kind: event.type,
          actor: event.by.name ?? event.by.role,
          detail: briefly(event.detail),
        });
      const last = page.at(-1);
      if (last === undefined) break;
      after = last.seq;
    }
  }
  for (let offset = 0; ; offset += pageSize) {
    const page = mails.parse(await reader.get(`/mails?limit=${pageSize}&offset=${offset}`));
    for (const mail of page.mails)
      lines.push({
        at: mail.at,
        case: mail.caseId === null ? null : (numbers.get(mail.caseId) ?? null),
        pupil: mail.caseId === null ? null : (names.get(mail.caseId) ?? null),
        kind: `mail.${mail.kind}`,
        actor: 'bryggan',
        detail: `${mail.to ?? 'no address'}: ${mail.subject}${mail.icsMethod === null ? '' : ` [${mail.icsMethod}]`} (${mail.status})`,
      });
    if (offset + pageSize >= page.total) break;
  }
  return lines.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
};

/** The dates, choices and texts of an event in one line; ids say nothing to a reader. */
const briefly = (detail: Record<string, unknown>): string => {
  const words: string[] = [];
  const gather = (value: unknown, name: string) => {
    if (value === null || value === undefined || /^(type|.*[iI]ds?|by)$/.test(name)) return;
    if (Array.isArray(value)) {
      if (value.every((one) => typeof one === 'string')) words.push(`${name}: ${value.join(', ')}`);
      else words.push(`${name}: ${value.length}`);
      return;
    }
    if (typeof value === 'object') {
      for (const [key, inner] of Object.entries(value)) gather(inner, key);
      return;
    }
    words.push(`${name}: ${String(value)}`);
  };
  gather(detail, 'detail');
  const text = words.join('; ');
  return text.length > 160 ? `${text.slice(0, 159)}…` : text;
};

export const plainLine = (line: Line): string =>
  `${line.at.slice(0, 16).replace('T', ' ')}  ${(line.case ?? '').padEnd(9)}  ${line.kind.padEnd(22)}  ${line.actor.padEnd(16)}  ${line.detail}`;
