// The house plan. Arrows point down this list: never up, never sideways, never in a circle.
const floors = [
  ["app"],
  ["components"],
  ["lib/worker", "lib/sandbox"],
  ["lib/operations"],
  ["lib/envelopes"],
  ["lib/templates"],
  ["lib/connections"],
  ["lib/providers"],
  ["lib/signing"],
  ["lib/documents", "lib/callbacks"],
  ["lib/accounts"],
  ["lib/mail", "lib/audit", "lib/provider-kit"],
  ["lib/jobs", "lib/files", "lib/pdf"],
  ["db"],
  ["lib/kernel", "lib/vocabulary", "lib/policy", "lib/placements", "lib/recipients", "lib/i18n"],
];
const ground = "^lib/(kernel|vocabulary|policy|placements|recipients|i18n)/";
const serverOnlyGround =
  "^lib/kernel/(env|clock|log|redact|encryption|fault-injection|process-name)\\.ts$|^lib/i18n/request\\.ts$";
const test = "\\.(test|spec)\\.tsx?$";
const any = (rooms) => `^(${rooms.join("|")})/`;
const rule = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

const arrowsUp = floors
  .slice(1)
  .map((rooms, index) =>
    rule(
      `no-arrow-up-from-${rooms[0].replace("lib/", "")}`,
      "See the house plan at the top of this file.",
      { path: any(rooms), pathNot: test },
      { path: any(floors.slice(0, index + 1).flat()) },
    ),
  );

// The ground floor is exempt: placements may speak the words of vocabulary.
const arrowsSideways = floors
  .slice(0, -1)
  .filter((rooms) => rooms.length > 1)
  .map((rooms) =>
    rule(
      `no-arrow-sideways-on-${rooms[0].replace("lib/", "")}-floor`,
      "Rooms on one floor do not know each other.",
      { path: `^(${rooms.join("|")})/`, pathNot: test },
      { path: any(rooms), pathNot: "^$1/" },
    ),
  );

module.exports = {
  forbidden: [
    rule(
      "no-circles",
      "Two files that need each other are one file, or need a third below both.",
      {},
      { circular: true },
    ),
    ...arrowsUp,
    ...arrowsSideways,
    rule(
      "screens-have-no-database",
      "Routes reach data through loaders, actions and use cases; a screen never does.",
      { path: "^components/" },
      { path: "^db/|(^|/)node_modules/(drizzle-orm|better-sqlite3|pg)/" },
    ),
    rule(
      "pages-read-through-loaders",
      "The loader holds the session gate; a page that calls a query can forget it.",
      { path: "^app/.*(page|layout)\\.tsx$" },
      { path: "^db/|^lib/[^/]+/queries\\.ts$" },
    ),
    rule(
      "screens-use-shared-ground-only",
      "A browser bundle may use values from the ground, schemas and server actions. Types are free.",
      { path: "^components/", pathNot: test },
      {
        path: "^lib/",
        pathNot: [ground, "^lib/[^/]+/(actions|schema)\\.ts$"],
        dependencyTypesNot: ["type-only"],
      },
    ),
    rule(
      "ground-is-plain-typescript",
      "The ground carries no framework, no database, no server.",
      { path: ground, pathNot: [test, serverOnlyGround] },
      {
        path: "^db/|(^|/)node_modules/(next|next-auth|react|react-dom|drizzle-orm|better-sqlite3|pg|server-only|pino)/",
      },
    ),
    rule(
      "one-door-per-provider",
      "Nobody but the registry and the sandbox runner walks into a provider.",
      { pathNot: ["^lib/providers/", "^lib/sandbox/", test] },
      { path: "^lib/providers/[^/]+/" },
    ),
    rule(
      "registry-uses-the-door",
      "The registry imports providers, not their parts.",
      { path: "^lib/providers/registry\\.ts$" },
      { path: "^lib/providers/[^/]+/(?!index\\.ts$)" },
    ),
    rule(
      "providers-are-strangers",
      "One provider never imports another, nor the registry.",
      { path: "^lib/providers/([^/]+)/", pathNot: test },
      { path: "^lib/providers/", pathNot: "^lib/providers/$1/" },
    ),
    rule(
      "providers-know-no-portal",
      "A provider sees the kit, the ground and npm.",
      { path: "^lib/providers/[^/]+/", pathNot: test },
      {
        path: "^(db|lib|app|components)/",
        pathNot: [ground, "^lib/(provider-kit|providers)/"],
      },
    ),
    rule(
      "sandbox-is-a-second-reading",
      "A sandbox that shares our schemas agrees with our mistakes.",
      { path: "^lib/providers/([^/]+)/sandbox" },
      { path: "^lib/providers/$1/", pathNot: "^lib/providers/$1/(sandbox|fixtures)" },
    ),
    rule(
      "sandbox-never-ships",
      "Only the sandbox runner and tests start a sandbox.",
      {
        pathNot: [
          "^lib/sandbox/",
          "/(sandbox[^/]*|contract-suite[^/]*)\\.ts$",
          "[/-]testing\\.ts$",
          "^e2e/",
          test,
        ],
      },
      {
        path: "^lib/sandbox/|^lib/providers/[^/]+/sandbox|^lib/provider-kit/(sandbox|contract-suite)",
      },
    ),
    rule(
      "one-importer-of-pdf-libraries",
      "lib/pdf is the only room that knows which libraries read and write PDF and CMS.",
      { pathNot: ["^lib/pdf/", test, "^e2e/"] },
      { path: "(^|/)node_modules/(@libpdf/core|pkijs|asn1js|harfbuzzjs|bidi-js)/" },
    ),
    rule(
      "no-orphans",
      "A file nobody imports is a test, a Next.js entry, a runner's main, a script that browsers load as it stands, or dead.",
      {
        orphan: true,
        pathNot: [
          "(^|/)(page|layout|route|loading|error|not-found|global-error|icon|proxy|instrumentation|[^/]*main)\\.tsx?$",
          test,
          "\\.(config|setup|d)\\.(ts|mjs|cjs)$",
          "^components/.*\\.mjs$",
          "^e2e/",
        ],
      },
      {},
    ),
    rule(
      "no-test-in-code",
      "Code never imports a test or a fixture.",
      {
        pathNot: [
          test,
          "^e2e/",
          "/sandbox[^/]*\\.ts$",
          "/contract-suite[^/]*\\.ts$",
          "[/-]testing\\.ts$",
        ],
      },
      { path: [test, "^e2e/", "/fixtures/", "[/-]testing\\.ts$"] },
    ),
    rule(
      "nothing-unresolved",
      "An import that resolves to nothing is a typo or a missing dependency.",
      {},
      { couldNotResolve: true, pathNot: "^(node:|server-only$)" },
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|public|dist|data)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["react-server", "import", "types", "node", "default"],
    },
  },
};
