import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'

// The oldest runtime one build must run on. Without a target the output follows the newest
// Electron in package.json and an older runtime stops at its syntax.
const node = 'node20.18'
const chrome = 'chrome130'
const alias = { '@shared': resolve('src/shared'), '@protocol': resolve('src/protocol') }

export default defineConfig({
  main: {
    resolve: { alias },
    build: {
      target: node,
      sourcemap: true,
      rolldownOptions: {
        input: {
          index: resolve('src/main/index.ts'),
          media: resolve('src/media/index.ts'),
        },
        // Beside the entries, so that a path relative to the running file is the same everywhere.
        output: { chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    resolve: { alias },
    build: {
      target: node,
      // A sandboxed preload is one self-contained CommonJS file.
      externalizeDeps: false,
      rolldownOptions: {
        input: {
          index: resolve('src/preload/index.ts'),
          camera: resolve('src/simulator/camera-page/preload.ts'),
        },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src',
    resolve: { alias },
    plugins: [vue()],
    server: { host: '127.0.0.1' },
    worker: { format: 'es' },
    build: {
      target: chrome,
      outDir: resolve('out/renderer'),
      rolldownOptions: {
        input: {
          wall: resolve('src/renderer/index.html'),
          camera: resolve('src/simulator/camera-page/index.html'),
        },
      },
    },
  },
})
