import { describe, expect, test } from "vitest";
import type { SendPlacement, SendRequest, Values } from "@/lib/provider-kit/contract";
import { testTools } from "@/lib/provider-kit/testing";
import { signzy } from ".";
import { stampVariables } from "./mapping-stamp";
import { bodyOf, challan, eStamp, reference, request, withOptions } from "./mapping-testing";
import { signerHeaderKeys, signzySettings } from "./settings";

const at = (
  page: number,
  also: Partial<SendPlacement> = {},
  recipientId = "r1",
): SendPlacement => ({
  id: `${recipientId} ${page} ${also.position ?? ""}`,
  recipientId,
  page,
  rect: { space: "pdf", x: 300.123, y: 400, width: 130, height: 70 },
  pageHeight: 842,
  ...also,
});
const signaturesOf = (placements: readonly SendPlacement[], settings: Values = {}) => {
  const [first] = bodyOf({ placements }, settings).signerdetail as readonly Values[];
  return first?.signatures;
};
/** `{ a: [{ b: 1 }] }` as `["a", "a.b"]`. */
function namesOf(value: unknown, above = ""): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((each) => namesOf(each, above)))];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value)
    .flatMap(([name, below]) => [`${above}${name}`, ...namesOf(below, `${above}${name}.`)])
    .sort();
}

/** All keys of §2 of the provider's reference, and those of its e-challan. */
const documented = [
  ...["allowSignerGenderMatch", "allowSignerYOBMatch", "callbackUrl"],
  ...["callbackUrlAuthorizationHeader", "contractExecuterName", "contractName", "contractTtl"],
  ...["eSignProvider", "emudhraCustomization", "emudhraCustomization.buttonColour"],
  ...["emudhraCustomization.headerColour", "emudhraCustomization.logoURL", "estamp"],
  ...["amount", "articleCode", "custmonDefacement", "firstPartyName", "location", "message"].map(
    (name) => `estamp.${name}`,
  ),
  ...["pageNo", "purposeOfStampDuty", "secondPartyName", "stampDutyPaidBy", "stateCode"].map(
    (name) => `estamp.${name}`,
  ),
  ...["estamp.type", "estamp.userReference", "failureRedirectUrl", "nameMatchThreshold", "pdf"],
  ...["persistAuthKey", "signerCallbackUrl", "signerCallbackUrlAuthorizationHeader"],
  "signerdetail",
  ...["signatureType", "signatures", "signerGender", "signerName", "signerYearOfBirth"].map(
    (name) => `signerdetail.${name}`,
  ),
  ...["height", "pageNo", "signaturePosition", "width", "xCoordinate", "yCoordinate"].map(
    (name) => `signerdetail.signatures.${name}`,
  ),
  ...["signerdetail.uidLastFourDigits", "successRedirectUrl"],
].sort();

const everything: Values = {
  ...challan,
  stampReference: "L-17",
  hasStampText: true,
  stampText: "Paid: {{amount}}",
  checksName: true,
  matchesYearOfBirth: true,
  matchesGender: true,
  logoUrl: "https://office.example/logo.png",
  headerColour: "#FF0000",
  buttonColour: "#00ff00",
  isProtected: true,
  lifetimeDays: 14,
};
const identified: SendRequest["recipients"] = request.recipients.map((one) => ({
  ...one,
  identity: {
    signature_type: "fingerprint",
    gender: "female",
    birth_year: "१९८७",
    id_last_four: "23 46",
  },
}));

