import { calls } from './calls/router.ts';
import { peopleDemo } from './demo/people.ts';
import { organisations } from './organisations/router.ts';
import { exportPeopleJob } from './people/export.ts';
import { applyRosterJob } from './people/import/apply.ts';
import { badRowsJob, openRosterJob, previewRosterJob } from './people/import/jobs.ts';
import { people as peopleRouter } from './people/router.ts';
import { ownEntries } from './people/timeline.ts';

export const people = {
  router: { organisations, people: peopleRouter, calls },
  jobs: {
    exportPeople: exportPeopleJob,
    openRoster: openRosterJob,
    previewRoster: previewRosterJob,
    applyRoster: applyRosterJob,
    badRows: badRowsJob
  },
  timeline: { people: ownEntries },
  demo: { people: peopleDemo }
};
