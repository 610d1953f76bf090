import type { formatsFor } from "./formats";
import type { Locale } from "./locales";
import type { Messages } from "./messages";

// A message that does not exist becomes a type error: next-intl.dev/docs/workflows/typescript.
declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
    Formats: ReturnType<typeof formatsFor>;
  }
}
