import { onBeforeUnmount, ref, type Ref } from 'vue';
import { DAY_MS, HOUR_MS, MINUTE_MS, startOfDate, dateOf } from '@contract/core/time.ts';
import {
  grips,
  instantAt,
  refusal,
  SNAP_MINUTES,
  snapDown,
  snapNear,
  snapUp,
  type Axis,
  type Booking,
  type DropContext,
  type Lane
} from './timeline.ts';

/** A drop: what a drag asks for at its end. */
export interface Drop {
  kind: 'create' | 'move' | 'start' | 'end';
  zoneId: number;
  from: number;
  to: number;
  booking: Booking | null;
}
/** The possible drop, drawn while dragging; `pending` while the service checks it. */
export interface Ghost extends Drop {
  laneKey: string;
  why: ReturnType<typeof refusal>;
  pending: boolean;
}

interface DragOptions {
  lanes: () => readonly Lane[];
  axis: () => Axis;
  scroll: Ref<HTMLElement | undefined>;
  booking: (id: number) => Booking | undefined;
  context: (zoneId: number, own?: Booking) => DropContext | null;
  mayCreate: () => boolean;
  mayChange: () => boolean;
  drop: (drop: Drop) => Promise<unknown> | unknown;
}

const THRESHOLD_PX = 4;
const EDGE_PX = 36;
const CLICK_MS = HOUR_MS;
const LEAST_MS = SNAP_MINUTES * MINUTE_MS;

