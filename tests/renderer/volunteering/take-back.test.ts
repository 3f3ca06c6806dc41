import { beforeEach, expect, it, vi } from 'vitest';
import { takeBack } from '../../../renderer/src/volunteering/take-back.ts';

const withdraw = vi.hoisted(() => vi.fn());
vi.mock('../../../renderer/src/app/station.ts', async (original) => ({
  ...(await original<object>()),
  api: { signUps: { withdraw } },
  newCommandId: () => 'command'
}));
beforeEach(() => withdraw.mockReset());

const made = [1, 2, 3].map((id) => ({ id, version: 10 + id }));

it('takes the last sign-up back first, each when the one before is done', async () => {
  let running = 0;
  withdraw.mockImplementation(async () => {
    running += 1;
    expect(running).toBe(1);
    await Promise.resolve();
    running -= 1;
  });
  await takeBack(made, '撤销');
  expect(withdraw.mock.calls.map(([input]) => input)).toEqual(
    [3, 2, 1].map((id) => ({ commandId: 'command', id, version: 10 + id, reason: '撤销', excused: true }))
  );
});

it('stops at the first that is refused, and says so', async () => {
  withdraw.mockResolvedValueOnce({}).mockRejectedValueOnce(new Error('STALE'));
  await expect(takeBack(made, '撤销')).rejects.toThrow('STALE');
  expect(withdraw).toHaveBeenCalledTimes(2);
});
