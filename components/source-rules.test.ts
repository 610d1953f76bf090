import { globSync, readFileSync } from "node:fs";
import ts from "typescript";
import { expect, test } from "vitest";

const files = globSync("{app,components}/**/*.tsx").filter((file) => !file.endsWith(".test.tsx"));
const wordy = /\p{L}/u;
const brands = ["Muhr", "مُهر"];
const spoken = new Set(["aria-label", "title", "placeholder", "alt", "label"]);
const physical =
  /^(?:.+:)?-?(?:[mp][lr]-|left-|right-|(?:text|float|clear)-(?:left|right)$|rounded-(?:l|r|tl|tr|bl|br)(?:-|$)|border-[lr](?:-|$)|scroll-[mp][lr]-|space-x-reverse|(?:origin|object)-(?:left|right))/;

function parseFile(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
}

function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  ts.forEachChild(node, (child) => visit(child, look));
}

const isWordy = (text: string) => wordy.test(text) && !brands.includes(text.trim());

/** String literals that a JSX expression can come out as: `{"a"}`, `{x ? "a" : "b"}`, `{x ?? "a"}`. */
function literalsIn(expression: ts.Expression | undefined): string[] {
  if (!expression) return [];
  if (ts.isStringLiteralLike(expression)) return [expression.text];
  if (ts.isTemplateExpression(expression)) {
    return [expression.head.text, ...expression.templateSpans.map((span) => span.literal.text)];
  }
  if (ts.isParenthesizedExpression(expression)) return literalsIn(expression.expression);
  if (ts.isConditionalExpression(expression)) {
    return [...literalsIn(expression.whenTrue), ...literalsIn(expression.whenFalse)];
  }
  if (ts.isBinaryExpression(expression)) {
    const { kind } = expression.operatorToken;
    const chooses = [
      ts.SyntaxKind.QuestionQuestionToken,
      ts.SyntaxKind.BarBarToken,
      ts.SyntaxKind.PlusToken,
    ].includes(kind);
    return [...(chooses ? literalsIn(expression.left) : []), ...literalsIn(expression.right)];
  }
  return [];
}

function wordsOutsideMessages(path: string, text: string): string[] {
  const source = parseFile(path, text);
  const found: string[] = [];
  const report = (node: ts.Node, words: string) => {
    if (!isWordy(words)) return;
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    found.push(`${path}:${line + 1} ${words.trim()}`);
  };
  visit(source, (node) => {
    if (ts.isJsxText(node)) report(node, node.text);
    if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) {
      for (const words of literalsIn(node.expression)) report(node, words);
    }
    if (ts.isJsxAttribute(node) && spoken.has(node.name.getText()) && node.initializer) {
      const value = node.initializer;
      if (ts.isStringLiteral(value)) report(node, value.text);
      if (ts.isJsxExpression(value)) {
        for (const words of literalsIn(value.expression)) report(node, words);
      }
    }
  });
  return found;
}

function physicalClasses(path: string, text: string): string[] {
  const found: string[] = [];
  visit(parseFile(path, text), (node) => {
    const isText =
      ts.isStringLiteralLike(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddle(node) ||
      ts.isTemplateTail(node);
    if (!isText) return;
    for (const word of node.text.split(/\s+/)) {
      if (physical.test(word)) found.push(`${path} ${word}`);
    }
  });
  return found;
}

const readAll = (check: (path: string, text: string) => string[], paths: string[]) =>
  paths.flatMap((path) => check(path, readFileSync(path, "utf8")));

test("people read only what stands in the message files", () => {
  expect(files.length).toBeGreaterThan(30);
  expect(readAll(wordsOutsideMessages, files)).toEqual([]);
});

test("a word in JSX or in a spoken attribute is noticed", () => {
  const lines = [
    "<p>Hello</p>",
    '<p>{ready ? "Ready" : null}</p>',
    '<img alt="A page" />',
    '<input placeholder={asked ?? "Name"} />',
    "<p>سلام</p>",
  ];
  for (const line of lines) expect(wordsOutsideMessages("x.tsx", line), line).toHaveLength(1);
  const fine = ["<b>Muhr</b>", '<p className="flex">{t("title")} · 3</p>', '<i title={t("a")} />'];
  for (const line of fine) expect(wordsOutsideMessages("x.tsx", line), line).toEqual([]);
});

test("no class knows left from right", () => {
  const sources = globSync("{app,components}/**/*.{ts,tsx}").filter(
    (file) => !/\.test\.tsx?$/.test(file),
  );
  expect(readAll(physicalClasses, sources)).toEqual([]);
});

test("a class that knows left from right is noticed", () => {
  const classes = ["ml-2", "md:-mr-4", "hover:text-left", "left-0", "rounded-l", "border-r-2"];
  for (const name of classes) {
    expect(physicalClasses("x.tsx", `<i className="flex ${name}" />`), name).toHaveLength(1);
  }
  expect(physicalClasses("x.tsx", '<i className="ms-2 text-start rounded-lg pe-3" />')).toEqual([]);
});
