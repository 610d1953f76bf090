import { enter } from "./runtime.mjs";

/** What `npm test`, which has half an hour, runs in part only. */
await enter(import.meta.url, async () => {
  const { requireBrowser, requireTools } = await import("./test-tools.mjs");
  const { runNode } = await import("./stages.mjs");
  requireTools();
  process.env.CHROMIUM_PATH = requireBrowser();
  const asked = process.argv.slice(2);
  const inPart = [
    ...["place-without-mouse", "editor-proof", "editor-rail", "editor-narrow"],
    ...["connections", "send-many", "send-template", "send-through-provider"],
  ];
  const all = ["e2e/whole/", "e2e/looks/", ...inPart];
  const chosen = asked.length > 0 ? asked : all;
  process.exit(
    await runNode(["node_modules/@playwright/test/cli.js", "test", ...chosen], {
      MUHR_WHOLE: "1",
      MUHR_LOOKS: "1",
    }),
  );
});
