import ts from "typescript";

/** One small mistake in a source file. */
export interface Mutant {
  /** Path of the file, from the root of the repository. */
  readonly file: string;
  /** Offset of what is replaced, and the offset after it. */
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/** What a comparison or a logical operator becomes: its neighbour or its opposite. */
const OPERATORS: Readonly<Record<string, string>> = {
  "===": "!==",
  "!==": "===",
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "&&": "||",
  "||": "&&",
  "??": "&&",
  "+": "-",
  "-": "+",
  "*": "/",
  "/": "*",
};

/** A text for people: its words are not what a test holds. */
const SENTENCE = /\w+,? \w+,? \w+|`/;

const METHODS: Readonly<Record<string, string>> = {
  some: "every",
  every: "some",
  startsWith: "endsWith",
  endsWith: "startsWith",
  min: "max",
  max: "min",
};

/** Every mutant of a file's text, in the order of the text. */
export function mutantsOf(file: string, text: string): Mutant[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Mutant[] = [];
  const visit = (node: ts.Node): void => {
    if (isOutside(node)) return;
    for (const [replaced, replacement] of replacements(node)) {
      const [start, end] = [replaced.getStart(source), replaced.getEnd()];
      found.push({ file, start, end, replacement });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.sort((one, other) => one.start - other.start || one.end - other.end);
}

/** The text of the file with the mistake in it. */
export function mutatedText(text: string, { start, end, replacement }: Mutant): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

/** Types and imports, which do not run, and calls that leave no trace in a plan. */
function isOutside(node: ts.Node): boolean {
  if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return true;
  if (ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node)) return true;
  if (ts.isTypeAliasDeclaration(node) || ts.isExportDeclaration(node)) return true;
  if (!ts.isCallExpression(node)) return false;
  const called = node.expression;
  return (
    called.kind === ts.SyntaxKind.SuperKeyword ||
    (ts.isPropertyAccessExpression(called) && called.name.text === "registerOutputs")
  );
}

function replacements(node: ts.Node): [ts.Node, string][] {
  if (ts.isBinaryExpression(node)) {
    if (node.operatorToken.kind === ts.SyntaxKind.PlusToken && isText(node)) return [];
    const operator = OPERATORS[node.operatorToken.getText()];
    return operator === undefined ? [] : [[node.operatorToken, operator]];
  }
  if (ts.isPropertyAccessExpression(node) && ts.isCallExpression(node.parent)) {
    const method = METHODS[node.name.text];
    return method === undefined ? [] : [[node.name, method]];
  }
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    return [[node, node.operand.getText()]];
  }
  if (ts.isConditionalExpression(node)) {
    return [
      [node, node.whenTrue.getText()],
      [node, node.whenFalse.getText()],
    ];
  }
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [[node, "false"]];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [[node, "true"]];
  if (ts.isNumericLiteral(node)) return [[node, `${Number(node.text.replaceAll("_", "")) + 1}`]];
  if (ts.isRegularExpressionLiteral(node)) return anchors(node);
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return words(node);
  if (ts.isArrayLiteralExpression(node)) return elements(node);
  if (ts.isPropertyAssignment(node) && node.name.getText() === "dependsOn") {
    return [[node.initializer, "[]"]];
  }
  if (ts.isShorthandPropertyAssignment(node) && node.name.text === "dependsOn") {
    return [[node, "dependsOn: []"]];
  }
  return statement(node);
}

/** Texts that are put together. */
function isText(node: ts.Expression): boolean {
  if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) return true;
  return ts.isBinaryExpression(node) && (isText(node.left) || isText(node.right));
}

/** A pattern without one of its anchors. */
function anchors(node: ts.RegularExpressionLiteral): [ts.Node, string][] {
  const text = node.getText();
  const without: [ts.Node, string][] = [];
  if (text.startsWith("/^")) without.push([node, `/${text.slice(2)}`]);
  if (/\$\/[a-z]*$/.test(text)) without.push([node, text.replace(/\$(\/[a-z]*)$/, "$1")]);
  return without;
}

/** A text that is empty, or is not where it was; a key of an object and a sentence stay. */
function words(node: ts.StringLiteralLike): [ts.Node, string][] {
  if (SENTENCE.test(node.text)) return [];
  if (ts.isPropertyAssignment(node.parent) && node.parent.name === node) return [];
  return [[node, node.text === "" ? '"mutant"' : '""']];
}

/** A list without one of its elements. */
function elements(node: ts.ArrayLiteralExpression): [ts.Node, string][] {
  if (ts.isBindingElement(node.parent) || node.elements.length < 2) return [];
  return node.elements.map((left) => [
    node,
    `[${node.elements
      .filter((each) => each !== left)
      .map((each) => each.getText())
      .join(", ")}]`,
  ]);
}

/** A statement that is not there. */
function statement(node: ts.Node): [ts.Node, string][] {
  if (ts.isIfStatement(node)) return [[node.expression, "false"]];
  if (!ts.isExpressionStatement(node) || !ts.isCallExpression(node.expression)) return [];
  return isOutside(node.expression) ? [] : [[node, ";"]];
}
