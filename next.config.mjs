import createNextIntlPlugin from "next-intl/plugin";

const withMessages = createNextIntlPlugin({
  requestConfig: "./lib/i18n/request.ts",
  // Messages are parsed at build: no request and no phone does it again, nor loads the parser.
  experimental: {
    messages: { path: "./lib/i18n/messages", format: "json", locales: "infer", precompile: true },
  },
});

/** For every answer. What a page may load stands in proxy.ts, because it changes per request. */
const headers = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=()" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
];

/** `no-referrer` would make browsers send `Origin: null` with form posts, which are refused. */
const referrerOfPages = { key: "Referrer-Policy", value: "same-origin" };

/** A header that stands here wins over a route's own, and files and launches have stricter ones. */
const pages = "/((?!api/|sign/[^/]+/(?:file|signed|certificate|launch)$).*)";

export default withMessages({
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  // Tests are checked by `npm test`; nobody who only starts the portal waits for that.
  typescript: { tsconfigPath: "tsconfig.build.json" },
  images: { unoptimized: true },
  // Browsers ask for it by themselves before a streamed page has named its icon.
  rewrites: async () => [{ source: "/favicon.ico", destination: "/icon.svg" }],
  // Where the page was before; people may have kept the address.
  redirects: async () => [
    { source: "/settings/jobs", destination: "/settings/system", permanent: false },
  ],
  headers: async () => [
    { source: "/:path*", headers },
    { source: pages, headers: [referrerOfPages] },
    ...["/sign/:path*", "/return/:path*"].map((source) => ({
      source,
      headers: [{ key: "X-Robots-Tag", value: "noindex, nofollow" }],
    })),
  ],
  serverExternalPackages: [
    "@libpdf/core",
    "@react-pdf/renderer",
    // pkijs and our own code must share one asn1js.
    "asn1js",
    "better-sqlite3",
    "bidi-js",
    "harfbuzzjs",
    "nodemailer",
    "pg",
    "pino",
    "pkijs",
  ],
  // The library comes in a file of its own; `load-pdfjs.ts` says why.
  turbopack: { resolveAlias: { "pdfjs-dist": "./components/pdf/pdfjs.ts" } },
  // In development Next prints the arguments of server actions, and passwords are among them.
  logging: { serverFunctions: false },
  experimental: { serverActions: { bodySizeLimit: "1mb" } },
});
