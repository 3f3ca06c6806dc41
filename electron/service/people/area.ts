import type { Station } from '../core/context.ts';
import { calls } from './calls/router.ts';
import { organisations } from './organisations/router.ts';
import { exportPeopleJob } from './people/export.ts';
import { applyRosterJob } from './people/import/apply.ts';
import { badRowsJob, openRosterJob, previewRosterJob } from './people/import/jobs.ts';
import { undoRosterJob } from './people/import/undo.ts';
import { people as peopleRouter } from './people/router.ts';
import { ownEntries } from './people/timeline.ts';

export const people = {
  router: { organisations, people: peopleRouter, calls },
  jobs: {
    exportPeople: exportPeopleJob,
    openRoster: openRosterJob,
    previewRoster: previewRosterJob,
    applyRoster: applyRosterJob,
    badRows: badRowsJob,
    undoRoster: undoRosterJob
  },
  timeline: { people: ownEntries },
  // Only the demonstration loads its data.
  demo: { people: { seed: async (station: Station) => (await import('./demo/people.ts')).seedPeople(station) } }
};
