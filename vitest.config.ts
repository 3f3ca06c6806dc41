import { resolve } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

const root = import.meta.dirname;
const alias = { '@contract': resolve(root, 'electron/contract'), '@': resolve(root, 'renderer/src') };

export default defineConfig({
  resolve: { alias },
  test: {
    pool: 'forks',
    // Each file works on a database of its own; two at a time is what small CI machines bear.
    maxWorkers: 2,
    // Only what hangs is ended: a busy machine may take several times as long as an idle one.
    testTimeout: 90_000,
    hookTimeout: 90_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['tests/service/**/*.test.ts', 'tests/scripts/**/*.test.ts', 'tests/bench/**/*.test.ts']
        }
      },
      {
        extends: true,
        // Processes killed, power cut, disks full: each test starts dozens of programs.
        test: { name: 'faults', environment: 'node', include: ['tests/faults/**/*.test.ts'], testTimeout: 240_000 }
      },
      {
        plugins: [vue()],
        extends: true,
        test: {
          name: 'renderer',
          environment: 'happy-dom',
          setupFiles: ['tests/renderer/set-up.ts'],
          include: ['tests/renderer/**/*.test.ts']
        }
      }
    ]
  }
});
