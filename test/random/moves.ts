/**
 * What somebody might ask of a case, made from the case as it stands: mostly sensible, not always allowed. Null where
 * the case gives nothing to ask about.
 */
import type { Command, CommandType } from '../../src/domain/case/commands.ts';
import type { Actor } from '../../src/domain/case/parts.ts';
import { beginning } from './moves/beginning.ts';
import { course } from './moves/course.ts';
import { ladder } from './moves/ladder.ts';
import { meetings } from './moves/meetings.ts';
import type { Makers, Scene } from './moves/scene.ts';
import { work } from './moves/work.ts';

const makers: Makers<CommandType> = { ...ladder, ...beginning, ...meetings, ...work, ...course };

export const makeMove = (type: CommandType, scene: Scene): { actor: Actor; command: Command } | null =>
  makers[type](scene);
