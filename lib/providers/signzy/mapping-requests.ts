import type { BoxScale } from "@/lib/placements/provider-rect";
import type { PdfRect } from "@/lib/placements/schema";
import type {
  CallMark,
  SendPlacement,
  SendRecipient,
  SendRequest,
  Values,
} from "@/lib/provider-kit/contract";
import { formats } from "@/lib/recipients/formats";
import type { BoxPosition } from "@/lib/vocabulary/capabilities";
import type { AttemptInsert } from "@/lib/vocabulary/delivery";
import { toStamp } from "./mapping-stamp";
import type { SignzyOptions } from "./options";
import { signzyOptions } from "./options";
import type { SignzySettings } from "./settings";
import type { Reference, SignerHandle } from "./wire";

export const signatureTypes = {
  otp: "AADHAARESIGN-OTP",
  fingerprint: "AADHAARESIGN-FINGERPRINT",
  face: "AADHAARESIGN-FACEAUTH",
} as const;
const genders = ["male", "female", "transgender"];

const mark = (insert: "document_base64" | AttemptInsert): CallMark => ({ insert });
const day = 86_400_000;

/** There is no other place for our reference code that comes back. */
const toTitle = ({ title, referenceCode }: SendRequest): string => `${title} · ${referenceCode}`;

/** Whom the provider serves, in the order in which it is told of them. */
export const signersOf = <Person extends Pick<SendRecipient, "role" | "position">>(
  recipients: readonly Person[],
): Person[] =>
  recipients
    .filter(({ role }) => role === "signer")
    .toSorted((one, other) => one.position - other.position);

/** The body of `contract/initiate`: only documented keys, and none without a value. */
export function toInitiate(request: SendRequest, settings: SignzySettings): Values {
  if (!request.document) throw new Error("A contract without a document");
  const { pageCount } = request.document;
  const options = signzyOptions.parse(request.options);
  const stamp = toStamp(options, pageCount);
  return withoutGaps({
    pdf: mark(settings.prefersLink ? "printable_url" : "document_base64"),
    persistAuthKey: options.isProtected ? mark("file_password") : undefined,
    contractName: toTitle(request),
    contractExecuterName: options.executerName || settings.executerName,
    successRedirectUrl: mark("success_url"),
    failureRedirectUrl: mark("failure_url"),
    contractTtl: toLifetime(request, options),
    callbackUrl: mark("callback_url"),
    callbackUrlAuthorizationHeader: mark("callback_secret"),
    ...toBranding(options),
    signerdetail: signersOf(request.recipients).map((person) =>
      withoutGaps({
        signerName: person.name,
        signatureType: signatureTypeOf(person),
        signerGender: genders.find((gender) => gender === person.identity.gender),
        uidLastFourDigits: normalised("aadhaar_last_four", person.identity.id_last_four),
        signerYearOfBirth: normalised("birth_year", person.identity.birth_year),
        signatures: toSignatures(
          request.placements.filter(({ recipientId }) => recipientId === person.id),
          pageCount,
          settings,
        ),
      }),
    ),
    estamp: stamp && withoutGaps(stamp),
    signerCallbackUrl: mark("signer_callback_url"),
    [settings.signerHeaderKey]: mark("signer_callback_secret"),
    ...toMatching(options),
  });
}

function signatureTypeOf({ identity }: Pick<SendRecipient, "identity">): string {
  const wanted = Object.entries(signatureTypes).find(([type]) => type === identity.signature_type);
  return wanted?.[1] ?? signatureTypes.otp;
}

/** Milliseconds. The envelope's deadline is a moment, so they are counted when the call leaves. */
function toLifetime(
  { expiresAt }: SendRequest,
  { lifetimeDays }: SignzyOptions,
): CallMark | number | undefined {
  if (lifetimeDays !== undefined) return Math.round(lifetimeDays * day);
  return expiresAt ? { insert: "milliseconds_until", at: expiresAt.toISOString() } : undefined;
}

function toBranding({ eSignProvider, ...options }: SignzyOptions): Values {
  if (eSignProvider === "nsdl") return { eSignProvider: "nsdl" };
  const customization = withoutGaps({
    logoURL: options.logoUrl,
    headerColour: options.headerColour,
    buttonColour: options.buttonColour,
  });
  return {
    eSignProvider: "EMUDHRA",
    emudhraCustomization: Object.keys(customization).length > 0 ? customization : undefined,
  };
}

/** The other two count only beside a threshold. */
function toMatching({ checksName, nameMatchThreshold, ...options }: SignzyOptions): Values {
  if (!checksName) return {};
  return {
    nameMatchThreshold: nameMatchThreshold.toFixed(2),
    allowSignerYOBMatch: options.matchesYearOfBirth || undefined,
    allowSignerGenderMatch: options.matchesGender || undefined,
  };
}

const toSpelling = (position: BoxPosition): string => position.replace("_", "").toUpperCase();

/** The named places first, each once with all its pages; then every box by itself. */
function toSignatures(
  placements: readonly SendPlacement[],
  pageCount: number,
  settings: SignzySettings,
): Values[] {
  const pagesAt = new Map<BoxPosition, Set<number>>();
  for (const { position, page } of placements)
    if (position) pagesAt.set(position, (pagesAt.get(position) ?? new Set()).add(page));
  const named = [...pagesAt].map(([position, pages]) => ({
    pageNo: pages.size === pageCount ? ["All"] : [...pages].sort((one, other) => one - other),
    signaturePosition: [toSpelling(position)],
  }));
  return [
    ...named,
    ...placements.filter(({ position }) => !position).map((box) => toCustomBox(box, settings)),
  ];
}

export const toBoxScale = ({ unitsPerPoint, origin }: SignzySettings): BoxScale => ({
  unitsPerPoint,
  areSidesExchanged: false,
  origin,
});

function toCustomBox(
  { page, rect, pageHeight }: SendPlacement,
  { unitsPerPoint, origin }: SignzySettings,
): Values {
  const toUnits = (points: number) => Math.round(points * unitsPerPoint * 100) / 100;
  return {
    pageNo: [page],
    signaturePosition: ["CUSTOMIZE"],
    xCoordinate: [toUnits(rect.x)],
    yCoordinate: [toUnits(origin === "lower_left" ? rect.y : fromAbove(rect, pageHeight))],
    height: toUnits(rect.height),
    width: toUnits(rect.width),
  };
}

function fromAbove({ y, height }: PdfRect, pageHeight: number | undefined): number {
  if (pageHeight === undefined) throw new Error("A box is counted from above on an unknown page");
  return pageHeight - y - height;
}

/** What cannot be read is not sent: the review has refused it before. */
function normalised(
  format: "aadhaar_last_four" | "birth_year",
  typed: string | undefined,
): string | undefined {
  const verdict = typed ? formats[format](typed) : undefined;
  return verdict?.ok ? verdict.value : undefined;
}

const withoutGaps = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== ""),
  );

/**
 * Where one person signs: by place and name, else by a name that only one of them has. Null when
 * that cannot be said: whoever has the address signs with it.
 */
export function findLaunch(
  { signers = [] }: Reference,
  { position, name }: Pick<SendRecipient, "position" | "name">,
): URL | null {
  const isNamed = (signer: SignerHandle | undefined) =>
    signer?.name.trim().toLowerCase() === name.trim().toLowerCase();
  const here = signers[position];
  const named = signers.filter(isNamed);
  const found = here && isNamed(here) ? here : named.length === 1 ? named[0] : undefined;
  const url = URL.parse(found?.esignUrl ?? "");
  return url && /^https?:$/.test(url.protocol) ? url : null;
}
