import { resolve } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'electron-vite';
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers';
import components from 'unplugin-vue-components/vite';
import { pureContract } from './scripts/pure-contract.ts';
import { readList } from './scripts/read-list.ts';

const root = import.meta.dirname;

// One build runs on the shipped Electron and on the older one used where only an npm registry is reachable
// (scripts/electron-runtime.ts), hence the old targets.
export default defineConfig({
  main: {
    build: {
      target: 'node18',
      externalizeDeps: { include: ['better-sqlite3', 'electron-log'] },
      rolldownOptions: {
        input: {
          index: resolve(root, 'electron/main/index.ts'),
          service: resolve(root, 'electron/service/index.ts'),
          worker: resolve(root, 'electron/service/worker.ts')
        },
        external: ['better-sqlite3', /^electron-log/],
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' }
      }
    }
  },
  preload: {
    build: {
      target: 'node18',
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: resolve(root, 'electron/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' }
      }
    }
  },
  renderer: {
    root: resolve(root, 'renderer'),
    resolve: {
      alias: { '@contract': resolve(root, 'electron/contract'), '@': resolve(root, 'renderer/src') }
    },
    // Element Plus by the component: what a window begins with is compiled anew at every start.
    plugins: [
      vue(),
      readList(resolve(root, 'renderer/src')),
      pureContract(resolve(root, 'electron/contract')),
      components({ dirs: [], dts: false, resolvers: [ElementPlusResolver({ importStyle: false })] })
    ],
    build: {
      target: 'chrome114',
      outDir: resolve(root, 'out/renderer'),
      minify: true,
      rolldownOptions: {
        input: { index: resolve(root, 'renderer/index.html') },
        output: {
          // One script to start with: two dozen small ones would each have to be asked of main.
          codeSplitting: { groups: [{ name: 'start', tags: ['$initial'] }] }
        }
      }
    }
  }
});
