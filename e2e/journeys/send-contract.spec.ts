import { writeFile } from "node:fs/promises";
import { makeContract } from "../fixtures/make-pdfs";
import {
  atDesk,
  dragBox,
  invite,
  join,
  linkOf,
  namePeople,
  onPhone,
  saveFile,
  send,
  setUp,
  signOnPhone,
  toReview,
  upload,
} from "../support/office";
import { startPortal } from "../support/portal";
import {
  checkStructure,
  distance,
  inkInside,
  signatureBoxes,
  validSignatures,
} from "../support/read-pdf";
import { expect, test } from "../support/test";

/** One page upright, one turned, one with a CropBox off the origin. */
const contract = makeContract({
  pages: [{}, { rotation: 90 }, { mediaBox: [-20, -30, 575, 812], cropBox: [30, 40, 500, 700] }],
});

for (const locale of ["en", "fa"] as const)
  test(`a contract goes out to two signers and a viewer and comes back signed (${locale})`, async ({
    browser,
  }) => {
    const portal = await startPortal();
    const admin = await atDesk(browser, portal.url, locale);
    await setUp(admin, portal.setupLink());
    const invitation = await invite(admin, "Rustam", "rustam@example.org");

    const staff = await atDesk(browser, portal.url, locale);
    await join(staff, invitation);
    await upload(staff, "Lease of flat 12.pdf", contract);
    const people = [
      { name: "سارا احمدی" },
      { name: "Ўктам Қодиров" },
      { name: "Reader", role: "viewer" as const },
    ];
    await namePeople(staff, "Lease of flat 12 · اجاره", people);
    const drawn = [
      await dragBox(staff, 0, 2, { x: 0.3, y: 0.7 }),
      await dragBox(staff, 1, 3, { x: 0.6, y: 0.8 }),
    ];
    await toReview(staff);
    await send(staff);

    const phone = await onPhone(browser, portal.url, locale);
    await signOnPhone(phone, await linkOf(staff, "سارا احمدی"), "drawn", "سارا احمدی");
    // The sender's screen follows without a reload: the next one's link appears by itself.
    await signOnPhone(phone, await linkOf(staff, "Ўктам Қодиров"), "typed", "Ўктам Қодиров");
    await expect(staff.page.getByText(staff.words.status.envelope.completed).first()).toBeVisible();

    const signed = await saveFile(staff, staff.words.envelope.fileSigned);
    expect(validSignatures(signed)).toBe(2);
    checkStructure(signed);
    expect(signed.subarray(0, contract.length).equals(contract)).toBe(true);
    const boxes = await signatureBoxes(signed);
    expect(boxes).toHaveLength(2);
    for (const [index, box] of boxes.entries()) {
      const wanted = drawn[index];
      if (!wanted) throw new Error("more boxes than were drawn");
      expect(box.page).toBe(wanted.page);
      expect(distance(wanted, box)).toBeLessThan(1);
      expect(inkInside(signed, wanted)).toBeGreaterThan(inkInside(contract, wanted) + 30);
    }
    const certificate = await saveFile(staff, staff.words.envelope.fileCertificate);
    expect(validSignatures(certificate)).toBe(1);
    checkStructure(certificate);
    // To be looked at by a person.
    await writeFile(test.info().outputPath("signed.pdf"), signed);
    await writeFile(test.info().outputPath("certificate.pdf"), certificate);
    await staff.page.screenshot({ path: test.info().outputPath("envelope.png") });
    await portal.remove();
  });
