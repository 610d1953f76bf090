import { methodNames } from "./sandbox-constants";
import type { CallbackLog, Signer, SignRequest } from "./sandbox-sign-requests";
import type { Switches } from "./sandbox-switches";

const tashkentMilliseconds = 5 * 60 * 60 * 1_000;

/** .NET prints seven digits of a second, of which JavaScript knows three. */
const toDigits = (time: Date) => `${time.toISOString().slice(0, -1)}0000`;
const inTashkent = (time: Date) => new Date(time.getTime() + tashkentMilliseconds);

function toTime(time: Date | null, { times }: Switches): string | null {
  if (time === null) return null;
  return {
    utc: `${toDigits(time)}Z`,
    offset: `${toDigits(inTashkent(time))}+05:00`,
    without_zone_utc: toDigits(time),
    without_zone_tashkent: toDigits(inTashkent(time)),
  }[times];
}

/** Times of the callback log are in UTC, by the document. */
const toLogTime = (time: Date | null, { times }: Switches) =>
  time && `${toDigits(time)}${times.startsWith("without_zone") ? "" : "Z"}`;

/** Of these the document says that they may be null. */
const nullable = ["documentIdAsString", "previewPrintableLink", "printableLinkExt"];

const withAbsent = <T extends object>(facts: T, { absent }: Switches): Partial<T> =>
  absent === "null"
    ? facts
    : (Object.fromEntries(
        Object.entries(facts).filter(([name, value]) => value !== null || nullable.includes(name)),
      ) as Partial<T>);

export const toUserAnswer = (
  { signature, docStatusId, ...user }: Signer,
  switches: Switches,
): object =>
  withAbsent(
    {
      id: user.id,
      userKey: user.userKey,
      userInfo: user.userInfo,
      userPhoneNumber: user.userPhoneNumber,
      userId: user.userId,
      isSigned: signature !== null,
      signPriority: user.signPriority,
      docStatusId,
      signedAt: toTime(signature?.at ?? null, switches),
      actionTypeId: signature?.action ?? null,
      signatureMethodId: signature?.method ?? null,
      signDetails: signature?.details ?? null,
      parentUserKey: user.parentUserKey,
    },
    switches,
  );

export const toMethodAnswers = ({ id, methods }: SignRequest) =>
  methods.map((method) => ({
    signRequestId: id,
    signatureMethodId: method,
    signatureMethodName: methodNames[method],
  }));

/** What Get says. */
export function toRequestAnswer(
  request: SignRequest,
  checkUrl: string,
  switches: Switches,
): object {
  const { users } = request;
  const signed = users.filter(({ signature }) => signature !== null).length;
  const counted = switches.counts === "late" ? Math.max(signed - 1, 0) : signed;
  return withAbsent(
    {
      id: request.id,
      secretKey: request.secretKey,
      title: request.title,
      tableId: request.tableId,
      documentId: request.documentId,
      documentIdAsString: request.documentIdAsString,
      documentType: request.documentType,
      signDataTypeId: request.signDataTypeId,
      signData: request.signData,
      signerUserCount: users.length,
      signedUserCount: counted,
      haveMoreSignUser: counted < users.length,
      previewPrintableLink: request.previewPrintableLink,
      printableLink: request.printableLink,
      printableLinkExt: request.printableLinkExt,
      organizationName: request.organizationName,
      organizationInn: request.organizationInn,
      isVisibleToOthers: request.isVisibleToOthers,
      smsInformed: request.smsInformed,
      ...(switches.checkLink === "given" && { signCheckUrl: checkUrl }),
      signRequestUsers: users.map((user) => toUserAnswer(user, switches)),
      signatureMethods: toMethodAnswers(request),
    },
    switches,
  );
}

/** An entry of GetCallbackLogs. */
export const toLogAnswer = ({ tries: _, ...log }: CallbackLog, switches: Switches): object => ({
  ...log,
  errorAt: toLogTime(log.errorAt, switches),
  successAt: toLogTime(log.successAt, switches),
});
