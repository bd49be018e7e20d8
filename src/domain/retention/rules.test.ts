import { describe, expect, it } from 'vitest';
import { rulesOfCase } from './rules.ts';

describe('the rules that a case’s papers stand under', () => {
  it('are the notice’s alone where the school noticed something and nothing came of it', () => {
    const held = { events: ['absenceNoticed', 'guardianTalkRecorded', 'ended'] as const, surveys: false };
    expect([...rulesOfCase({ ...held, documents: [] })]).toEqual(['notice']);
    expect([...rulesOfCase({ ...held, documents: ['guardianTalk'] })]).toEqual(['notice']);
  });

  it('are those of all that was said, received and asked in it', () => {
    const rules = rulesOfCase({
      events: ['orderPlaced', 'consentGiven', 'allocated', 'contactRecorded', 'escalated'],
      documents: ['letter', 'actionProgramme'],
      surveys: true,
    });
    expect([...rules].sort()).toEqual([
      'actionProgramme',
      'consent',
      'correspondence',
      'decision',
      'journal',
      'order',
      'survey',
    ]);
  });
});