describe("what goes out", () => {
  test("has every documented key, and no other", () => {
    const body = bodyOf(
      { ...withOptions(everything), recipients: identified },
      {
        executerName: "Office",
      },
    );
    expect(namesOf(body)).toEqual(documented);
    expect(body).toMatchObject({
      contractName: "Savings Account Opening Form · K7Q2X-4PDM9",
      contractExecuterName: "Office",
      contractTtl: 1_209_600_000,
      persistAuthKey: "Opens7",
      nameMatchThreshold: "0.90",
      allowSignerYOBMatch: true,
      allowSignerGenderMatch: true,
    });
    expect((body.signerdetail as readonly Values[])[0]).toMatchObject({
      signerName: "Mohit Kumar Sharma",
      signatureType: "AADHAARESIGN-FINGERPRINT",
      signerGender: "female",
      uidLastFourDigits: "2346",
      signerYearOfBirth: "1987",
    });
  });

  test("is short where nobody said anything; nothing is empty or null", () => {
    expect(bodyOf()).toEqual({
      pdf: Buffer.from("%PDF-1.7").toString("base64"),
      contractName: "Savings Account Opening Form · K7Q2X-4PDM9",
      successRedirectUrl: "https://muhr.example/success",
      failureRedirectUrl: "https://muhr.example/failure",
      callbackUrl: "https://muhr.example/callback",
      callbackUrlAuthorizationHeader: "heard",
      eSignProvider: "EMUDHRA",
      signerdetail: [
        {
          signerName: "Mohit Kumar Sharma",
          signatureType: "AADHAARESIGN-OTP",
          signatures: [
            {
              pageNo: [3],
              signaturePosition: ["CUSTOMIZE"],
              xCoordinate: [300],
              yCoordinate: [400],
              height: 70,
              width: 130,
            },
          ],
        },
        {
          signerName: "Asha Nair",
          signatureType: "AADHAARESIGN-FACEAUTH",
          signatures: [{ pageNo: [1], signaturePosition: ["BOTTOMLEFT"] }],
        },
      ],
      signerCallbackUrl: "https://muhr.example/signer-callback",
      signerCallbackUrlAuthorizationHeader: "signer-heard",
    });
  });

  test("a viewer is the portal's own, and the order is the one of the list", () => {
    const [first, second] = request.recipients;
    const recipients = [
      { ...second, position: 2 },
      { ...first, position: 1 },
      { ...first, id: "r0", position: 0, role: "viewer", name: "Reader" },
    ] as SendRequest["recipients"];
    const people = bodyOf({ recipients }).signerdetail as readonly Values[];
    expect(people.map(({ signerName }) => signerName)).toEqual(["Mohit Kumar Sharma", "Asha Nair"]);
  });

  test("milliseconds until the deadline are counted when it leaves", () => {
    const expiresAt = new Date("2026-11-27T00:00:00Z");
    expect(bodyOf({ expiresAt }).contractTtl).toBe(86_400_000);
    expect(bodyOf({ expiresAt: new Date("2026-11-01T00:00:00Z") }).contractTtl).toBe(1);
    expect(bodyOf({ ...withOptions({ lifetimeDays: 2 }), expiresAt }).contractTtl).toBe(
      172_800_000,
    );
  });

  test.each(signerHeaderKeys)("the secret for callbacks about people goes as %s alone", (key) => {
    const body = bodyOf({}, { signerHeaderKey: key });
    expect(body[key]).toBe("signer-heard");
    const spelled = Object.keys(body).filter((name) => /^signercallback.*header$/i.test(name));
    expect(spelled).toEqual([key]);
  });

  test("the file stands in the request, or is fetched by a link", () => {
    expect(bodyOf({}, { prefersLink: true }).pdf).toBe("https://muhr.example/printable.pdf");
  });

  test("the name of who sends is the envelope's own, else the connection's", () => {
    const named = withOptions({ executerName: "Branch" });
    expect(bodyOf(named, { executerName: "Office" }).contractExecuterName).toBe("Branch");
    expect(bodyOf({}, { executerName: "Office" }).contractExecuterName).toBe("Office");
    expect(bodyOf(withOptions({ executerName: "" }))).not.toHaveProperty("contractExecuterName");
  });

  test.each([
    [0.01, "0.01"],
    [0.9, "0.90"],
    [0.555, "0.56"],
    [1, "1.00"],
  ])("a threshold of %d is sent as %s", (nameMatchThreshold, text) => {
    const body = bodyOf(withOptions({ checksName: true, nameMatchThreshold }));
    expect(body.nameMatchThreshold).toBe(text);
    expect(body).not.toHaveProperty("allowSignerYOBMatch");
    expect(body).not.toHaveProperty("allowSignerGenderMatch");
  });

  test("year and gender are compared only beside the name", () => {
    const body = bodyOf(withOptions({ matchesYearOfBirth: true, matchesGender: true }));
    for (const name of ["nameMatchThreshold", "allowSignerYOBMatch", "allowSignerGenderMatch"])
      expect(body).not.toHaveProperty(name);
  });

  test("only eMudhra's pages get a logo and colours", () => {
    const branded = { logoUrl: "https://office.example/logo.png", headerColour: "#FF0000" };
    expect(bodyOf(withOptions(branded)).emudhraCustomization).toEqual({
      logoURL: "https://office.example/logo.png",
      headerColour: "#FF0000",
    });
    const other = bodyOf(withOptions({ ...branded, eSignProvider: "nsdl" }));
    expect(other).not.toHaveProperty("emudhraCustomization");
    expect(other.eSignProvider).toBe("nsdl");
  });

  test.each(["whole number", "234123412346", "12345", "198"])(
    "an identity that cannot be right is not sent: %s",
    (typed) => {
      const recipients = request.recipients.map((one) => ({
        ...one,
        identity: { id_last_four: typed, birth_year: typed, gender: typed },
      }));
      expect(JSON.stringify(bodyOf({ recipients }).signerdetail)).not.toContain(typed);
    },
  );
});

