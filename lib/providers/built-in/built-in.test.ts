import { testProvider } from "@/lib/provider-kit/contract-suite";
import { builtIn } from ".";

testProvider(builtIn, { settings: {}, accepted: { kind: "here" } });
