import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DEMO_FIELDS, demoRoster } from '../electron/service/people/demo/roster.ts';
import { writeWorkbook } from '../electron/service/core/documents/excel.ts';
import { FIELD_WORDS } from '../electron/service/people/people/labels.ts';

// Writes resources/demo/roster.xlsx, with the same bytes every time. Run it after changing electron/service/people/demo/roster.ts.
const file = resolve(import.meta.dirname, '../resources/demo/roster.xlsx');

// A fixed day, so that the file changes only when its people do.
const day = Date.UTC(2026, 10, 1);
const bytes = await writeWorkbook(
  [
    {
      name: '花名册',
      title: '示范园区工友花名册（演示数据，均为虚构）',
      columns: DEMO_FIELDS.map((field) => ({ header: FIELD_WORDS[field][0], width: field === 'documentNumber' ? 22 : 16 })),
      rows: demoRoster().map((row) => DEMO_FIELDS.map((field) => row[field]))
    }
  ],
  day
);
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, bytes);
console.log(`resources/demo/roster.xlsx: ${demoRoster().length} people`);
