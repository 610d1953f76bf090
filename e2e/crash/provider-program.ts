import { requireKind } from "./kinds";

// A real sandbox in a process of its own: what it has seen and done outlives every portal.
const sandbox = await requireKind(process.argv[2]).openSandbox();
const { providerId, url, controlUrl, settings } = sandbox;
process.on("disconnect", () => process.exit());
process.send?.({ providerId, url, controlUrl, settings });
