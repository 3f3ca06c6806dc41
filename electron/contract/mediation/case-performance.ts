/** The performance of an agreement: its instalments and the payments on them. Money in fen, dates `YYYY-MM-DD`. No database. */

export interface Instalment {
  id: number;
  number: number;
  dueOn: string;
  /** 0: an act without payment, such as an apology or a repair; a proof settles it. */
  fen: number;
}

export interface Payment {
  instalmentId: number;
  on: string;
  fen: number;
}

export interface InstalmentStanding extends Instalment {
  paid: number;
  rest: number;
  /** The day on which it was settled. */
  settledOn: string | null;
  standing: 'settled' | 'overdue' | 'due' | 'coming';
  daysOver: number;
}

export interface PerformanceStanding {
  instalments: InstalmentStanding[];
  total: number;
  paid: number;
  rest: number;
  open: number;
  overdue: number;
  settled: number;
  next: InstalmentStanding | null;
}

/**
 * Where the performance of an agreement stands on a day. A payment counts only for its own instalment; a surplus does not move on.
 * Any entry settles an instalment without money.
 */
export function performanceOf(instalments: readonly Instalment[], payments: readonly Payment[], today: string): PerformanceStanding {
  const standings = [...instalments]
    .sort((a, b) => a.number - b.number)
    .map((one): InstalmentStanding => {
      const mine = payments.filter((payment) => payment.instalmentId === one.id).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
      let paid = 0;
      let settledOn: string | null = null;
      for (const payment of mine) {
        paid += payment.fen;
        if (settledOn === null && paid >= one.fen) settledOn = payment.on;
      }
      const standing = settledOn !== null ? 'settled' : one.dueOn < today ? 'overdue' : one.dueOn === today ? 'due' : 'coming';
      const daysOver = standing === 'overdue' ? Math.round((Date.parse(today) - Date.parse(one.dueOn)) / 86_400_000) : 0;
      return { ...one, paid, rest: Math.max(0, one.fen - paid), settledOn, standing, daysOver };
    });
  const sum = (pick: (one: InstalmentStanding) => number) => standings.reduce((total, one) => total + pick(one), 0);
  const open = standings.filter((one) => one.settledOn === null);
  return {
    instalments: standings,
    total: sum((one) => one.fen),
    paid: sum((one) => one.paid),
    rest: sum((one) => one.rest),
    open: open.length,
    overdue: open.filter((one) => one.standing === 'overdue').length,
    settled: standings.length - open.length,
    next: [...open].sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1))[0] ?? null
  };
}
