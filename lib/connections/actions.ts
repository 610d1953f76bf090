"use server";
import { guardedAction } from "@/lib/accounts/guarded-action";
import { checkConnection } from "./check-connection";
import { renewCallbackAddress } from "./renew-address";
import { retryConnection } from "./retry-connection";
import { saveConnection } from "./save-connection";
import {
  connectionInput,
  saveConnectionInput,
  switchConnectionInput,
  switchRehearsalInput,
} from "./schema";
import { switchConnection } from "./switch-connection";
import { switchRehearsal } from "./switch-rehearsal";

export const saveConnectionAction = guardedAction({
  permission: "connection.manage",
  input: saveConnectionInput,
  run: saveConnection,
});

export const switchConnectionAction = guardedAction({
  permission: "connection.manage",
  input: switchConnectionInput,
  run: switchConnection,
});

export const switchRehearsalAction = guardedAction({
  permission: "connection.manage",
  input: switchRehearsalInput,
  run: switchRehearsal,
});

export const renewCallbackAddressAction = guardedAction({
  permission: "connection.manage",
  input: connectionInput,
  run: renewCallbackAddress,
});

export const checkConnectionAction = guardedAction({
  permission: "connection.manage",
  input: connectionInput,
  run: checkConnection,
});

export const retryConnectionAction = guardedAction({
  permission: "connection.manage",
  input: connectionInput,
  run: retryConnection,
});