describe("boxes", () => {
  test("each box stands in an object of its own", () => {
    expect(signaturesOf([at(1), at(3)])).toEqual(
      [1, 3].map((page) => ({
        pageNo: [page],
        signaturePosition: ["CUSTOMIZE"],
        xCoordinate: [300.12],
        yCoordinate: [400],
        height: 70,
        width: 130,
      })),
    );
  });

  test("a named place stands once with its pages, and with All when it is on every page", () => {
    expect(
      signaturesOf([
        at(3, { position: "top_right" }),
        at(1, { position: "top_right" }),
        ...[1, 2, 3].map((page) => at(page, { position: "middle_center" })),
        at(2),
      ]),
    ).toEqual([
      { pageNo: [1, 3], signaturePosition: ["TOPRIGHT"] },
      { pageNo: ["All"], signaturePosition: ["MIDDLECENTER"] },
      expect.objectContaining({ pageNo: [2], signaturePosition: ["CUSTOMIZE"] }),
    ]);
  });

  test("nine places have the spelling without a hyphen", () => {
    const { positions } = signzy.capabilities.boxes;
    const sent = signaturesOf((positions?.names ?? []).map((position) => at(1, { position })));
    expect((sent as Values[]).map(({ signaturePosition }) => signaturePosition)).toEqual([
      ...[["TOPLEFT"], ["TOPCENTER"], ["TOPRIGHT"]],
      ...[["MIDDLELEFT"], ["MIDDLECENTER"], ["MIDDLERIGHT"]],
      ...[["BOTTOMLEFT"], ["BOTTOMCENTER"], ["BOTTOMRIGHT"]],
    ]);
  });

  test("are counted in the unit and from the corner that the connection says", () => {
    const settings = { unitsPerPoint: 2, origin: "upper_left" };
    expect(signaturesOf([at(1)], settings)).toMatchObject([
      { xCoordinate: [600.25], yCoordinate: [744], width: 260, height: 140 },
    ]);
    const { pageHeight: _, ...unknownPage } = at(1);
    expect(() => signaturesOf([unknownPage], settings)).toThrow("unknown page");
  });

  test("the calibration's box has the same numbers however the settings are", () => {
    for (const origin of ["lower_left", "upper_left"])
      for (const unitsPerPoint of [1, 4 / 3, 2]) {
        const settings = signzySettings.parse({ accessToken: "t", origin, unitsPerPoint });
        const [asSet] = signzy.calibrate?.(settings) ?? [];
        if (!asSet) throw new Error("Nothing to calibrate");
        expect(asSet.differences).toEqual([]);
        const { page, rect } = asSet;
        expect(signaturesOf([at(page, { rect })], { origin, unitsPerPoint })).toMatchObject([
          { xCoordinate: [300], yCoordinate: [600], width: 180, height: 90 },
        ]);
      }
  });

  test("every way to read the calibration's box has a place of its own on the page", () => {
    const landings = signzy.calibrate?.(signzySettings.parse({ accessToken: "t" })) ?? [];
    expect(landings.map(({ differences }) => differences)).toEqual([
      [],
      ["pixels"],
      ["fromAbove"],
      ["fromAbove", "pixels"],
    ]);
    for (const [index, { rect: one }] of landings.entries()) {
      expect(one.y).toBeGreaterThan(0);
      expect(one.y + one.height).toBeLessThan(842);
      for (const { rect: other } of landings.slice(index + 1))
        expect(one.y + one.height <= other.y || other.y + other.height <= one.y).toBe(true);
    }
  });
});

