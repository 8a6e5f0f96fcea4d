import { defineConfig } from '@playwright/test'

/** For a build made by `npm run package -- --linux dir`; see `npm run e2e:packaged`. */
export default defineConfig({
  testMatch: 'packaged.ts',
  outputDir: '../test-results/packaged',
  timeout: 60_000,
  workers: 1,
  reporter: [['list']],
})
