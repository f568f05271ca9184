import { defineConfig } from "@playwright/test";

/** The server under test. Without one, the tests run against the fake API and the built page. */
const server = process.env["PARLEY_URL"];
const fakePort = 4173;

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: !!process.env["CI"],
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    baseURL: server ?? `http://localhost:${fakePort}`,
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env["PLAYWRIGHT_CHROMIUM"] ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  ...(server
    ? {}
    : {
        webServer: {
          command: `npm run build && npm run preview:fake -- --port ${fakePort} --strictPort`,
          url: `http://localhost:${fakePort}/api/v1/health`,
          reuseExistingServer: true,
        },
      }),
});
