import type { MessageFormatElement } from "@formatjs/icu-messageformat-parser";
import { parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { expect, test } from "vitest";
import { appErrorCodes } from "@/lib/kernel/errors";
import { formatProblems } from "@/lib/recipients/verdict";
import { roles } from "@/lib/vocabulary/account";
import { troubleCodes } from "@/lib/vocabulary/delivery";
import { envelopeStatuses, recipientRoles, recipientStatuses } from "@/lib/vocabulary/envelope";
import { defaultLocale, locales } from "./locales";
import { messagesFor } from "./messages";
import lastResort from "./messages/last-resort.json";

/** `{ a: { b: "x" } }` as `[["a.b", "x"]]`. */
function flatten(tree: object, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]) => {
    const here = path === "" ? key : `${path}.${key}`;
    return typeof value === "object" && value !== null
      ? flatten(value, here)
      : [[here, String(value)] satisfies [string, string]];
  });
}

function argumentsOf(elements: MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    switch (element.type) {
      case TYPE.literal:
      case TYPE.pound:
        return [];
      case TYPE.select:
      case TYPE.plural:
        return [
          element.value,
          ...Object.values(element.options).flatMap((option) => argumentsOf(option.value)),
        ];
      case TYPE.tag:
        return [`<${element.value}>`, ...argumentsOf(element.children)];
      default:
        return [element.value];
    }
  });
}
const shapeOf = (message: string) => [...new Set(argumentsOf(parse(message)))].sort();

const english = new Map(flatten(messagesFor(defaultLocale)));

test.each(locales)("%s has every message and no other", (locale) => {
  const keys = flatten(messagesFor(locale)).map(([key]) => key);
  expect(keys.toSorted()).toEqual([...english.keys()].toSorted());
  expect(Object.keys(lastResort)).toContain(locale);
});

test.each(locales)(
  "every message in %s is words, and takes the arguments of the English one",
  (locale) => {
    for (const [key, message] of flatten(messagesFor(locale))) {
      expect(message.trim(), key).not.toBe("");
      expect(shapeOf(message), key).toEqual(shapeOf(english.get(key) ?? ""));
    }
  },
);

test.each(locales)("nobody is shouted at in %s", (locale) => {
  for (const [key, message] of flatten(messagesFor(locale))) {
    expect(message, key).not.toMatch(/!|\bOops\b/i);
  }
});

test.each(locales)(
  "every error, trouble, problem, status and role has its words in %s",
  (locale) => {
    const messages = messagesFor(locale);
    expect(Object.keys(messages.errors)).toEqual(expect.arrayContaining([...appErrorCodes]));
    expect(Object.keys(messages.trouble).toSorted()).toEqual([...troubleCodes].toSorted());
    expect(Object.keys(messages.formatProblems).toSorted()).toEqual(formatProblems.toSorted());
    expect(Object.keys(messages.roles).toSorted()).toEqual([...roles].toSorted());
    expect(Object.keys(messages.recipientRoles).toSorted()).toEqual([...recipientRoles].toSorted());
    const { envelope, recipient } = messages.status;
    expect(Object.keys(envelope).toSorted()).toEqual([...envelopeStatuses].toSorted());
    expect(Object.keys(recipient).toSorted()).toEqual([...recipientStatuses].toSorted());
  },
);

test.each(locales)("rooms stand in order in the file of %s", (locale) => {
  const rooms = Object.keys(messagesFor(locale));
  expect(rooms).toEqual(rooms.toSorted());
});

test.each(locales)(
  "what Muhr signs itself is not told as handed to somebody else in %s",
  (locale) => {
    const { audit, review, envelope } = messagesFor(locale);
    const { created, send_requested, sending, requeued, sent, all_signed, completed } =
      audit.envelope;
    for (const sentence of [
      created,
      send_requested,
      sending,
      requeued,
      sent,
      all_signed,
      completed,
    ])
      expect(sentence.toLowerCase()).not.toContain(review.provider.toLowerCase());
    // What cannot be changed any more is corrected by the button of this name.
    expect(review.description).toContain(envelope.copy);
  },
);
