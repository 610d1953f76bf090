const browsers = [
  ["Edge", /\bEdg(?:e|A|iOS)?\//],
  ["Opera", /\bOPR\//],
  ["Samsung Internet", /\bSamsungBrowser\//],
  ["Firefox", /\b(?:Firefox|FxiOS)\//],
  ["Chrome", /\b(?:Headless)?(?:Chrome|CriOS)\//],
  ["Safari", /\bSafari\//],
] as const;

const systems = [
  ["iPhone", /\biPhone\b/],
  ["iPad", /\biPad\b/],
  ["Android", /\bAndroid\b/],
  ["Windows", /\bWindows\b/],
  ["macOS", /\bMac OS X\b/],
  ["Linux", /\bLinux\b/],
] as const;

/** Enough of a user agent for a person to know their own browser; they are names, in any language. */
export function nameBrowser(
  userAgent: string | null,
): { browser: string; system: string } | undefined {
  const [browser] = browsers.find(([, pattern]) => pattern.test(userAgent ?? "")) ?? [];
  const [system] = systems.find(([, pattern]) => pattern.test(userAgent ?? "")) ?? [];
  return browser && system ? { browser, system } : undefined;
}
