import "server-only";
import { resumeDeliveries } from "@/lib/connections/retry-connection";
import type { BoundJob } from "@/lib/jobs/queue";
import { bindJob } from "@/lib/jobs/queue";
import { runCheckCallbacks } from "./check-callbacks";
import { completeEnvelope, runCompleteEnvelope } from "./complete-envelope";
import { mailCode, runMailCode } from "./confirm-code";
import { runDeliverEnvelope } from "./deliver-envelope";
import { runExpireEnvelope } from "./expire-envelope";
import { fillSearch, runFillSearch } from "./fill-search";
import { runSendNotice, sendNotice } from "./notify-people";
import { checkCallbacks } from "./plan-callback-check";
import { runReadBack } from "./read-back";
import { runRecogniseStranger } from "./recognise-stranger";
import { expireEnvelope } from "./request-expiry";
import { readBack } from "./request-read-back";
import { recogniseStranger } from "./request-recognition";
import { searchDocument } from "./request-search";
import { tellProvider } from "./request-telling";
import { runResumeDeliveries } from "./resume-deliveries";
import { runBulkBatch } from "./run-bulk";
import { runSearchDocument } from "./search-document";
import { deliverEnvelope } from "./send-envelope";
import { runBulk } from "./start-bulk";
import { runTellProvider } from "./tell-provider";

export const envelopeJobs: readonly BoundJob[] = [
  bindJob(deliverEnvelope, runDeliverEnvelope),
  bindJob(resumeDeliveries, runResumeDeliveries),
  bindJob(searchDocument, runSearchDocument),
  bindJob(readBack, runReadBack),
  bindJob(recogniseStranger, runRecogniseStranger),
  bindJob(checkCallbacks, runCheckCallbacks),
  bindJob(completeEnvelope, runCompleteEnvelope),
  bindJob(expireEnvelope, runExpireEnvelope),
  bindJob(tellProvider, runTellProvider),
  bindJob(sendNotice, runSendNotice),
  bindJob(mailCode, runMailCode),
  bindJob(fillSearch, runFillSearch),
  bindJob(runBulk, runBulkBatch),
];
