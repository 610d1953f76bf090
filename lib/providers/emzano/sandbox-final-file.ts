import type { Person, SandboxDocument } from "./sandbox-documents";
import type { Stamp } from "./sandbox-stamp";
import { countPages, stampPdf } from "./sandbox-stamp";
import type { Switches } from "./sandbox-switches";

/** The sent file with a stamp in every signer's box, on the pages and in the unit of the request. */
export function toFinalFile({ file, startPage, people }: SandboxDocument, switches: Switches) {
  const repeated = countPages(file) - startPage;
  const stamps = people.flatMap((person) => {
    const stamp = toStamp(person, switches);
    if (!stamp) return [];
    const pages = person.box?.repeatSignature ? repeated : 1;
    return Array.from({ length: pages }, (_, index) => ({ ...stamp, page: startPage + index }));
  });
  return stampPdf(file, stamps, switches.originBox);
}

function toStamp(person: Person, switches: Switches): Omit<Stamp, "page"> | undefined {
  const { box, role, order } = person;
  if (!box || role !== "signer") return undefined;
  const points = (pixels: number) => pixels / switches.unitsPerPoint;
  const [width, height] = switches.isWidthHeightSwapped
    ? [box.height, box.width]
    : [box.width, box.height];
  return {
    rect: { x: points(box.x), y: points(box.y), width: points(width), height: points(height) },
    label: `SIGNED ${order} ${box.digitalSignature ? "digital" : "ordinary"}`,
  };
}
