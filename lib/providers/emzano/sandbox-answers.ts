import type { Item, SandboxDocument } from "./sandbox-documents";
import { findTurn, personStates, personTimes, roles } from "./sandbox-documents";
import type { Switches } from "./sandbox-switches";

export const stateNumber = (document: SandboxDocument, switches: Switches): number =>
  ({ running: switches.runningState, signed: 3, rejected: 4, expired: 5 })[document.state];

/** A document's states as the callback has them. */
export const stateWords = {
  running: "InProgress",
  signed: "Signed",
  rejected: "Rejected",
  expired: "Expired",
};

/** .NET prints seven digits of a second, of which JavaScript knows three. */
function toTime(time: Date, { times }: Switches): string {
  const text = `${time.toISOString().slice(0, -1)}0000`;
  return times === "with_zone" ? `${text}+00:00` : text;
}

/** An entry for a time that may not have come yet. */
function timeEntry(name: string, time: Date | null | undefined, switches: Switches) {
  if (time) return [[name, toTime(time, switches)]];
  if (switches.unsetTimes === "missing") return [];
  return [[name, switches.unsetTimes === "null" ? null : "0001-01-01T00:00:00"]];
}

const toWord = (state: string) => `${state.charAt(0).toUpperCase()}${state.slice(1)}`;
const toData = (items: readonly Item[]) => items.map((item) => ({ ...item }));

function fileEntry(document: SandboxDocument, isWanted: boolean, switches: Switches) {
  const { absentFile, readsBeforeFile } = switches;
  const isSigned = document.state === "signed";
  if (isSigned && isWanted) document.readsWhenSigned += 1;
  const isEarly = isSigned && document.readsWhenSigned <= readsBeforeFile;
  const file = isSigned ? document.finalFile : document.file;
  if (isWanted && file && !isEarly) return { base64: file.toString("base64") };
  if (absentFile === "missing") return {};
  return { base64: absentFile === "null" ? null : "" };
}

/** What Get Document says. */
export function toDocumentAnswer(
  document: SandboxDocument,
  query: URLSearchParams,
  switches: Switches,
): unknown {
  const onlyDetail = query.get("onlyDetail")?.toLowerCase() === "true";
  const isFileWanted =
    switches.onlyDetail === "always" || onlyDetail === (switches.onlyDetail === "true-gives-file");
  const isWord = switches.states === "word";
  const facts = {
    ...fileEntry(document, isFileWanted, switches),
    state: isWord ? stateWords[document.state] : stateNumber(document, switches),
    created: toTime(document.created, switches),
    lastModified: toTime(document.lastModified, switches),
    title: document.title,
    ...Object.fromEntries(timeEntry("expiredAt", document.expiredAt, switches)),
  };
  if (query.get("returnStructure") !== "1") return facts;
  const turn = findTurn(document);
  return {
    ...facts,
    workflows: document.people.map((person) => ({
      id: person.id,
      nationalCode: person.nationalCode,
      order: person.order,
      role: roles.indexOf(person.role),
      contact: person.contact,
      isLegal: false,
      created: toTime(document.created, switches),
      lastModified: toTime(person.lastModified, switches),
      name: person.name,
      turn: person === turn,
      sent: person.state !== "unsent",
      state: isWord ? toWord(person.state) : personStates.indexOf(person.state),
      workflowFields: { data: toData(person.items) },
      title: person.title,
      isOptional: false,
      ...Object.fromEntries(
        personTimes.flatMap((name) => timeEntry(name, person.times[name], switches)),
      ),
    })),
    documentFields: {
      owner: { data: toData(document.ownerItems) },
      data: toData(document.items),
    },
  };
}
