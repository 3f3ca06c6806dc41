/** English texts of mediators and settings; the Chinese ones beside them have the same keys. */
export const en = {
  new: 'New mediator',
  empty: 'There are no mediators yet',
  emptyHint: 'Choose them from the people of the station, with qualification, term and account.',
  showInactive: 'Also those who have left',
  inactive: 'Has left',
  columns: { name: 'Name', kind: 'Position', certificate: 'Certificate', term: 'Term', account: 'Account', cases: 'Open' },
  kinds: { chair: 'Chair', full_time: 'Full-time', part_time: 'Part-time', invited: 'Invited' },
  terms: { none: 'No term given', running: 'In office', ending: 'Ends soon', over: 'Over' },
  committee: { law: 'The committee (People’s Mediation Law, Art. 8)', few: 'fewer than 3 members', many: 'more than 9 members', chair: 'one chair is wanted', woman: 'a woman is wanted among them' },
  filing: 'Filing of the studio',
  person: 'Person',
  certificateNumber: 'Number of the certificate',
  qualification: 'Qualification',
  threeYears: 'Three years',
  accountHint: 'Linked, “Mine” on the board shows their cases. Only accounts with the mediator’s role.',
  active: 'In office',
  ties: {
    title: 'Relatives and interests', hint: 'Every case’s parties are checked against them. Kept sealed; mediators only.', name: 'Name', relation: 'Relation', idNumber: 'ID number (optional)', organisation: 'Employer (optional)', nameN: 'Name {n}', relationN: 'Relation {n}', idNumberN: 'ID number {n}', organisationN: 'Employer {n}',
    remove: 'Remove {name}', add: 'Add', save: 'Save relations'
  },
  subtypes: { title: 'Sub-types', new: 'Name of a new sub-type', archive: 'Retire', restore: 'Restore' },
  settings: {
    save: 'Save settings', who: 'Who mediates', rules: 'Numbers and clocks', kind: 'The station is', kinds: { studio: 'Studio of a committee', committee: 'Committee' }, kindHint: 'A station is as a rule a studio that a town’s or sector’s committee has sent; papers bear that committee’s seal.', committee: 'Name of the committee, as on its seal', studio: 'Name of the studio', sealNumber: 'Number of the seal', foundedOn: 'Studio set up on', filedOn: 'Filed on', filedWith: 'Filed with', filedBefore: 'It cannot be filed before it was set up',
    address: 'Address', phone: 'Telephone', court: 'Court for confirmation', arbitration: 'Arbitration commission', numberTemplate: 'Case numbers', templateHint: '{year} is the year, {n} counts from 1 each year, without gaps.', next: 'Next number: {number}.', templateProblems: { year: '{\'{year}\'} must stand in it once', counter: '{\'{n}\'} must stand in it once', brace: 'Only year and n in braces' },
    acceptWorkdays: 'Acceptance (working days)', amberDays: 'Warn days ahead', retentionShortYears: 'Short retention (years)', retentionLongYears: 'Long retention (years)', visitDays: 'Follow-ups, days after effect', visitHint: 'Such as 7, 30', templates: 'Templates of papers', templatesHint: 'Save a template, change it in Word and take it in again; leave the fields in braces as they are.'
  }
};
