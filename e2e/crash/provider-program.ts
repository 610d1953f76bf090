import { createEmzanoSandbox } from "@/lib/providers/emzano/sandbox";

// A real sandbox in a process of its own: what it has seen and done outlives every portal.
const { providerId, url, controlUrl, settings } = await createEmzanoSandbox({
  slowMilliseconds: 400,
});
process.on("disconnect", () => process.exit());
process.send?.({ providerId, url, controlUrl, settings });
