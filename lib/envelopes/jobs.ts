import "server-only";
import { resumeDeliveries } from "@/lib/connections/retry-connection";
import type { BoundJob } from "@/lib/jobs/queue";
import { bindJob } from "@/lib/jobs/queue";
import { runCheckCallbacks } from "./check-callbacks";
import { completeEnvelope, runCompleteEnvelope } from "./complete-envelope";
import { mailCode, runMailCode } from "./confirm-code";
import { runDeliverEnvelope } from "./deliver-envelope";
import { expireEnvelope, runExpireEnvelope } from "./expire-envelope";
import { runSendNotice, sendNotice } from "./notify-people";
import { checkCallbacks } from "./plan-callback-check";
import { runReadBack } from "./read-back";
import { readBack } from "./request-read-back";
import { runResumeDeliveries } from "./resume-deliveries";
import { deliverEnvelope } from "./send-envelope";

export const envelopeJobs: readonly BoundJob[] = [
  bindJob(deliverEnvelope, runDeliverEnvelope),
  bindJob(resumeDeliveries, runResumeDeliveries),
  bindJob(readBack, runReadBack),
  bindJob(checkCallbacks, runCheckCallbacks),
  bindJob(completeEnvelope, runCompleteEnvelope),
  bindJob(expireEnvelope, runExpireEnvelope),
  bindJob(sendNotice, runSendNotice),
  bindJob(mailCode, runMailCode),
];
