import { describe, expect, test } from 'vitest';
import { presets } from '../../../src/domain/presets.ts';
import { instant } from '../../../src/domain/time.ts';
import { listAudit, writeAudit } from '../../../src/records/audit.ts';
import { enqueueMail, findMail, markFailed, markMails, type NewMail } from '../../../src/records/mail.ts';
import { findPolicy, savePolicy } from '../../../src/records/policies.ts';
import { findWorkflow, noteWorkflow, readClock, writeClock } from '../../../src/records/rehearsal.ts';
import { readMunicipality, writeMunicipality, writeSetting } from '../../../src/records/settings.ts';
import { type Server, useDatabase } from './suite.ts';

const mail = (key: string): NewMail => ({
  key,
  caseId: 'c',
  kind: 'invitation',
  toRef: { participantId: 'x' },
  toAddress: 'guest@post.example',
  subject: 'Kallelse',
  text: 'Kallelse',
  html: '<p>Kallelse</p>',
  calendar: { ics: 'BEGIN:VCALENDAR', method: 'REQUEST' },
  messageId: `<${key}@bryggan.example>`,
  createdAt: new Date('2026-09-01T08:00:00Z'),
});

export const mailAndClocksSuite = (server: Server) =>
  describe('mail, settings, clocks', () => {
    const { db } = useDatabase(server);

    test('one key is one mail, as it was first written', async () => {
      const both = await Promise.all([enqueueMail(db(), mail('m1')), enqueueMail(db(), mail('m1'))]);
      expect(both.map((one) => one.isNew).sort()).toEqual([false, true]);
      const again = await enqueueMail(db(), { ...mail('m1'), subject: 'Annat' });
      expect(again.mail.subject).toBe('Kallelse');
      expect(again.mail.calendar).toEqual({ ics: 'BEGIN:VCALENDAR', method: 'REQUEST' });
    });

    test('a mail that the relay has taken isn’t sent again, whatever fails after it', async () => {
      await enqueueMail(db(), mail('m2'));
      expect(await markMails(db(), [{ key: 'm2', as: 'sending' }])).toEqual([true]);
      await markFailed(db(), 'm2', 'ECONNREFUSED');
      expect(await findMail(db(), 'm2')).toMatchObject({
        status: 'failed',
        error: 'ECONNREFUSED',
        attempts: 1,
      });
      expect(await markMails(db(), [{ key: 'm2', as: 'sending' }])).toEqual([true]);
      const sentAt = new Date('2026-09-02T08:00:00Z');
      expect(await markMails(db(), [{ key: 'm2', as: 'sent', sentAt }])).toEqual([true]);
      await enqueueMail(db(), mail('m3'));
      expect(
        await markMails(db(), [
          { key: 'm2', as: 'sending' },
          { key: 'm3', as: 'sending' },
        ]),
      ).toEqual([false, true]);
      await markFailed(db(), 'm2', 'late');
      expect(await findMail(db(), 'm2')).toMatchObject({ status: 'sent', error: null, attempts: 2, sentAt });
    });

    test('the audit log takes entries and refuses to change or lose one', async () => {
      const entry = {
        at: new Date('2026-09-01T08:00:00Z'),
        personId: 'p',
        role: 'rector',
        action: 'case.read',
        caseId: 'c',
        pupilId: null,
        relation: 'ownSchool',
      };
      await writeAudit(db(), entry);
      await expect(db().updateTable('audit').set({ action: 'x' }).execute()).rejects.toThrow('append-only');
      await expect(db().deleteFrom('audit').execute()).rejects.toThrow('append-only');
      expect(await listAudit(db(), { caseId: 'c' })).toEqual({ entries: [entry], total: 1 });
    });

    test('a setting is read back as it was written, and a broken one is told', async () => {
      expect(await readMunicipality(db())).toBeNull();
      await writeMunicipality(db(), { code: '9801', name: 'Dalsviken' });
      expect(await readMunicipality(db())).toEqual({ code: '9801', name: 'Dalsviken' });
      await writeSetting(db(), 'municipality', { name: 3 });
      await expect(readMunicipality(db())).rejects.toThrow();
    });

    test('a policy’s version is kept as it is; the newest is found', async () => {
      const policy = presets.uppsala;
      expect(await savePolicy(db(), policy)).toBe('saved');
      expect(await savePolicy(db(), policy)).toBe('same');
      expect(await savePolicy(db(), { ...policy, name: 'Annat' })).toBe('differs');
      expect(await savePolicy(db(), { ...policy, version: policy.version + 1 })).toBe('saved');
      expect((await findPolicy(db(), policy.id))?.version).toBe(policy.version + 1);
      expect(await findPolicy(db(), policy.id, policy.version)).toEqual(policy);
    });

    test('the rehearsal keeps its clock, and the next moment of each workflow', async () => {
      expect(await readClock(db())).toBeNull();
      await writeClock(db(), { offsetMs: -1_000, skippedMs: 0 });
      await writeClock(db(), { offsetMs: -1_000, skippedMs: 5 });
      expect(await readClock(db())).toEqual({ offsetMs: -1_000, skippedMs: 5 });
      const moment = (ms: number) => instant(Date.parse('2026-09-01T00:00:00Z') + ms);
      await noteWorkflow(db(), { workflowId: 'case-b', nextMoment: moment(20) });
      await noteWorkflow(db(), { workflowId: 'case-c', nextMoment: null });
      await noteWorkflow(db(), { workflowId: 'case-b', nextMoment: moment(10) });
      expect(await findWorkflow(db(), 'case-a')).toBeNull();
      expect(await findWorkflow(db(), 'case-b')).toEqual({ workflowId: 'case-b', nextMoment: moment(10) });
      expect(await findWorkflow(db(), 'case-c')).toEqual({ workflowId: 'case-c', nextMoment: null });
    });
  });
