import { onBeforeUnmount, onMounted, ref } from 'vue';
import { useSession } from '@/app/access/session.ts';

const TICK_MS = 10_000;

/** The service's "now", UTC ms, live while the component is mounted. @param each runs at the beginning of each minute */
export function useNow(each?: () => unknown) {
  const session = useSession();
  const now = ref(session.now());
  const minuteOf = () => Math.floor(now.value / 60_000);
  let minute = minuteOf();
  let timer: ReturnType<typeof setInterval>;
  onMounted(() => {
    timer = setInterval(() => {
      now.value = session.now();
      if (minuteOf() === minute) return;
      minute = minuteOf();
      void each?.();
    }, TICK_MS);
  });
  onBeforeUnmount(() => clearInterval(timer));
  return now;
}
