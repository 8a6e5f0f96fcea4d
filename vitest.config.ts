import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

const alias = { '@shared': resolve('src/shared'), '@protocol': resolve('src/protocol') }

// Tests that play hours on a clock of their own need seconds of a processor that others use too.
const testTimeout = 20_000

export default defineConfig({
  test: {
    // Left to itself it keeps one processor free, which on two is half of them.
    maxWorkers: '100%',
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'node',
          environment: 'node',
          testTimeout,
          include: [
            'src/{main,media,preload,protocol,shared,simulator}/**/*.test.ts',
            'bench/**/*.test.ts',
            'scripts/**/*.test.mjs',
          ],
        },
      },
      {
        plugins: [vue()],
        resolve: { alias },
        test: {
          name: 'dom',
          environment: 'happy-dom',
          testTimeout,
          include: ['src/renderer/**/*.test.ts'],
        },
      },
    ],
  },
})
