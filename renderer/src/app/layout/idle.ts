/**
 * Calls `act` after so many minutes without a key, click or wheel. It compares with the clock, so that a PC that wakes from sleep locks
 * at once.
 * @returns ends it
 */
export function watchIdle(minutes: () => number, act: () => void): () => void {
  let last = Date.now();
  const seen = () => (last = Date.now());
  const events = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;
  for (const event of events) window.addEventListener(event, seen, { passive: true, capture: true });
  const timer = setInterval(() => {
    if (Date.now() - last >= minutes() * 60_000) {
      last = Date.now();
      act();
    }
  }, 1_000);
  return () => {
    clearInterval(timer);
    for (const event of events) window.removeEventListener(event, seen, { capture: true });
  };
}
