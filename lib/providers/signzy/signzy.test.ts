import { testProvider } from "@/lib/provider-kit/contract-suite";
import { signzy } from ".";
import { exampleBody, typedSettings } from "./mapping-testing";

testProvider(signzy, {
  settings: typedSettings,
  accepted: { kind: "http", status: 200, headers: {}, body: exampleBody("created") },
});