describe("a stamp", () => {
  const stampOf = (options: Values) => bodyOf(withOptions(options)).estamp;

  test("is asked for only when somebody wants one", () => {
    expect(bodyOf(withOptions({ ...challan, stamp: "none" }))).not.toHaveProperty("estamp");
  });

  test("an e-stamp has duty and price, and never an amount or a text", () => {
    const text = { hasStampText: true, stampText: "x" };
    expect(stampOf({ ...eStamp, ...text, stampPaidBy: "second" })).toEqual({
      type: "eStamp",
      stateCode: "KA",
      firstPartyName: "Signzy",
      secondPartyName: "Asha Nair",
      purposeOfStampDuty: "Lease",
      articleCode: "KA001",
      stampDutyPaidBy: "Asha Nair",
      stampDutyValue: "500",
      considerationPrice: "100000",
      location: "bottomLeft",
      pageNo: [1],
    });
  });

  test("an e-challan has an amount, and never a duty or a price", () => {
    expect(
      stampOf({ ...eStamp, ...challan, stampPlace: "middle_center", stampPages: "۱-۲" }),
    ).toEqual({
      type: "eChallan",
      stateCode: "KA",
      firstPartyName: "Signzy",
      secondPartyName: "Asha Nair",
      purposeOfStampDuty: "Lease",
      articleCode: "KA001",
      stampDutyPaidBy: "Signzy",
      amount: "1",
      location: "middleCenter",
      pageNo: [1, 2],
    });
  });

  test("a text goes only with the wish for it", () => {
    const stampText = stampVariables.map((name) => `{{${name}}}`).join(" ");
    expect(stampOf({ ...challan, stampText })).not.toHaveProperty("message");
    expect(stampOf({ ...challan, stampText, hasStampText: true })).toMatchObject({
      custmonDefacement: "true",
      message: stampText,
    });
  });
});

describe("where a person signs", () => {
  const launch = (position: number, name: string, signers = reference.signers) =>
    signzy
      .open(signzySettings.parse({ accessToken: "t" }), testTools())
      .launch?.({ ...reference, signers }, new URL("https://muhr.example/return"), {
        position,
        name,
      })?.href ?? null;
  const [mohit, asha] = reference.signers;

  test("is the address of that place and that name", () => {
    expect(launch(0, "Mohit Kumar Sharma")).toBe(mohit?.esignUrl);
    expect(launch(1, " asha nair ")).toBe(asha?.esignUrl);
  });

  test("is found by the name alone behind somebody whom only the portal knows", () => {
    expect(launch(2, "Asha Nair")).toBe(asha?.esignUrl);
    expect(launch(1, "Mohit Kumar Sharma")).toBe(mohit?.esignUrl);
  });

  test("is nowhere for a stranger, or between two of one name", () => {
    expect(launch(0, "Ravi")).toBeNull();
    const twins = reference.signers.map((one) => ({ ...one, name: "Asha Nair" }));
    expect(launch(1, "Asha Nair", twins)).toBe(asha?.esignUrl);
    expect(launch(2, "Asha Nair", twins)).toBeNull();
  });

  test.each(["javascript:alert(1)", "file:///etc/passwd", "nowhere", ""])(
    "is never %j",
    (esignUrl) => {
      const signers = reference.signers.map((one) => ({ ...one, esignUrl }));
      expect(launch(0, "Mohit Kumar Sharma", signers)).toBeNull();
    },
  );

  test("is not known of a contract of which only the number is", () => {
    const session = signzy.open(signzySettings.parse({ accessToken: "t" }), testTools());
    const back = new URL("https://muhr.example/return");
    const known = signzy.toReference(reference.contractId);
    expect(session.launch?.(known, back, { position: 0, name: "Asha Nair" })).toBeNull();
  });
});
