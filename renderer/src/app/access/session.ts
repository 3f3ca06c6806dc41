import { errorCode, errorData } from '@/ui/components/call-errors.ts';
import { allows, type Permission } from '@contract/core/permissions.ts';
import { useQueryCache } from '@pinia/colada';
import { defineStore } from 'pinia';
import { computed, ref, watch } from 'vue';
import { type Operator } from '@contract/core/access.ts';
import type { BootProblem, PortGreeting } from '@contract/core/boot.ts';
import type { ServiceState } from '@contract/core/shell.ts';
import { DEFAULT_SETTINGS, type Settings } from '@contract/core/station.ts';
import { setLanguage } from '@/ui/i18n/index.ts';
import { api, directApi, dropConnection, listenForPorts } from '@/app/station.ts';

const LANGUAGE_KEY = 'language';

type Phase = 'connecting' | 'problem' | 'set_up' | 'signed_out' | 'signed_in';

/** The signed-in operator, and whether the service can be reached. The token is in memory only, so closing the window signs out. */
export const useSession = defineStore('session', () => {
  const phase = ref<Phase>('connecting');
  const problem = ref<BootProblem | null>(null);
  const operator = ref<Operator | null>(null);
  const locked = ref(false);
  /** The session has ended elsewhere, so only signing in helps. The page stays behind the lock. */
  const expired = ref(false);
  const reconnecting = ref(false);
  const settings = ref<Settings>({ ...DEFAULT_SETTINGS });
  const version = ref('');
  const dataFolder = ref('');
  const demo = ref(false);
  let token: string | null = null;
  let askAhead: (operator: Operator) => void = () => {};
  /** Difference between the service's clock and this window's, ms. */
  let clockShift = 0;
  const queries = useQueryCache();

  const may = (permission: Permission): boolean => operator.value !== null && allows(operator.value.roles, permission);
  const roles = computed(() => operator.value?.roles ?? []);
  /** The service's "now", UTC ms. */
  const now = (): number => Date.now() + clockShift;

  watch(settings, (next) => {
    setLanguage(next.language);
    // For the next start, in case the service cannot answer it.
    localStorage.setItem(LANGUAGE_KEY, next.language);
    void window.stationShell.setTitle(next.stationName);
  });

  async function readStatus(from = api): Promise<boolean> {
    const status = await from.station.status();
    settings.value = status.settings;
    version.value = status.version;
    dataFolder.value = status.dataFolder;
    demo.value = status.demo;
    clockShift = status.now - Date.now();
    return status.setUp;
  }

  let covers = 0;
  watch(
    [() => operator.value?.id, locked],
    ([id, isLocked], [before]) => {
      if (before === undefined || (id === before && !isLocked)) return;
      covers += 1;
      window.stationShell.leave();
    },
    { flush: 'sync' }
  );
  /**
   * For work of several steps, such as asking for a document and then saving it.
   * @returns a function that tells whether the operator who began is still signed in, at a window not locked since
   */
  function holdSeat(): () => boolean {
    const mine = covers;
    return () => covers === mine && !locked.value;
  }

  function sit(next: Operator): void {
    operator.value = next;
    phase.value = 'signed_in';
  }

  async function greet(greeting: PortGreeting): Promise<void> {
    problem.value = null;
    token ??= greeting.demoToken;
    // Asked at the same time, because the first picture waits for both.
    const resumed = token === null ? null : directApi.access.resume({ token });
    resumed?.catch(() => {});
    const setUp = await readStatus(directApi);
    if (!setUp) phase.value = 'set_up';
    else if (resumed !== null) await takeUp(resumed);
    else expire();
    reconnecting.value = false;
    void followChanges();
  }

  async function takeUp(asked: ReturnType<typeof directApi.access.resume>): Promise<void> {
    try {
      const resumed = await asked;
      // A window locked while the service was away stays locked, and locks its session now.
      if (locked.value && !resumed.locked) await directApi.access.lock();
      locked.value ||= resumed.locked;
      if (operator.value === null && !resumed.locked) askAhead(resumed.operator);
      sit(resumed.operator);
    } catch (error) {
      if (errorCode(error) !== 'NOT_SIGNED_IN') throw error;
      expire();
    }
  }

  /** Ends the session here. The page stays behind the lock until somebody signs in. */
  function expire(): void {
    token = null;
    if (operator.value === null) {
      phase.value = 'signed_out';
    } else {
      phase.value = 'signed_in';
      expired.value = true;
      locked.value = true;
    }
  }

  let followed = false;
  async function followChanges(): Promise<void> {
    try {
      const changes = await directApi.station.changes(undefined, { context: { timeout: 0 } });
      // Changes made while the service was away are unknown, so everything shown is read again.
      if (followed) void queries.invalidateQueries();
      followed = true;
      for await (const { topics } of changes) {
        if (topics.includes('settings')) void readStatus().catch(() => {});
        if (topics.includes('accounts')) void readRoles();
        for (const topic of topics) void queries.invalidateQueries({ key: [topic] });
      }
    } catch {
      // The port is gone; the next one subscribes again.
    }
  }

  /** Reads roles again, because the head may have changed them or closed the account. */
  async function readRoles(): Promise<void> {
    if (token === null || expired.value) return;
    try {
      const resumed = await directApi.access.resume({ token });
      if (operator.value !== null) operator.value = resumed.operator;
    } catch (error) {
      if (errorCode(error) === 'NOT_SIGNED_IN') expire();
    }
  }

  function receiveState(state: ServiceState): void {
    if (state.phase === 'failed') {
      dropConnection();
      problem.value = state.problem;
      phase.value = 'problem';
    } else if (state.phase === 'starting') {
      dropConnection();
      reconnecting.value = true;
      if (phase.value === 'problem') phase.value = 'connecting';
    }
  }

  /** Shows a failure when the service runs but does not answer what the window needs first. */
  function showFailure(error: unknown): void {
    problem.value = {
      code: errorCode(error) === 'CORRUPT' ? 'CORRUPT' : 'UNKNOWN',
      file: dataFolder.value,
      detail: error instanceof Error ? `${errorCode(error) ?? error.name} ${String(errorData(error)['id'] ?? '')}`.trim() : ''
    };
    phase.value = 'problem';
  }

  /**
   * Listens to main and says hello; called once.
   * @param ahead called when the operator is known, before anything of theirs is drawn
   */
  function begin(ahead: (operator: Operator) => void): void {
    askAhead = ahead;
    const remembered = localStorage.getItem(LANGUAGE_KEY);
    if (remembered === 'en' || remembered === 'zh-CN') setLanguage(remembered);
    listenForPorts({
      greet,
      failed: showFailure,
      refused: (code) => (code === 'LOCKED' ? (locked.value = true) : operator.value !== null && expire())
    });
    window.stationShell.onServiceState(receiveState);
    void window.stationShell.hello().then((state) => {
      if (state.phase === 'failed') receiveState(state);
    });
  }

  async function signIn(name: string, password: string): Promise<void> {
    const signedIn = await api.access.signIn({ name, password });
    const other = operator.value !== null && operator.value.id !== signedIn.operator.id;
    token = signedIn.token;
    locked.value = false;
    expired.value = false;
    // The next operator must not see data of the one before. The page stays and reads again.
    if (other) {
      for (const entry of queries.getEntries({ active: false })) queries.remove(entry);
      void queries.invalidateQueries();
    }
    sit(signedIn.operator);
  }

  function signedInByService(signedIn: { token: string; operator: Operator }): void {
    token = signedIn.token;
    sit(signedIn.operator);
  }

  async function signOut(): Promise<void> {
    await api.access.signOut();
    token = null;
    operator.value = null;
    locked.value = false;
    expired.value = false;
    phase.value = 'signed_out';
    for (const entry of queries.getEntries()) queries.remove(entry);
  }

  async function lock(): Promise<void> {
    if (operator.value === null || locked.value) return;
    locked.value = true;
    // If the service is away, resuming the session locks it there.
    await api.access.lock().catch(() => {});
  }

  async function unlock(password: string): Promise<void> {
    await api.access.unlock({ password });
    locked.value = false;
    // Calls while the window was locked were refused, so they are made again.
    void queries.invalidateQueries({ predicate: (entry) => entry.state.value.status === 'error' });
  }

  return {
    phase,
    problem,
    operator,
    roles,
    locked,
    expired,
    reconnecting,
    settings,
    version,
    dataFolder,
    demo,
    may,
    now,
    holdSeat,
    begin,
    signIn,
    signedInByService,
    signOut,
    lock,
    unlock,
    readStatus
  };
});
