/** English texts that every page of mediation uses; the Chinese ones beside them have the same keys. */
export const en = {
  title: 'Mediation',
  short: 'Cases',
  tabs: { board: 'Board', cases: 'Cases', oral: 'Oral agreements', mediators: 'Mediators', figures: 'Figures', settings: 'Settings' },
  figuresEntry: 'Mediation figures',
  figuresShort: 'Cases',
  sealed: 'Sealed',
  sealedHint: 'Mediators only, kept encrypted; locks after {n} minutes without a key. Opening and printing are recorded.',
  comma: ', ',
  semicolon: '; ',
  yuan: '¥{n}',
  yuanUnit: 'yuan',
  noAmount: 'An amount, such as 12000 or 1,234.50',
  article: '{law} art. {n}',
  nobody: '(not given)',
  andOthers: '{name} and others ({n})',
  versus: '{applicant} v. {respondent}',
  daysLeft: '{what}: {n} days left',
  daysLeftOne: '{what}: {n} day left',
  daysOver: '{what}: {n} days over',
  daysOverOne: '{what}: {n} day over',
  dueToday: '{what}: due today',
  dueOn: 'Due {date}',
  conflict: '{name} and {party}: {ground}',
  conflictDetail: '{name} and {party}: {ground} ({detail})',
  conflictRefused: 'Nothing was saved; a mediator stands too near to a party: {conflicts}. Choose another mediator, or say why this one may stay.',
  refusedStep: '“{step}” was not taken: {problems}.',
  paperIncomplete: '“{paper}” lacks {n} entries. Fill them in, or export it as a draft.',
  states: {
    registered: 'Registered', reviewing: 'In review', refused: 'Not accepted', accepted: 'Accepted', informed: 'Informed', investigating: 'Investigating', mediating: 'In mediation',
    agreed: 'Agreed', signing: 'To be signed', effective: 'In effect', performing: 'Performing', performed: 'Performed', unperformed: 'Not performed', urged: 'Reminded',
    remedied: 'Told of remedies', terminated: 'Terminated', visited: 'Followed up', closed: 'Closed', archived: 'Archived'
  },
  steps: {
    review: 'Begin review', accept: 'Accept', refuse: 'Refuse', inform: 'Parties informed', investigate: 'Investigate', mediate: 'Mediate', extend: 'Extend the limit', agree: 'Agreement reached',
    to_sign: 'To be signed', effect: 'Agreement in effect', perform: 'Begin performance', fulfil: 'Fully performed', breach: 'Not performed', urge: 'Reminded', remedy: 'Told of remedies',
    resume: 'Resume performance', terminate: 'Terminate', visit: 'Followed up', close: 'Close the case', archive: 'Archive', back: 'Step back'
  },
  sideSteps: {
    confirm_apply: 'Apply for confirmation', confirm_accept: 'Court took it on', confirm_extend: 'Court takes ten days more', confirm_grant: 'Confirmed', confirm_reject: 'Confirmation refused', confirm_withdraw: 'Withdraw the application', escalate: 'Report escalation', settle_escalation: 'Escalation settled'
  },
  problems: {
    state: 'not possible from the present state', applicant: 'there is no applicant yet', respondent: 'there is no respondent yet', facts: 'the facts are not written down', demands: 'the demands are not written down', mediator: 'no mediator is named',
    conflict: 'a conflict of interest is undecided', check_sued: 'not checked: court or arbitration', check_refused: 'not checked: refused by a party', check_scope: 'not checked: within the scope', check_consent: 'not checked: consent of all',
    sued: 'a court or commission has it already', refused: 'a party refused mediation', out_of_scope: 'outside of what a committee mediates', no_consent: 'not all parties consent', limit_over: 'the limit is over', not_later: 'the new limit must be later',
    too_far: 'at most six months longer', both: 'both parties have to agree', round: 'there is no round on record', not_agreed: 'the last round brought no agreement', agreement: 'the agreement is not drawn up', items: 'the agreement has no items',
    oral: 'an oral agreement is not signed', not_oral: 'a written agreement has to be signed first', must_be_written: 'this dispute needs a written agreement', parties_sign: 'not all parties have signed', mediator_signs: 'the mediator has not signed', seal: 'the seal is missing',
    nothing_to_perform: 'nothing is left to perform', not_settled: 'something is still to be performed', nothing_overdue: 'nothing is overdue', reminder: 'there is no reminder on record', visit: 'there is no follow-up on record', escalation: 'the escalation is not settled',
    papers: 'papers are missing from the volume', confirmation_open: 'confirmation is undecided', paid: 'something was paid already', confirmed: 'confirmation was applied for or given', ground: 'choose a ground', about_status: 'agreements on status cannot be confirmed',
    not_in_effect: 'the agreement is not in effect', window_over: 'the time to apply is over', jointly: 'both parties have to apply', confirmer: 'choose who confirms', notice: 'the notice of rights and duties is not on record', date_order: 'the date lies before the case began', future: 'the date lies in the future'
  },
  grounds: { refused_by_party: 'Refused by a party', no_agreement: 'No agreement', limit_over: 'Limit over', withdrawn: 'Withdrawn', sued: 'Suit or arbitration', party_gone: 'Party dead or missing', out_of_scope: 'Out of scope', other: 'Other' },
  types: {
    family: 'Marriage and family', neighbours: 'Neighbours', housing: 'Housing', contract: 'Contract', business: 'Business', damages: 'Damages', land: 'Forest and land', expropriation: 'Expropriation', environment: 'Environment',
    labour: 'Labour', consumer: 'Consumer', medical: 'Medical', traffic: 'Road traffic', property: 'Property management', other: 'Other'
  },
  subtypes: { wages: 'Unpaid wages', injury: 'Work injury', dismissal: 'Dismissal', overtime: 'Overtime pay', insurance: 'Social insurance', lease: 'Lease', subcontract: 'Subcontracted labour', bodily: 'Personal injury', goods: 'Damage to property', noise: 'Noise', goods_quality: 'Quality of goods', fees: 'Management fees' },
  regimes: { general: 'General mediation', ningbo: 'Ningbo mediation', labour: 'Labour disputes' },
  places: { ningbo: 'Ningbo', elsewhere: 'Elsewhere' },
  sources: { application: 'Application', own_initiative: 'Own initiative', police: 'Police', court: 'Court', appointed: 'Appointed', other_referral: 'Other referral' },
  applicationForms: { oral: 'Oral', written: 'Written' },
  risks: { none: 'None', watch: 'Watch', high: 'High' },
  deadlines: { acceptance: 'Acceptance', limit: 'Mediation limit', signing: 'Signing', confirmation: 'Apply for confirmation', court_acceptance: 'Court’s acceptance', decision: 'Court’s decision', instalment: 'Instalment {n}', visit: 'Follow-up {n}' },
  colours: { red: 'Over', amber: 'Soon', green: 'In time' },
  laws: {
    mediation: 'People’s Mediation Law', provisions: 'Mediation Work Provisions', ningbo: 'Ningbo Mediation Regulation', labour: 'Labour Mediation and Arbitration Law', zhejiang_labour: 'Zhejiang Labour Disputes Regulation',
    enterprise: 'Enterprise Labour Mediation Provisions', procedure: 'Civil Procedure Law', civil_code: 'Civil Code', confirmation: 'Fa Shi [2011] No. 5', invited: 'Invited Mediation Provisions', station: 'Station’s own rule'
  },
  conflictGrounds: { same_person: 'is the party', family: 'family', same_organisation: 'same organisation', family_organisation: 'organisation of a relative', other_influence: 'other influence' },
  askedBy: { party: 'Party', mediator: 'Mediator', station: 'Station' },
  recusalOutcomes: { pending: 'Undecided', replaced: 'Replaced', kept: 'Stays' },
  sides: { applicant: 'Applicant', respondent: 'Respondent' },
  sexes: { male: 'Male', female: 'Female' },
  agentKinds: { lawyer: 'Lawyer', relative: 'Relative', colleague: 'Colleague', union: 'Union', other: 'Other' },
  powers: { general: 'General power', special: 'Special power' },
  how: { in_person: 'In person', post: 'Post', phone: 'Telephone', message: 'Message' },
  performedHow: { all: 'Performed', part: 'In part', none: 'Not performed', not_due: 'Not due yet' },
  roundResults: { continue: 'To be continued', agreed: 'Agreed', failed: 'No agreement' },
  recordKinds: { notice: 'Notice of rights and duties', investigation: 'Investigation', round: 'Round of mediation', visit: 'Follow-up', performance: 'Performance', reminder: 'Reminder', report: 'Closing report', note: 'Note' },
  evidenceKinds: {
    identity: 'Identity', contract: 'Contract', payslip: 'Payslips', attendance: 'Attendance', transfer: 'Transfers', photo: 'Photographs', recording: 'Recording', testimony: 'Testimony', expertise: 'Expert opinion',
    signed_paper: 'Scan of a signed paper', authority: 'Power of attorney', other: 'Other'
  },
  purposes: { round: 'Mediation', investigation: 'Investigation', signing: 'Signing', other: 'Other' },
  hearingStates: { planned: 'Planned', held: 'Held', suspended: 'Suspended by a closure', cancelled: 'Cancelled' },
  confirmations: { none: 'Not asked for', not_possible: 'Not possible', open: 'Can be asked for', over: 'Time is over', applied: 'Applied for', granted: 'Confirmed', rejected: 'Refused' },
  confirmers: { court: 'Court', arbitration: 'Labour arbitration commission' },
  escalations: { none: 'None', reported: 'Reported', settled: 'Settled' },
  instalments: { settled: 'Performed', overdue: 'Overdue', due: 'Due today', coming: 'To come' },
  outcomes: { refused: 'Not accepted', terminated: 'Terminated', oral: 'Oral agreement', written: 'Written agreement' },
  retentions: { short: 'Short', long: 'Long', permanent: 'For good' },
  bands: { none: 'No amount', to_10k: 'Below ¥10,000', to_50k: '¥10,000–50,000', to_100k: '¥50,000–100,000', to_500k: '¥100,000–500,000', to_1m: '¥500,000–1 million', over_1m: '¥1 million and more' },
  papers: {
    cover: 'Cover', index: 'Index', application: 'Application', referral_letter: 'Letter of referral', register: 'Acceptance register', rights_notice: 'Notice of rights and duties', identity: 'Proof of identity', authorisation: 'Power of attorney', investigation: 'Investigation record',
    evidence_list: 'List of evidence', mediation_record: 'Mediation record', agreement: 'Mediation agreement', oral_register: 'Oral agreement register', visit_record: 'Follow-up record', performance_proof: 'Proof of performance',
    confirmation_application: 'Application for confirmation', non_acceptance: 'Notice of non-acceptance', termination: 'Notice of termination', closing_report: 'Closing report', volume_note: 'Note on the volume', back_cover: 'Back cover'
  },
  paperStandings: { filed: 'In the volume', missing: 'Missing', bound: 'Made on binding', extra: 'Extra' },
  invalid: {
    parties: { too_many: 'At most 200 people on one side', representatives: 'At most five representatives on one side', signed: 'Somebody who has signed cannot be taken out' },
    subtypeId: { other_type: 'The sub-type belongs to another type' },
    appliedOn: { future: 'The application lies in the future' },
    at: { future: 'The time lies in the future' },
    instalmentId: { unknown: 'Choose the instalment' },
    instalments: { settled: 'An instalment that was performed cannot be taken out or made smaller' },
    form: { must_be_written: 'This dispute needs a written agreement' },
    mediatorIds: { none: 'Choose a mediator', not_mediator: 'One of them is no active mediator' },
    to: { order: 'The end must be later than the beginning', too_long: 'At most 24 hours' },
    accountId: { taken: 'This account belongs to another mediator', role: 'This account has no mediator’s role' },
    termTo: { order: 'The term ends before it begins' }
  }
};
