/** What a provider keeps, in memory: one that changes its keys goes on with what it had begun. */
import type { Adapter, AdapterPayload } from 'oidc-provider';

export function keptInMemory(): (model: string) => Adapter {
  const kept = new Map<string, AdapterPayload>();
  return (model) => {
    const of = (id: string) => kept.get(`${model}:${id}`);
    return {
      upsert: async (id, payload) => void kept.set(`${model}:${id}`, payload),
      find: async (id) => of(id),
      findByUid: async (uid) => [...kept.values()].find((one) => one.kind === model && one.uid === uid),
      findByUserCode: async () => undefined,
      consume: async (id) => {
        const found = of(id);
        if (found !== undefined) found.consumed = Math.floor(Date.now() / 1000);
      },
      destroy: async (id) => void kept.delete(`${model}:${id}`),
      revokeByGrantId: async (grantId) => {
        for (const [key, one] of kept) if (one.grantId === grantId) kept.delete(key);
      },
    };
  };
}
