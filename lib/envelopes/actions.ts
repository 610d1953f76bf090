"use server";
import { cookies } from "next/headers";
import { guardedAction, openAction } from "@/lib/accounts/guarded-action";
import { teamMemberInput } from "@/lib/accounts/schema";
import { connectionInput } from "@/lib/connections/schema";
import { adoptDocument } from "./adopt-document";
import { answerCalibration } from "./answer-calibration";
import { approveAsRecipient } from "./approve-as-recipient";
import { bringEnvelopes } from "./bring-envelopes";
import { cancelEnvelope } from "./cancel-envelope";
import { checkCallbacksNow } from "./check-callbacks";
import { chooseConnection } from "./choose-connection";
import { chooseTeam } from "./choose-team";
import { closeUnsent, confirmAbsence } from "./confirm-absence";
import { confirmCode, sendCode } from "./confirm-code";
import { copyEnvelope } from "./copy-envelope";
import { correctRecipient } from "./correct-recipient";
import { createEnvelope } from "./create-envelope";
import { createFromTemplate } from "./create-from-template";
import { declineAsRecipient } from "./decline-as-recipient";
import { deleteDraft } from "./delete-draft";
import { describeDownload } from "./describe-download";
import { extendEnvelope } from "./extend-envelope";
import { showPassword } from "./file-password";
import { forceCreate } from "./force-create";
import { handOverEnvelopes } from "./hand-over";
import { releaseHold } from "./hold-delivery";
import { issueLink } from "./issue-link";
import { judgeOptions } from "./judge-options";
import { markSeen } from "./mark-seen";
import { openCorrection } from "./open-correction";
import { planBulk } from "./plan-bulk";
import { prepareCalibration } from "./prepare-calibration";
import { followBulk } from "./read-bulk";
import { toRecipientKeys, visitCookieFor } from "./recipient-cookie";
import { refreshEnvelope } from "./refresh-envelope";
import { remindRecipient } from "./remind-recipient";
import { resendCorrected } from "./resend-corrected";
import { resyncDocuments } from "./resync-documents";
import { revokePrintable } from "./revoke-printable";
import { saveDraft } from "./save-draft";
import { savePlacements } from "./save-placements";
import { saveValues } from "./save-values";
import { deleteView, saveView } from "./saved-views";
import {
  adoptDocumentInput,
  answerCalibrationInput,
  approveInput,
  bulkRunInput,
  cancelEnvelopeInput,
  chooseConnectionInput,
  chooseTeamInput,
  confirmAbsenceInput,
  confirmCodeInput,
  correctRecipientInput,
  createEnvelopeInput,
  createFromTemplateInput,
  declineInput,
  downloadManyInput,
  envelopeIdInput,
  extendEnvelopeInput,
  forceCreateInput,
  handOverInput,
  judgeOptionsInput,
  linkInput,
  planBulkInput,
  recipientOfEnvelopeInput,
  releaseHoldInput,
  resendCorrectedInput,
  saveDraftInput,
  savedViewIdInput,
  savePlacementsInput,
  saveValuesInput,
  saveViewInput,
  sendEnvelopeInput,
  sendToManyInput,
  signInput,
} from "./schema";
import { searchAgain } from "./search-document";
import { sendEnvelope } from "./send-envelope";
import { sendToMany } from "./send-to-many";
import { showRequest } from "./show-request";
import { signAsRecipient } from "./sign-as-recipient";
import { startBulk } from "./start-bulk";

// For people of the office.

export const createEnvelopeAction = guardedAction({
  permission: "envelope.create",
  input: createEnvelopeInput,
  run: createEnvelope,
});
export const createFromTemplateAction = guardedAction({
  permission: "envelope.create",
  input: createFromTemplateInput,
  run: createFromTemplate,
});
export const chooseTeamAction = guardedAction({
  permission: "envelope.edit",
  input: chooseTeamInput,
  run: chooseTeam,
});

