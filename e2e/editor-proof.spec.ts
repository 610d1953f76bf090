import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { makeContract } from "./fixtures/make-pdfs";
import { allSaved, dragBy, savedBoxes } from "./support/boxes";
import type { Person } from "./support/office";
import { atDesk, namePeople, onPhone, setUp, signIn, upload } from "./support/office";
import { checkStructure, inkInside } from "./support/read-pdf";
import { expect, test } from "./support/test";
