/** English texts of the figures of mediation; the Chinese ones beside them have the same keys. */
export const en = {
  months: 'Months',
  by: 'Counted by',
  dimensions: { type: 'Type', mediator: 'Mediator' },
  period: 'Periods',
  periods: { month: 'Months', quarter: 'Quarters', year: 'Years', all: 'In all' },
  mediator: 'All mediators',
  counts: {
    accepted: 'Accepted', succeeded: 'Agreed', rate: 'Rate', failed: 'Failed', amountFen: 'Amount', applied: 'Applied', ownInitiative: 'Own init.', referred: 'Referred', oral: 'Oral', written: 'Written', performed: 'Performed', confirmed: 'Confirmed',
    complex: 'Complex', crimeCases: 'Crimes prev. / people', crimePeople: 'People', petitionCases: 'Petitions prev. / people', petitionPeople: 'People', overdue: 'Overdue', medianDays: 'Median days'
  },
  open: 'In mediation',
  openOverdue: 'of them overdue',
  asOfToday: 'as of today',
  total: 'Total',
  all: 'All',
  empty: 'No case was accepted in these months',
  emptyHint: 'Choose other months, or all mediators.',
  sealedAmount: 'Amounts are sealed: mediators see them while the vault is open; others see bands.',
  sealed: 'Sealed',
  bands: 'Accepted cases by amount',
  organisations: 'Organisations (three cases or more)',
  noOrganisations: 'No organisation has three',
  fewest: 'Organisations with fewer than {n} are not listed.',
  chart: 'Over time',
  chartLabel: 'Bars of: {what}',
  charted: 'Shown in the chart',
  openRows: 'Open the cases of {what}',
  none: 'None'
};
