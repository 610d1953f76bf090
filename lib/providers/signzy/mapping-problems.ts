import { readPageRange } from "@/lib/placements/page-range";
import type { OptionProblem, SendRequest, Values } from "@/lib/provider-kit/contract";
import { readRupees, stampVariables } from "./mapping-stamp";
import type { SignzyOptions } from "./options";
import { signzyOptions } from "./options";

type Name = keyof SignzyOptions & string;
const problem = (
  option: Name,
  code: string,
  also: Pick<OptionProblem, "values" | "isDoubt"> = {},
): OptionProblem => ({ option, problem: code, ...also });

/** What is missing from the options, or does not fit together; in the order of the options. */
export function findOptionProblems(
  values: Values,
  { document }: Pick<SendRequest, "document">,
): readonly OptionProblem[] {
  const options = signzyOptions.parse(values);
  const { lifetimeDays } = options;
  const isLifetime = lifetimeDays === undefined || (lifetimeDays > 0 && lifetimeDays <= 365);
  return [
    ...(options.checksName ? thresholdProblems(options) : []),
    ...(options.eSignProvider === "emudhra" ? brandingProblems(options) : []),
    ...(isLifetime ? [] : [problem("lifetimeDays", "lifetime")]),
    ...(options.stamp === "none" ? [] : stampProblems(options, document?.pageCount ?? 1)),
  ];
}

/** `^(0\.(0[1-9]|[1-9][0-9])|1\.00)$` as it is sent. */
function thresholdProblems({ nameMatchThreshold }: SignzyOptions): OptionProblem[] {
  const isRight = /^(?:0\.(?:0[1-9]|[1-9]\d)|1\.00)$/.test(nameMatchThreshold.toFixed(2));
  return isRight ? [] : [problem("nameMatchThreshold", "threshold")];
}

function brandingProblems({ logoUrl, headerColour, buttonColour }: SignzyOptions): OptionProblem[] {
  const isColour = (text: string | undefined) => !text || /^#[0-9A-F]{6}$/i.test(text);
  const isAddress = !logoUrl || /^https?:$/.test(URL.parse(logoUrl)?.protocol ?? "");
  return [
    ...(isAddress ? [] : [problem("logoUrl", "address")]),
    ...(isColour(headerColour) ? [] : [problem("headerColour", "colour")]),
    ...(isColour(buttonColour) ? [] : [problem("buttonColour", "colour")]),
  ];
}

const always = [
  "stampState",
  "stampArticle",
  "stampFirstParty",
  "stampSecondParty",
  "stampPurpose",
] as const;

function stampProblems(options: SignzyOptions, pageCount: number): OptionProblem[] {
  const isChallan = options.stamp === "e_challan";
  const amounts = isChallan ? (["stampAmount"] as const) : (["stampDuty", "stampPrice"] as const);
  const needed = [
    ...always,
    ...amounts,
    ...(isChallan && options.hasStampText ? (["stampText"] as const) : []),
  ];
  return [
    ...needed.filter((name) => !options[name]).map((name) => problem(name, "missing")),
    ...articleDoubts(options),
    ...amounts
      .filter((name) => options[name] && readRupees(options[name]) === undefined)
      .map((name) => problem(name, "amount")),
    ...(readPageRange(options.stampPages, pageCount)
      ? []
      : [problem("stampPages", "pages", { values: { count: pageCount } })]),
    ...(isChallan && options.hasStampText ? variableProblems(options.stampText ?? "") : []),
  ];
}

/** All examples are the state's letters and three digits; no page says that others are wrong. */
function articleDoubts({ stampArticle, stampState }: SignzyOptions): OptionProblem[] {
  const article = stampArticle?.toUpperCase();
  if (!article) return [];
  if (!/^[A-Z]{2}\d{3}$/.test(article))
    return [problem("stampArticle", "article_shape", { isDoubt: true })];
  if (!stampState || article.startsWith(stampState)) return [];
  const values = { state: stampState, article };
  return [problem("stampArticle", "article_state", { values, isDoubt: true })];
}

function variableProblems(text: string): OptionProblem[] {
  const named = [...text.matchAll(/\{\{\s*(.*?)\s*\}\}/g)].map(([, name = ""]) => name);
  const unknown = named.filter((name) => !stampVariables.some((known) => known === name));
  const isOpen = /\{\{|\}\}/.test(text.replace(/\{\{.*?\}\}/g, ""));
  return [
    ...[...new Set(unknown)].map((variable) =>
      problem("stampText", "variable", { values: { variable } }),
    ),
    ...(isOpen ? [problem("stampText", "braces")] : []),
  ];
}
