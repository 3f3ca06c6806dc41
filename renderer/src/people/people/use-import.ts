import { errorCode } from '@/ui/components/call-errors.ts';
import { computed, onBeforeUnmount, ref, shallowRef, watch } from 'vue';
import {
  IMPORT_MAX_BYTES,
  ROSTER_FIELDS,
  type RosterDecision,
  type RosterField,
  type RosterMapping,
  type RosterPolicy,
  type RosterPreview
} from '@contract/people/people-import.ts';
import { ORPCError } from '@orpc/client';
import { i18n } from '@/ui/i18n/index.ts';
import { saveBlob } from '@/ui/components/save-file.ts';
import { api, newCommandId } from '@/app/station.ts';

/** A sheet, and the row of its headers (indexes from 0); the program finds the headers where none is given. */
export interface Where {
  sheet: number;
  headerAt?: number;
}

export type ImportStep = 'file' | 'columns' | 'check' | 'done';
export type ImportResult = Awaited<ReturnType<typeof api.people.import.apply>>;
type Opened = Awaited<ReturnType<typeof api.people.import.open>>;

/** Without a time limit, because long work shows its progress and can be stopped. */
const LONG = { timeout: 0 };

/** The steps of a roster import; going back loses nothing. */
export function useImport() {
  const step = ref<ImportStep>('file');
  const fileName = ref('');
  const opened = shallowRef<Opened | null>(null);
  /** The field of each column by its number; null: the column is left out. */
  const fields = ref<(RosterField | null)[]>([]);
  const policy = ref<RosterPolicy>({ known: 'skip', createOrganisations: true, onlyGoodRows: false });
  /** Where rows belong that name no organisation. */
  const organisationId = ref<number | null>(null);
  /** What was decided about rows that resemble somebody, by row. */
  const decisions = ref(new Map<number, RosterDecision>());
  const preview = shallowRef<RosterPreview | null>(null);
  const result = shallowRef<ImportResult | null>(null);
  const working = ref<'reading' | 'checking' | 'writing' | null>(null);
  const progress = ref<{ done: number; total: number } | null>(null);
  const error = shallowRef<unknown>(null);
  const stopped = ref(false);
  let running: AbortController | null = null;

  const mapping = computed<RosterMapping>(() => {
    const chosen: RosterMapping = {};
    fields.value.forEach((field, column) => {
      if (field !== null && chosen[field] === undefined) chosen[field] = column;
    });
    return chosen;
  });
  const twice = computed(() => ROSTER_FIELDS.find((field) => fields.value.filter((own) => own === field).length > 1) ?? null);
  const order = computed(() => ({
    importId: opened.value?.importId ?? '',
    ...(opened.value === null ? {} : { sheet: opened.value.sheet, headerAt: opened.value.headerAt }),
    mapping: mapping.value,
    policy: { ...policy.value },
    organisationId: organisationId.value,
    decisions: [...decisions.value.values()]
  }));
  const language = () => (i18n.global.locale.value === 'en' ? ('en' as const) : ('zh-CN' as const));

  /** Runs one piece of work with its progress, and keeps an error for the page. */
  async function run<R>(kind: 'reading' | 'checking' | 'writing', work: (signal: AbortSignal) => Promise<R>): Promise<R | null> {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    working.value = kind;
    progress.value = null;
    error.value = null;
    stopped.value = false;
    const watching = kind === 'reading' ? null : new AbortController();
    if (watching) void follow(watching.signal);
    try {
      return await work(mine.signal);
    } catch (failure) {
      if (running !== mine) return null;
      if (mine.signal.aborted || errorCode(failure) === 'CANCELLED') stopped.value = true;
      else error.value = failure;
      return null;
    } finally {
      watching?.abort();
      if (running === mine) {
        working.value = null;
        running = null;
      }
    }
  }

  async function follow(signal: AbortSignal): Promise<void> {
    try {
      for await (const at of await api.people.import.progress({ importId: order.value.importId }, { signal, context: LONG }))
        if (!signal.aborted) progress.value = at;
    } catch {
      // The work itself reports the error.
    }
  }

  async function open(file: File): Promise<void> {
    if (file.size > IMPORT_MAX_BYTES) {
      error.value = new ORPCError('TOO_LARGE', { defined: true, data: { limitBytes: IMPORT_MAX_BYTES } });
      return;
    }
    const answer = await run('reading', (signal) =>
      api.people.import.open({ file, name: file.name.slice(0, 255) }, { signal, context: LONG })
    );
    if (answer === null) return;
    forget();
    fileName.value = file.name;
    opened.value = answer;
    fields.value = answer.columns.map((column) => column.field);
    decisions.value = new Map();
    organisationId.value = null;
    policy.value.onlyGoodRows = false;
    preview.value = result.value = null;
    step.value = 'columns';
  }

  /** Another sheet, or another row of headers. */
  async function look(where: Where): Promise<void> {
    const before = opened.value;
    if (before === null) return;
    const answer = await run('reading', (signal) =>
      api.people.import.look({ importId: before.importId, ...where }, { signal, context: LONG })
    );
    if (answer === null) return;
    opened.value = { ...answer, importId: before.importId };
    fields.value = answer.columns.map((column) => column.field);
    decisions.value = new Map();
    preview.value = null;
  }

  async function decide(some: RosterDecision[]): Promise<void> {
    for (const one of some) decisions.value.set(one.row, one);
    await check(true);
  }

  async function saveTemplate(): Promise<void> {
    const made = await run('reading', (signal) => api.people.import.template({ language: language() }, { signal, context: LONG }));
    if (made) await saveBlob(made.name, made.file);
  }

  async function check(keep = false): Promise<void> {
    step.value = 'check';
    // While a decision is checked, what is shown stays.
    if (!keep) preview.value = null;
    // Marking rows as left out changes nothing of the check itself.
    preview.value = await run('checking', (signal) =>
      api.people.import.preview({ ...order.value, language: language() }, { signal, context: LONG })
    );
  }
  watch(
    () => [policy.value.known, policy.value.createOrganisations],
    () => {
      if (step.value === 'check') void check();
    }
  );

  async function apply(): Promise<void> {
    const commandId = newCommandId();
    const answer = await run('writing', (signal) => api.people.import.apply({ ...order.value, commandId }, { signal, context: LONG }));
    if (answer === null) return;
    result.value = answer;
    step.value = 'done';
    forget();
  }

  async function downloadBad(): Promise<void> {
    const made = await run('checking', (signal) =>
      api.people.import.badRows({ ...order.value, language: language() }, { signal, context: LONG })
    );
    if (made) await saveBlob(made.name, made.file);
  }

  function forget(): void {
    if (opened.value) void api.people.import.close({ importId: opened.value.importId }).catch(() => {});
    opened.value = null;
  }
  function again(): void {
    step.value = 'file';
    error.value = null;
    stopped.value = false;
  }
  const stop = () => running?.abort();
  onBeforeUnmount(() => {
    stop();
    forget();
  });

  return {
    step,
    fileName,
    opened,
    fields,
    policy,
    organisationId,
    look,
    decide,
    saveTemplate,
    preview,
    result,
    working,
    progress,
    error,
    stopped,
    mapping,
    twice,
    open,
    check,
    apply,
    downloadBad,
    again,
    stop
  };
}