/** Creating, moving and stretching by pointer, snapped to half hours. Escape cancels. */
export function useDrag(options: DragOptions) {
  const ghost = ref<Ghost | null>(null);
  let begun: {
    kind: Drop['kind'];
    lane: Lane;
    at: number;
    grab: number;
    x: number;
    y: number;
    booking: Booking | null;
    moved: boolean;
  } | null = null;

  const laneOf = (element: Element | null): Lane | undefined => {
    const key = element?.closest<HTMLElement>('[data-lane]')?.dataset['lane'];
    return key === undefined ? undefined : options.lanes().find((lane) => lane.key === key);
  };
  const trackX = (lane: Lane, clientX: number): number => {
    const track = options.scroll.value?.querySelector(`[data-lane="${CSS.escape(lane.key)}"] [data-track]`);
    return track ? clientX - track.getBoundingClientRect().left : 0;
  };
  const at = (lane: Lane, clientX: number) => instantAt(lane, options.axis(), trackX(lane, clientX));

  function onPointerDown(event: PointerEvent): void {
    if (event.button !== 0 || ghost.value?.pending || !(event.target instanceof Element)) return;
    const lane = laneOf(event.target);
    if (!lane || !event.target.closest('[data-track]')) return;
    const bar = event.target.closest<HTMLElement>('[data-bar]');
    const booking = bar ? options.booking(Number(bar.dataset['bar'])) : undefined;
    const grip = event.target.closest<HTMLElement>('[data-grip]')?.dataset['grip'];
    const kind: Drop['kind'] = !bar ? 'create' : grip === 'start' || grip === 'end' ? grip : 'move';
    if (kind === 'create' ? !options.mayCreate() : !booking || !options.mayChange() || !grips(booking.state)[kind]) return;
    const here = at(lane, event.clientX);
    begun = {
      kind,
      lane,
      at: here,
      grab: booking ? here - booking.from : 0,
      x: event.clientX,
      y: event.clientY,
      booking: booking ?? null,
      moved: false
    };
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', cancel);
    window.addEventListener('keydown', onEscape, { capture: true });
  }

  function shape(lane: Lane, clientX: number): Ghost {
    const { kind, booking, grab, at: start } = begun!;
    const here = at(lane, clientX);
    let from: number;
    let to: number;
    if (kind === 'create') {
      // From one end of the drag to the other, on the day where it began.
      const day = startOfDate(dateOf(start));
      from = snapDown(Math.min(start, here));
      to = snapUp(Math.max(start, here));
      if (to - from < LEAST_MS) to = from + LEAST_MS;
      from = Math.max(from, day);
      to = Math.min(to, day + DAY_MS);
    } else if (kind === 'move') {
      from = snapNear(here - grab);
      to = from + (booking!.to - booking!.from);
    } else if (kind === 'start') {
      to = booking!.to;
      from = Math.min(snapNear(here), to - LEAST_MS);
    } else {
      from = booking!.from;
      to = Math.max(snapNear(here), from + LEAST_MS);
    }
    return finish({ kind, zoneId: lane.zoneId, from, to, booking }, lane);
  }

  function finish(drop: Drop, lane: Lane): Ghost {
    const context = options.context(drop.zoneId, drop.booking ?? undefined);
    return { ...drop, laneKey: lane.key, why: context ? refusal(drop, context) : null, pending: false };
  }

  function onMove(event: PointerEvent): void {
    if (!begun) return;
    if (!begun.moved && Math.hypot(event.clientX - begun.x, event.clientY - begun.y) < THRESHOLD_PX) return;
    begun.moved = true;
    event.preventDefault();
    scrollAlong(event);
    const under = begun.kind === 'move' ? laneOf(document.elementFromPoint(event.clientX, event.clientY)) : begun.lane;
    if (under) begun.lane = under;
    const next = shape(begun.lane, event.clientX);
    const last = ghost.value;
    // Most moves change nothing after snapping, so nothing is drawn for them.
    if (last && last.from === next.from && last.to === next.to && last.laneKey === next.laneKey) return;
    ghost.value = next;
  }

  /** Scrolls the calendar near an edge, so that a drop can go to a hidden place. */
  function scrollAlong(event: PointerEvent): void {
    const box = options.scroll.value?.getBoundingClientRect();
    if (!box) return;
    const left = event.clientX > box.right - EDGE_PX ? 16 : event.clientX < box.left + EDGE_PX ? -16 : 0;
    const top = event.clientY > box.bottom - EDGE_PX ? 12 : event.clientY < box.top + EDGE_PX ? -12 : 0;
    if (left || top) options.scroll.value?.scrollBy(left, top);
  }

  async function onUp(event: PointerEvent): Promise<void> {
    const mine = begun;
    if (!mine) return;
    if (mine.moved) swallowClick();
    const click = !mine.moved && mine.kind === 'create';
    if (click) {
      const from = snapDown(mine.at);
      ghost.value = finish({ kind: 'create', zoneId: mine.lane.zoneId, from, to: from + CLICK_MS, booking: null }, mine.lane);
    } else if (mine.moved) {
      ghost.value = shape(mine.lane, event.clientX);
    }
    release();
    const made = ghost.value;
    if (!made) return;
    const { booking } = made;
    if (booking && booking.zoneId === made.zoneId && booking.from === made.from && booking.to === made.to) {
      ghost.value = null;
      return;
    }
    ghost.value = { ...made, pending: true };
    try {
      await options.drop({ kind: made.kind, zoneId: made.zoneId, from: made.from, to: made.to, booking });
    } finally {
      ghost.value = null;
    }
  }

  /** Swallows the click that follows a drag, which must not open the bar. */
  function swallowClick(): void {
    const swallow = (event: MouseEvent) => {
      event.stopPropagation();
      event.preventDefault();
    };
    window.addEventListener('click', swallow, { capture: true, once: true });
    // No click follows if the pointer is released over another element.
    setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 0);
  }

  function onEscape(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    cancel();
  }
  function release(): void {
    begun = null;
    window.removeEventListener('pointermove', onMove);
    window.removeEventListener('pointerup', onUp);
    window.removeEventListener('pointercancel', cancel);
    window.removeEventListener('keydown', onEscape, { capture: true });
  }
  function cancel(): void {
    release();
    if (!ghost.value?.pending) ghost.value = null;
  }
  onBeforeUnmount(cancel);

  return { ghost, onPointerDown };
}
