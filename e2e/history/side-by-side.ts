const SIDE_BY_SIDE = 8;

/** Works through all of them in order, a few at a time. */
export async function sideBySide<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const waiting = all.values();
  await Promise.all(
    Array.from({ length: SIDE_BY_SIDE }, async () => {
      for (const one of waiting) await work(one);
    }),
  );
}
