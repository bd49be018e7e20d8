import { expect, it } from 'vitest';
import { gathered } from './gathered.ts';

it('takes together what is asked for while work is under way, and answers each its own', async () => {
  const done: number[][] = [];
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const double = gathered(async (items: readonly number[]) => {
    done.push([...items]);
    if (done.length === 1) await held;
    return items.map((item) => item * 2);
  });
  const first = double(1);
  await Promise.resolve();
  const others = [double(2), double(3)];
  release();
  expect(await first).toBe(2);
  expect(await Promise.all(others)).toEqual([4, 6]);
  expect(done).toEqual([[1], [2, 3]]);
});

it('fails for those alone whose work failed', async () => {
  const work = gathered(async (items: readonly string[]) => {
    if (items.includes('bad')) throw new Error('bad');
    return items.map((item) => item.length);
  });
  await expect(work('bad')).rejects.toThrow('bad');
  expect(await work('good')).toBe(4);
});
