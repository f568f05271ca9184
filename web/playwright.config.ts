import { defineConfig } from "@playwright/test";

/** The servers under test, without and with accounts. Without either, the tests run against the fake API and the built page. */
const server = process.env["PARLEY_URL"];
const accountsServer = process.env["PARLEY_ACCOUNTS_URL"];
const real = server !== undefined || accountsServer !== undefined;
const fake = { page: 4173, accounts: 4174 };

const projects = [
  { name: "page", testIgnore: /accounts\//, baseURL: real ? server : `http://localhost:${fake.page}` },
  { name: "accounts", testMatch: /accounts\/.*\.spec\.ts/, baseURL: real ? accountsServer : `http://localhost:${fake.accounts}`, dependencies: ["first-owner"] },
  { name: "first-owner", testMatch: /accounts\/owner\.setup\.ts/, baseURL: real ? accountsServer : `http://localhost:${fake.accounts}` },
];

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
  projects: projects.flatMap(({ baseURL, ...project }) => (baseURL ? [{ ...project, use: { baseURL } }] : [])),
  use: {
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    // Recording costs a third of the time, and a failure leaves the page as it was anyway.
    trace: process.env["PARLEY_TRACE"] ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
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
  ...(real
    ? {}
    : {
        webServer: [
          {
            command: `npm run build && npm run preview:fake -- --port ${fake.page} --strictPort`,
            url: `http://localhost:${fake.page}/api/v1/health`,
            reuseExistingServer: true,
          },
          {
            // Serves what the other has built.
            command: `until curl -fs -o /dev/null http://localhost:${fake.page}/api/v1/health; do sleep 1; done; npm run preview:accounts -- --port ${fake.accounts} --strictPort`,
            url: `http://localhost:${fake.accounts}/api/v1/health`,
            reuseExistingServer: true,
          },
        ],
      }),
});
