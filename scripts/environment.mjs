import { findSecrets, requireSecrets } from "./secrets.mjs";
import { readSettings, requireDataFolder } from "./settings.mjs";

/**
 * Puts settings and secrets into this process's environment, in the one form that the portal,
 * its worker and their children read.
 * @param {"production" | "development"} mode
 */
export function prepareEnvironment(mode) {
  const settings = readSettings();
  requireDataFolder(settings.dataFolder);
  setEnvironment(settings, requireSecrets(settings), mode);
  return settings;
}

/** The same for a look at what is there: no folder and no secret is made. */
export function findEnvironment() {
  const settings = readSettings();
  setEnvironment(settings, findSecrets(settings), "production");
}

function setEnvironment(settings, { masterKey, sessionSecret }, mode) {
  Object.assign(process.env, {
    NODE_ENV: mode,
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(settings.port),
    PUBLIC_URL: settings.publicUrl,
    DATA_DIR: settings.dataFolder,
    MUHR_MASTER_KEY: masterKey,
    NEXTAUTH_SECRET: sessionSecret,
    NEXTAUTH_URL: settings.publicUrl,
  });
  // It would let a forged X-Forwarded-Host choose the address of sign-in links.
  delete process.env.AUTH_TRUST_HOST;
}
