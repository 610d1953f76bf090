/** What a message of an eChallan may name in double braces. */
export const variables = [
  "challanNo",
  "challanDate",
  "stateCode",
  "firstParty",
  "articleCode",
  "amount",
  "secondPartyName",
  "purposeOfStampDuty",
  "stampDutyPaidBy",
] as const;
export type Variable = (typeof variables)[number];

const isVariable = (name: string): name is Variable =>
  (variables as readonly string[]).includes(name);

export const findUnknownVariables = (message: string): string[] =>
  [...message.matchAll(/\{\{(.*?)\}\}/g)].flatMap(([, name = ""]) =>
    isVariable(name) ? [] : [name],
  );

/** What is not on the list stays as it stands. */
export const fillVariables = (
  message: string,
  values: Readonly<Record<Variable, string>>,
): string =>
  message.replace(/\{\{(.*?)\}\}/g, (whole, name: string) =>
    isVariable(name) ? values[name] : whole,
  );
