import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const server = process.env["PARLEY_URL"] ?? "http://localhost:8080";

export default defineConfig(async ({ mode }) => {
  const faked = mode.startsWith("fake");
  const fake = faked ? [(await import("./e2e/fake/plugin.ts")).fakeApi({ accounts: mode === "fake-accounts" })] : [];
  const proxy = Object.fromEntries(["/api", "/openapi", "/v1"].map((prefix) => [prefix, { target: server }]));
  return {
    plugins: [react(), tailwindcss(), ...fake],
    resolve: {
      alias: {
        "@": path("./src"),
        // The original injects a <style> element, which a strict Content-Security-Policy refuses.
        "react-style-singleton": path("./src/shared/lib/styleSingleton.ts"),
      },
    },
    server: faked ? {} : { proxy },
    build: {
      target: "es2022",
      modulePreload: { polyfill: false },
      rolldownOptions: { input: { index: path("./index.html"), docs: path("./docs.html") } },
      // Only the API reference is larger, and nothing but /docs loads it.
      chunkSizeWarningLimit: 1600,
    },
    test: {
      environment: "jsdom",
      include: ["src/**/*.test.{ts,tsx}"],
      setupFiles: ["src/testing/setup.ts"],
      restoreMocks: true,
    },
  };
});
