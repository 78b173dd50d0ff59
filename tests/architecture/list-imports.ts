import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ts from 'typescript';

/** One thing a file needs at run time: a file of ours or a package. */
export interface ImportEdge {
  from: string;
  /** Path from the root without extension, or the package's name. */
  to: string;
  isPackage: boolean;
}

export const ROOT = join(__dirname, '..', '..');

/** Every source file below these folders, as paths from the root. */
export function sourceFiles(folders: readonly string[], root = ROOT): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/u.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/')),
  );
}

/** The imports of a file that are left when types are stripped. */
export function listImports(file: string, root = ROOT): ImportEdge[] {
  const text = readFileSync(join(root, file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    const name = moduleOf(node);
    if (name !== undefined) names.push(name);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names.map((name) => toEdge(file, name));
}

function moduleOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node)) {
    return isTypeOnly(node.importClause) ? undefined : textOf(node.moduleSpecifier);
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
    return node.isTypeOnly ? undefined : textOf(node.moduleSpecifier);
  }
  const isCall = ts.isCallExpression(node) && node.arguments.length === 1;
  if (!isCall) return undefined;
  const { expression } = node;
  const loads =
    expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(expression) && expression.text === 'require') ||
    (ts.isPropertyAccessExpression(expression) && expression.getText() === 'require.resolve');
  return loads ? textOf(node.arguments[0]) : undefined;
}

const textOf = (node: ts.Node | undefined) =>
  node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const { name, namedBindings } = clause;
  if (name !== undefined || namedBindings === undefined || !ts.isNamedImports(namedBindings)) {
    return false;
  }
  return namedBindings.elements.every((element) => element.isTypeOnly);
}

function toEdge(from: string, name: string): ImportEdge {
  if (!name.startsWith('.')) return { from, to: name, isPackage: true };
  const target = join(dirname(from), name).split(sep).join('/').replace(/\.js$/u, '');
  return { from, to: target, isPackage: false };
}