export const handOverEnvelopesAction = guardedAction({
  permission: "envelope.hand_over",
  input: handOverInput,
  run: handOverEnvelopes,
});
export const bringEnvelopesAction = guardedAction({
  permission: "team.manage",
  input: teamMemberInput,
  run: bringEnvelopes,
});
export const saveViewAction = guardedAction({
  permission: "envelope.list",
  input: saveViewInput,
  run: saveView,
});
export const deleteViewAction = guardedAction({
  permission: "envelope.list",
  input: savedViewIdInput,
  run: deleteView,
});
export const saveValuesAction = guardedAction({
  permission: "envelope.edit",
  input: saveValuesInput,
  run: saveValues,
});
export const saveDraftAction = guardedAction({
  permission: "envelope.edit",
  input: saveDraftInput,
  run: saveDraft,
});
export const judgeOptionsAction = guardedAction({
  permission: "envelope.edit",
  input: judgeOptionsInput,
  run: judgeOptions,
});
export const chooseConnectionAction = guardedAction({
  permission: "envelope.edit",
  input: chooseConnectionInput,
  run: chooseConnection,
});
export const refreshEnvelopeAction = guardedAction({
  permission: "envelope.refresh",
  input: envelopeIdInput,
  run: refreshEnvelope,
});
export const adoptDocumentAction = guardedAction({
  permission: "envelope.reconcile",
  input: adoptDocumentInput,
  run: adoptDocument,
});
export const confirmAbsenceAction = guardedAction({
  permission: "envelope.reconcile",
  input: confirmAbsenceInput,
  run: confirmAbsence,
});
export const searchAgainAction = guardedAction({
  permission: "envelope.reconcile",
  input: envelopeIdInput,
  run: searchAgain,
});
export const forceCreateAction = guardedAction({
  permission: "envelope.force_create",
  input: forceCreateInput,
  run: forceCreate,
});
export const closeUnsentAction = guardedAction({
  permission: "envelope.reconcile",
  input: envelopeIdInput,
  run: closeUnsent,
});
export const releaseHoldAction = guardedAction({
  permission: "delivery.release",
  input: releaseHoldInput,
  run: (actor, _, now) => releaseHold(actor, now),
});
export const savePlacementsAction = guardedAction({
  permission: "envelope.edit",
  input: savePlacementsInput,
  run: savePlacements,
});
export const sendEnvelopeAction = guardedAction({
  permission: "envelope.send",
  input: sendEnvelopeInput,
  run: sendEnvelope,
});
export const sendToManyAction = guardedAction({
  permission: "envelope.create",
  input: sendToManyInput,
  run: sendToMany,
});
export const deleteDraftAction = guardedAction({
  permission: "envelope.edit",
  input: envelopeIdInput,
  run: deleteDraft,
});
export const extendEnvelopeAction = guardedAction({
  permission: "envelope.extend",
  input: extendEnvelopeInput,
  run: extendEnvelope,
});
export const planBulkAction = guardedAction({
  permission: "envelope.list",
  input: planBulkInput,
  run: planBulk,
});
export const startBulkAction = guardedAction({
  permission: "envelope.list",
  input: bulkRunInput,
  run: startBulk,
});
export const followBulkAction = guardedAction({
  permission: "envelope.list",
  input: bulkRunInput,
  run: followBulk,
});
export const cancelEnvelopeAction = guardedAction({
  permission: "envelope.cancel",
  input: cancelEnvelopeInput,
  run: cancelEnvelope,
});
export const revokePrintableAction = guardedAction({
  permission: "envelope.reconcile",
  input: envelopeIdInput,
  run: revokePrintable,
});
export const showPasswordAction = guardedAction({
  permission: "envelope.download",
  input: envelopeIdInput,
  run: showPassword,
});
export const copyEnvelopeAction = guardedAction({
  permission: "envelope.copy",
  input: envelopeIdInput,
  run: copyEnvelope,
});
export const openCorrectionAction = guardedAction({
  permission: "envelope.correct",
  input: envelopeIdInput,
  run: openCorrection,
});
export const showRequestAction = guardedAction({
  permission: "envelope.correct",
  input: envelopeIdInput,
  run: showRequest,
});
export const correctRecipientAction = guardedAction({
  permission: "envelope.correct",
  input: correctRecipientInput,
  run: correctRecipient,
});
export const resendCorrectedAction = guardedAction({
  permission: "envelope.correct",
  input: resendCorrectedInput,
  run: resendCorrected,
});
export const issueLinkAction = guardedAction({
  permission: "envelope.issue_link",
  input: recipientOfEnvelopeInput,
  run: issueLink,
});
export const remindRecipientAction = guardedAction({
  permission: "envelope.remind",
  input: recipientOfEnvelopeInput,
  run: remindRecipient,
});
export const prepareCalibrationAction = guardedAction({
  permission: "connection.manage",
  input: connectionInput,
  run: prepareCalibration,
});
export const answerCalibrationAction = guardedAction({
  permission: "connection.manage",
  input: answerCalibrationInput,
  run: answerCalibration,
});
export const checkCallbacksAction = guardedAction({
  permission: "connection.manage",
  input: connectionInput,
  run: checkCallbacksNow,
});
export const resyncDocumentsAction = guardedAction({
  permission: "connection.manage",
  input: connectionInput,
  run: resyncDocuments,
});

export const describeDownloadAction = guardedAction({
  permission: "envelope.download",
  input: downloadManyInput,
  run: describeDownload,
});

// For recipients: the link's secret stands for the session.

export const markSeenAction = openAction({
  input: linkInput,
  run: async (visitor, { token }, now) => markSeen(await toRecipientKeys(token, visitor), now),
});
export const sendCodeAction = openAction({
  input: linkInput,
  run: async (visitor, { token }, now) => sendCode(await toRecipientKeys(token, visitor), now),
});
export const confirmCodeAction = openAction({
  input: confirmCodeInput,
  run: async (visitor, { token, code }, now) => {
    const { visitToken } = await confirmCode(await toRecipientKeys(token, visitor), code, now);
    (await cookies()).set(visitCookieFor(token, visitToken));
  },
});
export const signAction = openAction({
  input: signInput,
  run: async (visitor, { token, mark }, now) =>
    signAsRecipient(await toRecipientKeys(token, visitor), mark, now),
});
export const approveAction = openAction({
  input: approveInput,
  run: async (visitor, { token }, now) =>
    approveAsRecipient(await toRecipientKeys(token, visitor), now),
});
export const declineAction = openAction({
  input: declineInput,
  run: async (visitor, { token, reason }, now) =>
    declineAsRecipient(await toRecipientKeys(token, visitor), reason, now),
});
