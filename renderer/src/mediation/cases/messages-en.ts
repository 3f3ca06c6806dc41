/** English texts of the cases; the Chinese ones beside them have the same keys. */
export const en = {
  new: 'New case',
  register: 'Register',
  registerAccept: 'Register and accept',
  checksClear: 'Nothing against it, all agree',
  registered: 'Registered; the review can begin',
  previous: 'Previous case', following: 'Next case', back: 'Back to cases',
  edit: 'Change the case',
  view: 'Shown',
  steps: 'Steps',
  unpublished: 'The days off of {year} are not published yet: working days are counted by ordinary weekends, and put right once they are imported.',
  paletteList: 'Mediation cases',
  mediator: 'Mediator',
  deadline: 'Deadline',
  noMediator: 'No mediator',
  unnumbered: 'No number yet',
  appliedOn: 'applied {date}',
  appliedFrom: 'Applied from',
  missingN: '{n} missing',
  searchHint: 'Party, number, anything written',
  found: '{n} found, {shown} shown',
  empty: 'There are no cases yet',
  emptyFilter: 'No case fits',
  clearFilter: 'Clear filters',
  shown: { open: 'Open', ended: 'Ended', all: 'All states' },
  columns: { what: 'Parties and number', state: 'State', due: 'Deadline', mediators: 'Mediators', amount: 'Amount' },
  tabs: { overview: 'Overview', parties: 'Parties', records: 'Records', evidence: 'Evidence', agreement: 'Agreement', after: 'Follow-up', volume: 'Volume' },
  accepted: 'Accepted as {number}',
  stepTaken: '{step}: now “{state}”',
  undoneReason: 'Undid “{step}”',
  employerWarning: '“{name}” has {n} wage case within 90 days; look out for wages owed to many. | “{name}” has {n} wage cases within 90 days; look out for wages owed to many.',
  employerCases: '“{name}” has {n} wage case within 90 days | “{name}” has {n} wage cases within 90 days',
  board: {
    whose: 'Whose cases', mine: 'Mine', all: 'All', clocks: 'Deadlines', employer: 'Wages: “{name}” has {n} wage case within 90 days. | Wages: “{name}” has {n} wage cases within 90 days.', caseN: 'Case {n}', notLinked: 'Your account is not linked to a mediator, so “Mine” stays empty.',
    empty: 'No case is open', emptyMine: 'You have no open case', emptyHint: 'Register one; the program works out when acceptance, mediation, performance and follow-up are due.', showAll: 'Show all cases', noneOfColour: 'None of these', more: '{n} more',
    hearings: 'Hearings of the coming week', noHearings: 'None planned', due: 'Performance and follow-ups due', noneDue: 'Nothing is due'
  },
  form: {
    kind: 'Dispute', story: 'Facts and demands', type: 'Type', subtype: 'Sub-type', source: 'Source', place: 'Arose in', referredBy: 'Referred by, and letter', referredHint: 'Court or office, and the number of its letter', appliedOn: 'Applied on',
    applicationForm: 'Application', amount: 'Amount', risk: 'Risk of escalation', riskNote: 'About the risk', complex: 'Grave, complex or difficult', facts: 'Facts', factsHint: 'When, where, about what, what happened, what is disputed', factsNeeded: 'Please write down the facts', demands: 'Demands',
    demandsHint: 'What the other side is to do or pay', rules: 'Rules and deadlines', rulesShort: 'Rules', checks: 'Before acceptance', mediators: 'Mediators', mediatorsHint: 'Choose mediators; the first leads', noMediators: 'No mediator is registered.'
  },
  checks: { sued: 'In court or arbitration, or decided there?', refused: 'Has a party refused mediation?', outOfScope: 'Outside of what may be mediated?', consent: 'Do all parties consent?' },
  regime: {
    why: { labour: 'labour disputes have rules of their own wherever they arise', ningbo: 'arose in Ningbo', general: 'general rules' },
    accept: 'Accepted or refused within {n} working day, by {date} | Accepted or refused within {n} working days, by {date}',
    limitLabour: 'Mediated within 15 days of the application, by {date}',
    limitMonth: 'Mediated within a month of acceptance, about {date}',
    extendLabour: 'Longer if both parties agree',
    extend: 'Longer if both parties agree; otherwise it ends',
    written: 'The agreement must be in writing',
    oral: 'The agreement may be oral; in writing if a party asks',
    confirm_court: 'Within {n} days of effect both may ask a court to confirm',
    confirm_arbitration: 'Within {n} days of effect both may ask the arbitration commission to confirm',
    breachLabour: 'If not performed: arbitration; for wages, medical costs and compensation a payment order',
    breach: 'If not performed: a suit in court'
  },
  party: {
    unnamed: '(no name yet)', kinds: { person: 'Person', organisation: 'Organisation' }, representativeShort: 'Representative', agentShort: 'Agent {name}', agentLine: 'Agent {name} ({kind}, {power})', remove: 'Remove {name}',
    none: { applicant: 'No applicant yet', respondent: 'No respondent yet' }, representativesHint: 'Many people may choose up to {most} representatives (now {n})', find: 'Find a person', organisation: 'Organisation', onlyHere: 'Person of this case', onlyHereOrganisation: 'Organisation of this case', list: 'Paste a list',
    noOrganisations: 'No organisation is registered', listHint: 'A line for each: name, ID number, telephone, trade, in any order', listAdd: 'Add {n}', name: { person: 'Name', organisation: 'Name' }, idNumber: 'ID number', creditCode: 'Credit code', legalRepresentative: 'Legal representative', sex: 'Sex',
    birthDate: 'Born', ethnicity: 'Ethnicity', occupation: 'Occupation', phone: 'Telephone', organisationOf: 'Employer', address: 'Address', representative: 'Representative of this side', agent: 'Has an agent', agentName: 'Agent’s name', agentKind: 'Agent is',
    power: 'Power', scope: 'Scope', scopeHint: 'Such as admitting, waiving or changing claims, settling', reveal: 'Take over ID number and mobile', revealHint: 'The audit log says that numbers were read, not whose.', about: 'About', edit: 'Change parties'
  },
  overview: {
    deadlines: 'Deadlines', noDeadlines: 'No clock is running', facts: 'Facts', acceptedOn: 'Accepted on', extendedTo: 'Extended to', keptUntil: 'kept until {date}', change: 'Change', leads: 'leads', firstLeads: 'The first leads.', timeline: 'Time line', next: 'What comes next', nothing: 'No step leads on from here',
    papers: 'Papers', sameEmployer: 'Wage cases of this employer'
  },
  events: {
    register: 'Registered', until: 'extended to {date}', evidence: 'Evidence “{title}” taken in', hearing: '{purpose} planned {time} ({state})', hearing_planned: 'Hearing planned', hearing_moved: 'Hearing changed', hearing_cancelled: 'Hearing cancelled', hearing_suspended: 'Hearing suspended, the zone is closed', hearing_restored: 'Hearing restored',
    recusal: 'Recusal: {outcome} ({ground})', paper_filed: '“{paper}” put into the volume', paper_unfiled: '“{paper}” taken out', removed: 'Removed: {what}', changed: 'Changed: {what}',
    things: { facts: 'facts', parties: 'parties', agreement: 'agreement', evidence: 'evidence', mediators: 'mediators', prevented: 'what was prevented' }
  },
  step: {
    ground: 'Ground', until: 'Extended to', bothAgree: 'Both parties agree', retention: 'Kept', archiveHint: 'Once archived, the case does not change any more.', confirmer: 'Confirmed by', jointly: 'Both parties apply together', office: 'Office', number: 'Number'
  },
  recusal: {
    ask: 'Recusal', decide: 'Decide', outcome: 'Decision', replacedBy: 'Replaced by', who: 'Who should step back', askedBy: 'Asked by', ground: 'Ground', decision: 'Reason of the decision', acceptHint: 'Why they may stay (kept in the case)', never: 'Nobody mediates their own dispute; choose another.'
  },
  record: {
    title: 'Notice, investigations, rounds', empty: 'Nothing is on record yet', emptyHint: 'Tell both sides their rights and duties first, then record investigations and each round.', write: { notice: 'Notice', investigation: 'Investigation', round: 'Round', note: 'Note', visit: 'Record a follow-up', report: 'Write the report' },
    saved: '{what} saved', everybody: 'all parties', place: 'Place', how: 'How', instalment: 'Instalment', paid: 'Performed', payHow: 'How', payHowHint: 'Such as bank transfer or cash', proof: 'Proof', whom: 'Whom', told: 'Told to', present: 'Parties present',
    questioned: 'Questioned', investigators: 'Investigators', namesHint: 'Several: commas between', matter: 'Matter', participants: 'Also present', recorder: 'Recorded by', visitor: 'Followed up by', visitAbout: 'About', performed: 'Performance', satisfaction: 'Satisfaction', suing: 'Signs of a suit', escalating: 'Signs of escalation', about: 'About',
    course: 'Course', result: 'Result', outcome: 'Result', roundResult: 'This round', openHearing: 'Held in public', content: { notice: 'Remarks', investigation: 'What was said', round: 'What was said', visit: 'What was found', performance: 'Remarks', reminder: 'What was said', note: 'Note' },
    noParties: 'Choose the parties', noContent: 'Please write down what was said', noResult: 'Please write down the result'
  },
  hearing: {
    title: 'Times and places', empty: 'Nothing is planned', plan: 'Plan a time', change: 'Change', cancel: 'Cancel it', write: 'Write it down', purpose: 'For', zone: 'Zone', noZone: 'No zone', taken: 'taken', moved: 'Changed', planned: 'Planned', seenAs: 'Others see “occupied” in the schedule, without names or matter.'
  },
  evidence: {
    title: 'Evidence', add: 'Add a file', describe: 'Describe without a file', edit: 'Change evidence', empty: 'No evidence yet', emptyHint: 'Drop a file here, or choose one; up to 50 MB each, kept encrypted with its checksum.', name: 'Name', kind: 'Kind', by: 'Handed in by', proves: 'Proves', file: 'File', pages: 'Pages', pagesN: '{n} pp.',
    original: 'Original', copy: 'Copy', noFile: 'No file', tooLarge: '“{name}” is over {max} MB and was not added. Make it smaller or split it.'
  },
  agreement: {
    title: 'Agreement', begin: 'Draw it up', none: 'No agreement yet. It is drawn up here once the parties agree.', draft: 'Being drawn up', effectiveOn: 'since {date}', form: 'Form', mustBeWritten: 'This dispute needs a written agreement', writtenRequested: 'A party asks for writing', onTheSpot: 'All performed on the spot', aboutStatus: 'About personal status',
    facts: 'Facts and what is disputed', items: 'What is agreed', itemN: 'Item {n}', addItem: 'Add an item', removeItem: 'Remove item {n}', way: 'How', place: 'Where', term: 'Until when', copies: 'Copies', instalments: 'Instalments', addInstalment: 'Add an instalment', divide: 'Divide among {n} applicants',
    sum: '{sum} in all, {of} claimed', dueOn: 'Date of instalment {n}', amountN: 'Amount of instalment {n}', whatN: 'Content of instalment {n}', whatHint: 'What (needed without an amount)', payer: 'From', payee: 'To', removeInstalment: 'Remove instalment {n}'
  },
  signing: {
    title: 'Signatures', all: 'All parties have signed', sign: 'Signed', sealIt: 'Sealed', open: 'Open', mediator: 'Mediator’s signature', seal: 'Committee’s seal', noSeal: 'The settings do not name the committee yet', howLabel: 'How {name} signed', how: { signature: 'signed', seal: 'sealed', thumb: 'thumb' }
  },
  ledger: { title: 'Performance', total: 'Owed', paid: 'Performed', rest: 'Open', none: 'The agreement has no instalments.', n: 'No.', what: 'Date and content', due: 'Owed', pay: 'Record', remind: 'Remind', reminded: 'reminded {n} time, last {at} | reminded {n} times, last {at}', over: '{n} day over | {n} days over' },
  after: {
    visits: 'Follow-ups', noVisits: 'No follow-up yet', noReport: 'No closing report yet', confirmation: 'Judicial confirmation', until: 'by {date}', appliedOn: 'applied {date}', acceptedOn: 'taken on {date}', decidedOn: 'decided {date}', escalation: 'Escalation', prevented: 'What mediation prevented',
    counts: { crimeCases: 'Crimes (cases)', crimePeople: 'Crimes (people)', petitionCases: 'Petitions (cases)', petitionPeople: 'Petitions (people)' }
  },
  volume: {
    redact: 'Without names', whole: 'Preview all', wholeDocx: 'All as Word (.zip)', wholeDocxHint: 'One Word file for each paper, each with pages of its own; index and cover name the pages of the whole PDF. Check them once you change a paper.', wholeTitle: 'Volume {number}', complete: 'Complete; it can be archived', bound: 'Complete and bound', incomplete: '{n} kind missing | {n} kinds missing', paper: 'Paper', entries: 'Entries', standing: 'In the volume', lacks: '{n} missing', full: 'Complete', filedPages: 'In, {n} pp.', notAsked: 'Not asked for',
    preview: 'Preview and print', file: 'Put in', fileAll: 'Put all signed in', fileAllSure: 'Is {n} paper signed and sealed as it must be, and in the volume? {papers}. Pages are counted as laid out and can be changed one by one. | Are these {n} papers signed and sealed as they must be, and in the volume? {papers}. Pages are counted as laid out and can be changed one by one.', filedAll: '{n} paper is in the volume | {n} papers are in the volume', unfile: 'Take out', pages: 'Pages', fileTitle: 'Put “{paper}” into the volume', fileHint: 'Once the signed paper lies in the volume, its pages are noted here; the index counts them.', filed: '“{paper}” is in the volume', unwritten: 'Not written yet'
  },
  missing: {
    title: '{paper}: entries missing', hint: 'Please fill in {n} entry before printing; it is saved in the case. | Please fill in {n} entries before printing; they are saved in the case.', go: 'Go there', draft: 'Preview as a draft', save: 'Save and preview',
    fields: {
      case: { facts: 'Facts', demands: 'Demands', acceptedOn: 'Date of acceptance', effectiveOn: 'Date of effect', ground: 'Ground', reason: 'Reason', applicant: 'Applicant', respondent: 'Respondent' },
      party: { sex: 'Sex', phone: 'Telephone', idNumber: 'ID number', address: 'Address', occupation: 'Occupation or legal representative', ethnicity: 'Ethnicity', organisation: 'Employer' },
      agent: { agents: 'Agent', idNumber: 'Agent’s ID number', scope: 'Scope of the power', phone: 'Agent’s telephone', organisation: 'Agent’s organisation' },
      record: { notice: 'Notice of rights and duties', report: 'Closing report', place: 'Place', questioned: 'Who was questioned', investigators: 'Investigators', recorder: 'Recorded by', content: 'What was said', matter: 'Matter', partyIds: 'Parties present', visitor: 'Followed up by', date: 'Date' },
      agreement: { items: 'What is agreed', facts: 'Facts and what is disputed', way: 'How', term: 'Until when', placeOfPerformance: 'Where' },
      evidence: { evidence: 'Evidence' },
      mediators: { mediators: 'Mediators' },
      settings: { committee: 'Name of the committee' },
      confirmation: { office: 'Who confirms', appliedOn: 'Date of the application' }
    }
  },
  oral: {
    register: 'Register of oral agreements', print: 'Print the register', empty: 'No oral agreement yet', emptyHint: 'Cases that end with an oral agreement stand here.', hint: 'An oral agreement has effect once it is reached; the register keeps what was agreed.', columns: { no: 'No.', number: 'Number', applicant: 'Applicant', respondent: 'Respondent', type: 'Type', amount: 'Amount', mediators: 'Mediators', state: 'State' }
  },
  remove: { title: 'Remove', sure: 'Remove “{what}”? Give a reason; the time line keeps it.' }
};
