import { enter } from "./runtime.mjs";

/** The placement editor's long loops, which `npm test` runs in a small part only. */
await enter(import.meta.url, async () => {
  const { requireBrowser, requireTools } = await import("./test-tools.mjs");
  const { runNode } = await import("./stages.mjs");
  requireTools();
  process.env.CHROMIUM_PATH = requireBrowser();
  const asked = process.argv.slice(2);
  // The last three in both languages, of which `npm test` walks one.
  const all = ["e2e/whole/", "e2e/looks/", "place-without-mouse", "editor-proof", "editor-rail"];
  const chosen = asked.length > 0 ? asked : all;
  process.exit(
    await runNode(["node_modules/@playwright/test/cli.js", "test", ...chosen], {
      MUHR_WHOLE: "1",
      MUHR_LOOKS: "1",
    }),
  );
});
